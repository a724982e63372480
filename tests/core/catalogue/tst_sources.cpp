// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/catalogue/githubfixture.h"
#include "tests/support/patience.h"

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

QStringList idsOf(const CatalogueAnswer &answer, const QString &source)
{
    QStringList ids;
    for (const CatalogueEntry &entry : answer.entries) {
        if (entry.sourceId == source)
            ids += entry.id;
    }
    return ids;
}

constexpr auto kComfy = "/api/v3/repos/Comfy-Org/ComfyUI/releases";
constexpr auto kEnvironments = "/api/v3/repos/Comfy-Org/ComfyUI-Standalone-Environments/releases";

} // namespace

class TestSources final : public QObject
{
    Q_OBJECT

private slots:
    void readsOfficialReleases();
    void readsAnymatixReleases();
    void joinsEnvironmentsWithTheirHashes();
    void offersEnvironmentsWithoutHashes();
    void oneFailureLeavesTheOthers_data();
    void oneFailureLeavesTheOthers();
    void staysWithoutNetwork();
    void readsATeamCatalogueFromTheNetwork();
    void refusesWhatIsNoRepository();
    void survivesHostileReleases_data();
    void survivesHostileReleases();
    void showsNothingThatRewritesTheScreen();
    void answersACancel();
};

void TestSources::readsOfficialReleases()
{
    CatalogueWorld world;
    const CatalogueAnswer answer = world.ask();
    // No draft, no moving tag, nothing that is not wholly uploaded.
    QCOMPARE(idsOf(answer, u"official"_s),
             (QStringList{u"official/v0.38.0/nvidia"_s, u"official/v0.38.0/amd"_s,
                          u"official/v0.37.0/nvidia"_s, u"official/v0.37.0/nvidia_cu126"_s,
                          u"official/v0.37.0/amd"_s, u"official/v0.37.0/intel"_s,
                          u"official/v0.3.26/nvidia"_s}));
    const CatalogueEntry *entry = answer.entry(u"official/v0.37.0/nvidia_cu126"_s);
    QCOMPARE(entry->comfyVersion, u"0.37.0"_s);
    QCOMPARE(entry->accelerator->text(), u"cuda 12.6"_s);
    QCOMPARE(entry->size(), 1867201814);
    QCOMPARE(entry->files.constFirst().sha256->toHex(),
             u"4f8c587c8319a3595dcdc6b8fbfc7234d2d02fa6b1a328c1ab3e819c97d95fb8"_s);
    QCOMPARE(entry->files.constFirst().url,
             world.server.url(u"/Comfy-Org/ComfyUI/releases/download/v0.37.0/"
                              "ComfyUI_windows_portable_nvidia_cu126.7z"_s));
    QVERIFY(!answer.entry(u"official/v0.3.26/nvidia"_s)->hasPublishedHash());
    QCOMPARE(stateOf(answer, u"official"_s).kind, SourceState::Kind::Fresh);
}

void TestSources::readsAnymatixReleases()
{
    CatalogueWorld world;
    const CatalogueAnswer answer = world.ask();
    QCOMPARE(idsOf(answer, u"anymatix"_s),
             (QStringList{u"anymatix/v1.2.0/macos-arm64"_s, u"anymatix/v1.2.0/windows-x64"_s,
                          u"anymatix/v1.1.1/macos-arm64"_s, u"anymatix/v1.1.1/linux-x64"_s}));
    const CatalogueEntry *entry = answer.entry(u"anymatix/v1.1.1/linux-x64"_s);
    QVERIFY(entry->hasPublishedHash());
    QVERIFY(entry->comfyVersion.isEmpty()); // its version is not ComfyUI's

    auto services = world.services();
    services.options.anymatixRepositories = {u"Anymatix/anymatix-portable-comfyui"_s,
                                             u"Studio/bundles"_s};
    world.set("/api/v3/repos/Studio/bundles/releases", fixture("anymatix-releases.json"));
    const auto both = askCatalogue(services, Asking::Always, {});
    QVERIFY(both->entry(u"anymatix:Studio/bundles/v1.2.0/windows-x64"_s));
    QVERIFY(both->entry(u"anymatix/v1.2.0/windows-x64"_s));
}

