// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/knownbundles.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

KnownBundle known(QChar digit)
{
    return {.sha256 = *Sha256::fromHex(QString(64, digit)),
            .size = 7,
            .seen = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC)};
}

} // namespace

class TestKnownBundles final : public QObject
{
    Q_OBJECT

private slots:
    void remembersByAddress();
    void neverTakesADamagedDocumentForEmpty();
    void severalWritersLoseNothing();
};

void TestKnownBundles::remembersByAddress()
{
    const QTemporaryDir folder;
    const KnownBundles bundles(folder.filePath(u"store/known-bundles.json"_s));
    const QUrl address(u"https://user:pw@x.example/a.zip?token=secret#f"_s);
    QVERIFY(!*bundles.find(address));
    QVERIFY(bundles.remember(address, known(u'a'), {}));
    QCOMPARE(**bundles.find(QUrl(u"https://x.example/a.zip"_s)), known(u'a'));
    QVERIFY(!*bundles.find(QUrl(u"https://x.example/b.zip"_s)));
    QVERIFY(bundles.remember(address, known(u'b'), {}));
    QCOMPARE(**bundles.find(address), known(u'b'));
    QFile file(folder.filePath(u"store/known-bundles.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret"));
    const Error error = changedBundleError(address, known(u'a'), known(u'b').sha256);
    QCOMPARE(error.code, ErrorCode::Refused);
    QVERIFY(error.message.contains(known(u'b').sha256.toHex()) && !error.nextStep.isEmpty());
    QVERIFY(!error.message.contains("secret"_L1));
}

void TestKnownBundles::neverTakesADamagedDocumentForEmpty()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"known-bundles.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"bundles\": {");
    file.close();
    const KnownBundles bundles(path);
    QVERIFY(!bundles.find(QUrl(u"https://x.example/a.zip"_s)));
    QVERIFY(!bundles.remember(QUrl(u"https://x.example/a.zip"_s), known(u'a'), {}));
}

void TestKnownBundles::severalWritersLoseNothing()
{
    const QTemporaryDir folder;
    const KnownBundles bundles(folder.filePath(u"known-bundles.json"_s));
    std::vector<std::thread> writers;
    for (int i = 0; i < 8; ++i) {
        writers.emplace_back([&bundles, i] {
            const QUrl address(u"https://x.example/%1.zip"_s.arg(i));
            if (!bundles.remember(address, known(u'a'), {}))
                qFatal("not remembered");
        });
    }
    for (std::thread &writer : writers)
        writer.join();
    for (int i = 0; i < 8; ++i)
        QVERIFY(*bundles.find(QUrl(u"https://x.example/%1.zip"_s.arg(i))));
}

QTEST_GUILESS_MAIN(TestKnownBundles)
#include "tst_knownbundles.moc"
