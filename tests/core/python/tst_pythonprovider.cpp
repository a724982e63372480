// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/networkchain.h"
#include "core/process/processrunner.h"
#include "core/python/copypython.h"
#include "core/python/pythonprovider.h"
#include "core/python/uv.h"
#include "core/settings/networksettings.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Pythons for an install with the real uv: from a list of our own, copied, or linked. */
class TestPythonProvider : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString program = QStandardPaths::findExecutable(u"uv"_s);
        QProcess process;
        process.start(program, {u"--version"_s});
        process.waitForFinished();
        const QVersionNumber version =
            uvVersionIn(QString::fromUtf8(process.readAllStandardOutput()));
        if (version < leastUvVersion())
            QSKIP("uv is not on PATH, or too old");
        m_chain = makeNetworkChain(NetworkSettings(), {});
        m_uv = std::make_unique<Uv>(
            UvProgram{.path = program, .version = version, .origin = UvProgram::Origin::OnPath},
            m_folder.filePath(u"cache"_s), m_chain, m_processes);
        process.start(u"python3"_s,
                      {u"-B"_s,
                       QStringLiteral(PORTICO_SOURCE_DIR) + u"/tests/support/pythonlist.py"_s,
                       m_folder.filePath(u"list"_s), u"--cache"_s,
                       QStringLiteral(PORTICO_BIN_DIR) + u"/../tests/cache"_s});
        QVERIFY(process.waitForFinished(120'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        m_version = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
        m_minor = m_version.section(u'.', 0, 1);
    }
    void init() { m_log.clear(); }

    void comesFromAReleaseThroughUv()
    {
        const auto python = provide(m_minor, m_folder.filePath(u"list/list.json"_s));
        QVERIFY2(python, python ? "" : qPrintable(python.error().message + python.error().detail));
        QCOMPARE(python->origin, ProvidedPython::Origin::Standalone);
        QCOMPARE(python->version, m_version);
        QVERIFY(runsWhereverItIsMoved(*python));
        QVERIFY2(QDir(m_place->path()).entryList({u"*.fetch"_s}, QDir::AllEntries).isEmpty(),
                 "nothing of uv's own folder stays");
    }

    void aReleaseWithAWrongHashIsNotUsed()
    {
        const auto python = provide(m_minor, m_folder.filePath(u"list/wrong.json"_s));
        QVERIFY(!python);
        QCOMPARE(python.error().code, ErrorCode::HashMismatch);
        QVERIFY2(!QFileInfo::exists(m_place->filePath(u"python"_s)), "not another one instead");
    }

    void aPythonInItsOwnFolderIsCopied()
    {
        const auto facts = pythonFacts(u"python3"_s, m_processes, JobContext());
        QVERIFY(facts);
        if (facts->isManaged || facts->isFramework)
            QSKIP("the Python on PATH belongs to the system");
        const auto python = provide(facts->executable);
        QVERIFY2(python, python ? "" : qPrintable(python.error().message + python.error().detail));
        QCOMPARE(python->origin, ProvidedPython::Origin::Copied);
        QCOMPARE(python->from, facts->executable);
        const QString site = m_place->filePath(u"python/lib/python%1.%2/site-packages"_s)
                                 .arg(facts->major)
                                 .arg(facts->minor);
        QCOMPARE(QDir(site).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
        QVERIFY(runsWhereverItIsMoved(*python));
    }

    void aMarkedPythonInItsOwnFolderIsCopied()
    {
        const auto facts = pythonFacts(u"python3"_s, m_processes, JobContext());
        QVERIFY(facts);
        if (facts->isManaged || facts->isFramework)
            QSKIP("the Python on PATH belongs to the system");
        const auto first = provide(facts->executable);
        QVERIFY2(first, first ? "" : qPrintable(first.error().message + first.error().detail));
        const auto before = std::move(m_place); // its folder stays
        QFile mark(before->filePath(u"python/lib/python%1.%2/EXTERNALLY-MANAGED"_s)
                       .arg(facts->major)
                       .arg(facts->minor));
        QVERIFY(mark.open(QIODevice::WriteOnly)); // as uv does
        const auto second = provide(first->interpreter);
        QVERIFY2(second, second ? "" : qPrintable(second.error().message + second.error().detail));
        QCOMPARE(second->origin, ProvidedPython::Origin::Copied);
        QVERIFY(QDir(before->path()).removeRecursively());
        QVERIFY2(runsWhereverItIsMoved(*second), "it leaned on the one it was copied from");
    }

    void aDistributionsPythonIsLinked()
    {
        const QString system = u"/usr/bin/python3"_s;
        const auto facts = QFileInfo::exists(system)
            ? pythonFacts(system, m_processes, JobContext())
            : Result<PythonFacts>(Error{});
        if (!facts || !facts->isManaged)
            QSKIP("there is no Python of a distribution");
        const auto python = provide(system);
        QVERIFY2(python, python ? "" : qPrintable(python.error().message + python.error().detail));
        QCOMPARE(python->origin, ProvidedPython::Origin::Linked);
        QVERIFY(m_log.join(u'\n').contains(u"keep it"_s));
        QVERIFY(runsWhereverItIsMoved(*python));
    }

    void saysWhenThereIsNone_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("no such version") << u"3.77"_s << ErrorCode::NotFound;
        QTest::newRow("no such program") << u"/no/such/python"_s << ErrorCode::NotFound;
        QTest::newRow("a program that is no Python") << u"/bin/sh"_s << ErrorCode::ProcessFailed;
    }
    void saysWhenThereIsNone()
    {
        QFETCH(QString, wanted);
        const auto python = provide(wanted, m_folder.filePath(u"list/list.json"_s));
        QVERIFY(!python);
        QTEST(python.error().code, "code");
        QVERIFY(!python.error().nextStep.isEmpty());
    }

    void canBeCancelled()
    {
        CancelSource cancel;
        cancel.cancel();
        m_place = std::make_unique<QTemporaryDir>();
        const auto python = providePython({.target = m_place->filePath(u"python"_s)}, *m_uv,
                                          m_processes, JobContext(cancel.token()));
        QCOMPARE(python.error().code, ErrorCode::Cancelled);
    }

private:
    Result<ProvidedPython> provide(const QString &wanted, const QString &list = {})
    {
        m_place = std::make_unique<QTemporaryDir>();
        const JobContext job({}, {.steps = {}, .progress = {}, .log = [this](const QString &line) {
                                      m_log += line;
                                  }});
        return providePython(
            {.wanted = wanted, .target = m_place->filePath(u"python"_s), .list = list}, *m_uv,
            m_processes, job);
    }

    /** Moves its folder and asks it where it thinks it is. */
    bool runsWhereverItIsMoved(const ProvidedPython &python) const
    {
        const QString inside =
            QDir(m_place->filePath(u"python"_s)).relativeFilePath(python.interpreter);
        const QString moved = m_place->filePath(u"moved"_s);
        if (!QDir().rename(m_place->filePath(u"python"_s), moved))
            return false;
        QProcess process;
        process.start(moved + u'/' + inside,
                      {u"-I"_s, u"-B"_s, u"-c"_s, u"import ssl, sys; print(sys.prefix)"_s});
        if (!process.waitForFinished(30'000) || process.exitCode() != 0)
            return false;
        const QString prefix = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
        return QFileInfo(prefix).canonicalFilePath() == QFileInfo(moved).canonicalFilePath();
    }

    QTemporaryDir m_folder;
    SystemProcessRunner m_processes;
    NetworkChain m_chain;
    std::unique_ptr<Uv> m_uv;
    std::unique_ptr<QTemporaryDir> m_place;
    QStringList m_log;
    QString m_version; ///< of the Python in the list
    QString m_minor;
};

QTEST_GUILESS_MAIN(TestPythonProvider)
#include "tst_pythonprovider.moc"