void TestSources::joinsEnvironmentsWithTheirHashes()
{
    CatalogueWorld world;
    const CatalogueAnswer answer = world.ask();
    const CatalogueEntry *windows = answer.entry(u"standalone/v0.34.0-env1/win-nvidia"_s);
    QCOMPARE(windows->files.size(), 2);
    QCOMPARE(windows->size(), 2365760769);
    QVERIFY(windows->hasPublishedHash());
    QCOMPARE(windows->files.at(1).name, u"comfyui-standalone-win-nvidia-v0.34.0-env1.7z.002"_s);
    QCOMPARE(windows->accelerator->text(), u"cuda 13.0"_s);
    QCOMPARE(windows->torchVersion, u"2.11.0+cu130"_s);

    const CatalogueEntry *mac = answer.entry(u"standalone/v0.34.0-env1/mac-mps"_s);
    QCOMPARE(mac->files.size(), 1);
    QVERIFY(mac->hasPublishedHash());
    QCOMPARE(mac->files.constFirst().mirrors,
             QList{world.server.url(u"/standalone/mac-mps/v0.34.0-env1/"
                                    "comfyui-standalone-mac-mps-v0.34.0-env1.tar.gz"_s)});

    // One volume has no digest: the archive in one piece, unverified.
    const CatalogueEntry *amd = answer.entry(u"standalone/v0.34.0-env1/linux-amd"_s);
    QCOMPARE(amd->files.size(), 1);
    QVERIFY(!amd->hasPublishedHash());
    // Older ones of this system, which releases.json lists.
    QVERIFY(answer.entry(u"standalone/v0.20.0-env2/linux-nvidia"_s));
    QCOMPARE(answer.entry(u"standalone/v0.20.0-env2/linux-nvidia"_s)->comfyVersion, u"0.20.0"_s);
}

void TestSources::offersEnvironmentsWithoutHashes()
{
    CatalogueWorld world;
    world.set(kEnvironments, statusReply(500));
    world.set(kComfy, jsonReply("[]"));
    const CatalogueAnswer answer = world.ask();
    const CatalogueEntry *entry = answer.entry(u"standalone/v0.34.0-env1/win-nvidia"_s);
    QCOMPARE(entry->files.size(), 1);
    QVERIFY(!entry->hasPublishedHash());
    const SourceState state = stateOf(answer, u"standalone"_s);
    QCOMPARE(state.kind, SourceState::Kind::Fresh);
    QVERIFY(state.problem.has_value());
}

void TestSources::oneFailureLeavesTheOthers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("HTML instead of JSON") << QByteArray("<html><body>Blocked</body></html>");
    QTest::newRow("truncated JSON") << fixture("comfyui-releases.json").left(5000);
    QTest::newRow("an object instead of a list") << QByteArray("{\"message\":\"moved\"}");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list without an end") << QByteArray("[").repeated(100000);
    QTest::newRow("a text") << QByteArray("\"hello\"");
}

void TestSources::oneFailureLeavesTheOthers()
{
    QFETCH(QByteArray, answer);
    CatalogueWorld world;
    // What the mirror does not have is asked of GitHub itself, which is not there in tests.
    world.set(kComfy, answer);
    const CatalogueAnswer seen = world.ask();
    const SourceState official = stateOf(seen, u"official"_s);
    QCOMPARE(official.kind, SourceState::Kind::Failed);
    QCOMPARE(official.problem->code, ErrorCode::InvalidInput);
    QVERIFY(!official.problem->message.isEmpty() && !official.problem->nextStep.isEmpty());
    QCOMPARE(stateOf(seen, u"anymatix"_s).kind, SourceState::Kind::Fresh);
    QCOMPARE(stateOf(seen, u"standalone"_s).kind, SourceState::Kind::Fresh);
}

void TestSources::staysWithoutNetwork()
{
    CatalogueWorld world;
    const CatalogueAnswer before = world.ask();
    world.clock.advance(std::chrono::hours(5));
    for (const QByteArray &path : world.replies.keys())
        world.set(path, statusReply(503));
    const CatalogueAnswer after = world.ask();
    QCOMPARE(after.entries, before.entries);
    for (const SourceState &state : after.sources) {
        QCOMPARE(state.kind, SourceState::Kind::Kept);
        QCOMPARE(state.asked.secsTo(world.clock.now()), 5 * 3600);
    }
    const qsizetype asked = world.server.requests().size();
    QCOMPARE(world.ask(Asking::Never).entries, before.entries);
    QCOMPARE(world.server.requests().size(), asked);
}

