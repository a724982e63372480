// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "tests/core/archive/fixtures/hostile.h"
#include "tests/core/archive/fixtures/sandbox.h"

#include <QFile>
#include <QTest>

#include <ctime>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

/** T14 of reliability.md: every archive in a fresh root with a canary tree beside it. */
class TestHostileArchives : public QObject
{
    Q_OBJECT

private slots:
    void isRefused_data()
    {
        QTest::addColumn<int>("index");
        const QList<HostileArchive> all = hostileArchives();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(qPrintable(all[i].fileName + u": "_s + all[i].title)) << i;
        QVERIFY2(all.size() >= 100, "the collection has shrunk");
    }
    void isRefused()
    {
        QFETCH(int, index);
        const Sandbox sandbox;
        const HostileArchive hostile = hostileArchives(sandbox.canary().toUtf8()).at(index);
        const QByteArray bytes = hostile.make ? hostile.make() : hostile.bytes;
        UnpackRequest request = sandbox.request(sandbox.put(hostile.fileName, bytes));
        request.rulesFor = hostile.rulesFor;
        request.limits = hostile.limits;
        const std::clock_t before = std::clock();
        const Result<UnpackSummary> result = unpackHere(request, JobContext());
        const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
        QVERIFY(sandbox.isOutsideUntouched());
        QVERIFY2(!result, "it was unpacked");
        QVERIFY2(result.error().code == hostile.expected,
                 qPrintable(errorCodeName(result.error().code) + u": "_s + result.error().message
                            + u' ' + result.error().detail));
        QVERIFY(!result.error().message.isEmpty() && !result.error().nextStep.isEmpty());
        QVERIFY2(seconds < 10.0, qPrintable(u"%1 s of CPU"_s.arg(seconds)));
        for (const ManifestEntry &entry : sandbox.unpacked())
            QVERIFY2(entry.kind != ManifestEntry::Kind::Link, "a link was made");
        if (hostile.leavesNothing)
            QVERIFY2(sandbox.unpacked().isEmpty(), "something was written before it was judged");
    }
};

QTEST_GUILESS_MAIN(TestHostileArchives)
#include "tst_hostilearchives.moc"
