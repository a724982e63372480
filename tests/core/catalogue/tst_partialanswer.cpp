// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/partialanswer.h"
#include "tests/core/catalogue/githubfixture.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QThread>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** The catalogue where sources are silent: against a server that takes connections and, for some
 *  paths, never says anything. */
class TestPartialAnswer final : public QObject
{
    Q_OBJECT

private slots:
    void answersComeSourceBySource();
    void aSilentSourceIsLeftAndNamed();
    void aSilentSourceKeepsItsOlderAnswer();
    void aCancelIsHeardAtOnce();
    void whatWasKnownStaysUntilTheAnswer();
    void mayBringBetter_data();
    void mayBringBetter();

private:
    /** Takes the question and says nothing. */
    static ScriptedReply silence()
    {
        ScriptedReply reply;
        reply.headers.clear();
        reply.cutAfter = 0;
        reply.ending = ScriptedReply::Ending::Silence;
        reply.setHeader("Content-Length", "100");
        return reply;
    }
    static void silenceGithub(CatalogueWorld &world)
    {
        for (const char *const path :
             {"/api/v3/repos/Comfy-Org/ComfyUI/releases",
              "/api/v3/repos/Anymatix/anymatix-portable-comfyui/releases",
              "/api/v3/repos/Comfy-Org/ComfyUI-Standalone-Environments/releases"})
            world.set(path, silence());
    }
};

void TestPartialAnswer::answersComeSourceBySource()
{
    CatalogueWorld world;
    world.set("/api/v3/repos/Comfy-Org/ComfyUI/releases", silence());
    CatalogueServices services = world.services();
    services.patience = 4s;
    QList<CatalogueLook> seen;
    const auto look = askBoth(services, Asking::Always, {},
                              [&](const CatalogueLook &partial) { seen += partial; });
    QVERIFY(look);
    QCOMPARE(seen.size(), 2); // of three sources; the third is the end
    QCOMPARE(stillAsked(seen.constFirst().catalogue).size(), 2);
    const CatalogueAnswer &last = seen.constLast().catalogue;
    QCOMPARE(stillAsked(last), QStringList{stateOf(last, u"official"_s).title});
    QVERIFY(!last.entries.isEmpty());
    QVERIFY(!stateOf(last, u"official"_s).problem);
    QVERIFY(stillAsked(look->catalogue).isEmpty());
    QCOMPARE(look->catalogue.entries, last.entries);
}

void TestPartialAnswer::aSilentSourceIsLeftAndNamed()
{
    CatalogueWorld world;
    silenceGithub(world);
    CatalogueServices services = world.services();
    services.patience = 3s;
    QElapsedTimer clock;
    clock.start();
    const auto answer = askCatalogue(services, Asking::Always, {});
    QVERIFY(answer);
    QVERIFY2(clock.elapsed() < kAtOnceMs, qPrintable(QString::number(clock.elapsed())));
    const SourceState official = stateOf(*answer, u"official"_s);
    QCOMPARE(official.kind, SourceState::Kind::Failed);
    QCOMPARE(official.problem->code, ErrorCode::Timeout);
    QVERIFY2(official.problem->message.contains(official.title)
                 && official.problem->message.contains(u'3'),
             qPrintable(official.problem->message));
    // Its own server answered; only the hashes on GitHub did not come.
    const SourceState standalone = stateOf(*answer, u"standalone"_s);
    QCOMPARE(standalone.kind, SourceState::Kind::Fresh);
    QVERIFY(standalone.entries > 0);
    QCOMPARE(standalone.problem->code, ErrorCode::Timeout);
    for (const CatalogueEntry &entry : answer->entries)
        QVERIFY(!entry.hasPublishedHash());
}