void TestSources::readsATeamCatalogueFromTheNetwork()
{
    CatalogueWorld world;
    world.set("/studio/list.json",
              QByteArray(R"({"schema":1,"id":"studio","name":"Studio","bundles":[
        {"id":"a","name":"A","comfyVersion":"0.38.0","os":"linux","architecture":"x64",
         "accelerator":"cuda 13.0","files":[{"url":"files/a.zip"}]}]})"));
    auto services = world.services();
    services.options.teamCatalogues = {world.server.url(u"/studio/list.json"_s).toString()};
    const auto answer = askCatalogue(services, Asking::Always, {});
    const CatalogueEntry *entry = answer->entry(u"team/studio/a"_s);
    QVERIFY(entry);
    QCOMPARE(entry->files.constFirst().url, world.server.url(u"/studio/files/a.zip"_s));
    QVERIFY(entry->sourceId.startsWith("team:"_L1));
}

void TestSources::refusesWhatIsNoRepository()
{
    CatalogueWorld world;
    auto services = world.services();
    services.options.anymatixRepositories = {u"../../etc"_s};
    const auto answer = askCatalogue(services, Asking::Always, {});
    const SourceState state = stateOf(*answer, u"anymatix:../../etc"_s);
    QCOMPARE(state.problem->code, ErrorCode::InvalidInput);
    for (const SeenRequest &request : world.server.requests())
        QVERIFY(!request.target.contains("etc"));
}

void TestSources::survivesHostileReleases_data()
{
    QTest::addColumn<QByteArray>("change"); // of the tag or of an asset, as JSON
    QTest::newRow("a tag that climbs out") << QByteArray(R"("tag_name":"../../v1.0.0")");
    QTest::newRow("a tag with a line feed") << QByteArray(R"("tag_name":"v1.0.0\nx")");
    QTest::newRow("a tag that is a number") << QByteArray(R"("tag_name":7)");
    QTest::newRow("no tag") << QByteArray(R"("x":1)");
    QTest::newRow("assets that are no list")
        << QByteArray(R"("tag_name":"v1.0.0","assets":{"a":1})");
    QTest::newRow("an asset at a file of this computer") << QByteArray(
        R"("tag_name":"v1.0.0","assets":[{"name":"ComfyUI_windows_portable_nvidia.7z","browser_download_url":"file:///etc/passwd","size":1}])");
    QTest::newRow("an asset with a path for a name") << QByteArray(
        R"("tag_name":"v1.0.0","assets":[{"name":"../ComfyUI_windows_portable_nvidia.7z","browser_download_url":"https://x.example/a.7z","size":1}])");
}

void TestSources::survivesHostileReleases()
{
    QFETCH(QByteArray, change);
    CatalogueWorld world;
    world.set(kComfy, "[{" + change + "}]");
    const CatalogueAnswer answer = world.ask();
    QCOMPARE(idsOf(answer, u"official"_s), QStringList());
    QCOMPARE(stateOf(answer, u"official"_s).kind, SourceState::Kind::Fresh);
}

void TestSources::showsNothingThatRewritesTheScreen()
{
    CatalogueWorld world;
    world.set(kComfy,
              QByteArray(R"([{"tag_name":"v1.0.0","body":"one\r\n\u001b[2Jtwo\u202eeert\u0007\ttab",
        "assets":[{"name":"ComfyUI_windows_portable_amd.7z","size":1,
        "browser_download_url":"https://github.com/x/y/a.7z"}]}])"));
    const CatalogueAnswer answer = world.ask();
    QCOMPARE(answer.entry(u"official/v1.0.0/amd"_s)->notes, u"one\n[2Jtwoeert\ttab"_s);
}

void TestSources::answersACancel()
{
    CatalogueWorld world;
    for (const QByteArray &path : world.replies.keys()) {
        ScriptedReply silent = jsonReply("[]");
        silent.cutAfter = 0;
        silent.ending = ScriptedReply::Ending::Silence;
        world.set(path, silent);
    }
    CancelSource source;
    std::thread canceller([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        source.cancel();
    });
    QElapsedTimer timer;
    timer.start();
    const auto answer = askCatalogue(world.services(), Asking::Always, JobContext(source.token()));
    canceller.join();
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    QVERIFY(timer.elapsed() < kAtOnceMs);
}

QTEST_GUILESS_MAIN(TestSources)
#include "tst_sources.moc"
