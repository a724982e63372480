// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/sha256.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QThreadPool>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A program that ends while its workers, which hashed, have just ended. */
void hashOnWorkers()
{
    QThreadPool workers;
    workers.setMaxThreadCount(4);
    for (int i = 0; i < 4; ++i)
        workers.start([] { (void)sha256Of("abc"); });
}

} // namespace

/** What libcrypto keeps for a thread does not meet its end with the program's: without that, the
 *  leak sanitizer saw something left behind by one program in ten. */
class TestSha256Exit final : public QObject
{
    Q_OBJECT

private slots:
    void aProgramEndsWellRightAfterItsWorkers()
    {
        for (int i = 0; i < 60; ++i) {
            QProcess program;
            program.start(QCoreApplication::applicationFilePath(), {u"hash"_s});
            QVERIFY(program.waitForFinished());
            QVERIFY2(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0,
                     program.readAllStandardError().constData());
        }
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == "hash"_L1) {
        hashOnWorkers();
        return 0;
    }
    TestSha256Exit test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sha256exit.moc"