void TestPartialAnswer::aSilentSourceKeepsItsOlderAnswer()
{
    CatalogueWorld world;
    const CatalogueAnswer before = world.ask();
    silenceGithub(world);
    CatalogueServices services = world.services();
    services.patience = 1s;
    const auto answer = askCatalogue(services, Asking::Always, {});
    QVERIFY(answer);
    QCOMPARE(answer->entries, before.entries); // with the hashes
    const SourceState official = stateOf(*answer, u"official"_s);
    QCOMPARE(official.kind, SourceState::Kind::Kept);
    QCOMPARE(official.problem->code, ErrorCode::Timeout);
    QCOMPARE(official.asked, stateOf(before, u"official"_s).asked);
}

void TestPartialAnswer::aCancelIsHeardAtOnce()
{
    CatalogueWorld world;
    silenceGithub(world);
    CancelSource cancel;
    QElapsedTimer clock;
    std::thread canceller([&] {
        QThread::msleep(300);
        clock.start();
        cancel.cancel();
    });
    const auto answer = askCatalogue(world.services(), Asking::Always, JobContext(cancel.token()));
    canceller.join();
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    QVERIFY2(clock.elapsed() < kAtOnceMs, qPrintable(QString::number(clock.elapsed())));
}

void TestPartialAnswer::whatWasKnownStaysUntilTheAnswer()
{
    CatalogueWorld world;
    const CatalogueAnswer before = world.ask();
    const CatalogueAnswer begun = filledUp(askedAgain(before), before);
    QCOMPARE(begun.entries, before.entries);
    QCOMPARE(stillAsked(begun).size(), before.sources.size());
    QCOMPARE(stateOf(begun, u"official"_s).asked, stateOf(before, u"official"_s).asked);
    // One has answered, with nothing: its bundles are gone, the others' are not.
    CatalogueAnswer partial = askedAgain(before);
    partial.sources.first().isAsked = false;
    partial.sources.first().kind = SourceState::Kind::Fresh;
    const CatalogueAnswer filled = filledUp(partial, begun);
    QCOMPARE(stillAsked(filled).size(), before.sources.size() - 1);
    for (const CatalogueEntry &entry : before.entries)
        QCOMPARE(filled.entry(entry.id) != nullptr,
                 entry.sourceId != before.sources.constFirst().id);
    // A failure of last time says nothing about this time.
    CatalogueAnswer failed = askedAgain(before);
    failed.sources.first().problem = cancelledError();
    QVERIFY(!filledUp(askedAgain(failed), failed).sources.constFirst().problem);
}

void TestPartialAnswer::mayBringBetter_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isAsked");
    QTest::addColumn<bool>("isKept");
    QTest::addColumn<Os>("os");
    QTest::addColumn<bool>("hasVersions");
    QTest::addColumn<bool>("may");
    QTest::newRow("all have answered")
        << u"team:x"_s << false << false << Os::Linux << true << false;
    QTest::newRow("a team is silent") << u"team:x"_s << true << false << Os::Linux << true << true;
    QTest::newRow("a silent one is known from before")
        << u"team:x"_s << true << true << Os::Linux << true << false;
    QTest::newRow("GitHub is silent on Windows")
        << u"official"_s << true << false << Os::Windows << true << true;
    QTest::newRow("GitHub is silent on Linux, the versions are known")
        << u"official"_s << true << false << Os::Linux << true << false;
    QTest::newRow("GitHub is silent on Linux, so the versions are not known")
        << u"official"_s << true << false << Os::Linux << false << true;
}

void TestPartialAnswer::mayBringBetter()
{
    QFETCH(QString, id);
    QFETCH(bool, isAsked);
    QFETCH(bool, isKept);
    QFETCH(Os, os);
    QFETCH(bool, hasVersions);
    const SourceState state{.id = id,
                            .kind = isKept ? SourceState::Kind::Kept : SourceState::Kind::Failed,
                            .isAsked = isAsked};
    QTEST(portico::mayBringBetter({.entries = {}, .sources = {state}}, os, hasVersions), "may");
}

QTEST_GUILESS_MAIN(TestPartialAnswer)
#include "tst_partialanswer.moc"
