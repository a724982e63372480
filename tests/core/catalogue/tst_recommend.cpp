// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/recommend.h"
#include "core/catalogue/suggestion.h"
#include "core/hardware/detectcomputer.h"
#include "tests/core/catalogue/githubfixture.h"
#include "tests/core/hardware/recordedprobe.h"

using namespace portico;
using namespace Qt::StringLiterals;

/** The recorded computers of tests/core/hardware and the recorded catalogue: who is offered what.
 */
class TestRecommend final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void offersTheRightBundle_data();
    void offersTheRightBundle();
    void judgesOtherBundles_data();
    void judgesOtherBundles();
    void prefersVersionThenHash();
    void followsATeamsTracks();
    void composesWithoutACatalogue();
    void suggestsForARecordedComputer();

private:
    CatalogueWorld m_world;
    QList<CatalogueEntry> m_entries;
};

namespace {

std::shared_ptr<const HardwareProbe> probeOf(const QString &name)
{
    return std::make_shared<RecordedProbe>(recordOf(name));
}

Computer computerOf(const QString &name)
{
    const auto computer = detectComputer(probeOf(name), {}, std::chrono::milliseconds(300));
    if (!computer)
        qFatal("%s", qPrintable(computer.error().message));
    return *computer;
}

} // namespace

void TestRecommend::initTestCase()
{
    m_entries = m_world.ask().entries;
    QVERIFY(m_entries.size() > 15);
}

void TestRecommend::offersTheRightBundle_data()
{
    QTest::addColumn<QString>("computer");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("bundle"); // empty: compose
    QTest::newRow("RTX 4090 on Windows, newest")
        << u"windows-rtx-4090-and-radeon"_s << QString() << u"official/v0.38.0/nvidia"_s;
    QTest::newRow("RTX 4090 on Windows, stable track")
        << u"windows-rtx-4090-and-radeon"_s << u"0.37.0"_s << u"official/v0.37.0/nvidia"_s;
    QTest::newRow("a version without a bundle: the newest one below it")
        << u"windows-rtx-4090-and-radeon"_s << u"0.37.1"_s << u"official/v0.37.0/nvidia"_s;
    QTest::newRow("GTX 1070 Ti on Windows")
        << u"windows-gtx-1070-ti-cim"_s << QString() << u"official/v0.37.0/nvidia_cu126"_s;
    QTest::newRow("RTX 2060 with an old driver: cu126 is not for it, and cu130 needs a driver")
        << u"windows-rtx-2060-driver-566"_s << QString() << QString();
    QTest::newRow("RX 7900 XTX on Windows")
        << u"windows-rx-7900-xtx"_s << QString() << u"official/v0.38.0/amd"_s;
    QTest::newRow("Arc B580 on Windows")
        << u"windows-arc-b580"_s << QString() << u"official/v0.37.0/intel"_s;
    QTest::newRow("two RTX 3090 on Linux")
        << u"linux-two-rtx-3090"_s << QString() << u"standalone/v0.34.0-env1/linux-nvidia"_s;
    QTest::newRow("GTX 1080 Ti on Linux: no bundle has cu126")
        << u"linux-gtx-1080-ti"_s << QString() << QString();
    QTest::newRow("M3 Pro") << u"mac-m3-pro"_s << QString() << u"standalone/v0.34.0-env1/mac-mps"_s;
    QTest::newRow("Linux without a GPU: composing is a tenth of a bundle for others")
        << u"linux-vm-no-gpu"_s << QString() << QString();
    QTest::newRow("Windows without a GPU for torch")
        << u"windows-iris-xe"_s << QString() << u"standalone/v0.34.0-env1/win-cpu"_s;
}

void TestRecommend::offersTheRightBundle()
{
    QFETCH(QString, computer);
    QFETCH(QString, version);
    QFETCH(QString, bundle);
    const Computer seen = computerOf(computer);
    const AcceleratorChoice choice = chooseAccelerator(seen);
    const Recommendation recommendation = recommendBundle(m_entries, choice, seen, version);
    QCOMPARE(recommendation.bundle ? recommendation.bundle->id : QString(), bundle);
    QCOMPARE(recommendation.isCompose(), bundle.isEmpty());
    QVERIFY(recommendation.reasons.size() > choice.reasons.size());
    for (const QString &reason : recommendation.reasons)
        QVERIFY2(reason.endsWith(u'.'), qPrintable(reason));
}

void TestRecommend::judgesOtherBundles_data()
{
    QTest::addColumn<QString>("computer");
    QTest::addColumn<QString>("bundle");
    QTest::addColumn<Suitability>("suitability");
    QTest::newRow("another system")
        << u"linux-two-rtx-3090"_s << u"official/v0.38.0/nvidia"_s << Suitability::Not;
    QTest::newRow("another processor")
        << u"windows-rtx-4090-and-radeon"_s << u"standalone/v0.34.0-env1/win-nvidia-arm64"_s
        << Suitability::Not;
    QTest::newRow("another vendor")
        << u"windows-rtx-4090-and-radeon"_s << u"official/v0.38.0/amd"_s << Suitability::Not;
    QTest::newRow("CUDA 13 for Pascal")
        << u"windows-gtx-1070-ti-cim"_s << u"official/v0.38.0/nvidia"_s << Suitability::Not;
    QTest::newRow("CUDA 12.6 for Blackwell")
        << u"windows-rtx-5080-driver-566"_s << u"official/v0.37.0/nvidia_cu126"_s
        << Suitability::Not;
    QTest::newRow("the processor build beside a GPU")
        << u"windows-rtx-4090-and-radeon"_s << u"standalone/v0.34.0-env1/win-cpu"_s
        << Suitability::Works;
    QTest::newRow("the older CUDA beside a new GPU")
        << u"windows-rtx-4090-and-radeon"_s << u"official/v0.37.0/nvidia_cu126"_s
        << Suitability::Works;
    QTest::newRow("a bundle that does not tell")
        << u"linux-two-rtx-3090"_s << u"anymatix/v1.1.1/linux-x64"_s << Suitability::Works;
    QTest::newRow("ROCm for a card that AMD's Windows build is not made for")
        << u"windows-rx-580"_s << u"official/v0.38.0/amd"_s << Suitability::Not;
}

void TestRecommend::judgesOtherBundles()
{
    QFETCH(QString, computer);
    QFETCH(QString, bundle);
    QFETCH(Suitability, suitability);
    const Computer seen = computerOf(computer);
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const CatalogueEntry &one) { return one.id == bundle; });
    QVERIFY(entry != m_entries.end());
    const BundleFit fit = fitOf(*entry, chooseAccelerator(seen), seen);
    QVERIFY2(fit.suitability == suitability, qPrintable(fit.reason));
    QVERIFY(!fit.reason.isEmpty());
}

void TestRecommend::prefersVersionThenHash()
{
    const Computer seen = computerOf(u"linux-two-rtx-3090"_s);
    const AcceleratorChoice choice = chooseAccelerator(seen);
    CatalogueEntry entry;
    entry.id = u"team/a/1"_s;
    entry.sourceId = u"team:a"_s;
    entry.comfyVersion = u"0.37.0"_s;
    entry.accelerator = choice.accelerator;
    entry.files = {{.name = u"a.zip"_s}};
    CatalogueEntry hashed = entry;
    hashed.id = u"team/a/2"_s;
    hashed.files.first().sha256 = Sha256::fromHex(QString(64, u'a'));
    CatalogueEntry newer = entry;
    newer.id = u"team/a/3"_s;
    newer.comfyVersion = u"0.38.0"_s;
    CatalogueEntry candidate = newer;
    candidate.id = u"team/a/4"_s;
    candidate.comfyVersion = u"0.39.0"_s;
    candidate.isPrerelease = true;
    const QList<CatalogueEntry> all{entry, hashed, newer, candidate};
    QCOMPARE(recommendBundle(all, choice, seen).bundle->id, newer.id);
    QCOMPARE(recommendBundle(all, choice, seen, u"0.37.0"_s).bundle->id, hashed.id);
    QCOMPARE(recommendBundle({newer}, choice, seen, u"0.30.0"_s).bundle->id, newer.id);
    QVERIFY(recommendBundle({candidate}, choice, seen).isCompose());
}

void TestRecommend::followsATeamsTracks()
{
    const Computer seen = computerOf(u"linux-two-rtx-3090"_s);
    const AcceleratorChoice choice = chooseAccelerator(seen);
    QList<CatalogueEntry> all;
    const auto add = [&](const QString &version, TeamTrack track, const QStringList &tags) {
        CatalogueEntry entry;
        entry.id = "team/a/"_L1 + version;
        entry.sourceId = u"team:a"_s;
        entry.comfyVersion = version;
        entry.accelerator = choice.accelerator;
        entry.files = {{.name = u"a.zip"_s}};
        entry.track = track;
        entry.tags = tags;
        all += entry;
    };
    add(u"0.41.0"_s, TeamTrack::Testing, {});
    add(u"0.40.0"_s, TeamTrack::Staging, {});
    add(u"0.39.0"_s, TeamTrack::None, {u"stable-2026-11-22"_s});
    QVERIFY(recommendBundle(all, choice, seen, {}, Track::Latest).isCompose());
    add(u"0.38.0"_s, TeamTrack::Latest, {});
    QVERIFY(recommendBundle(all, choice, seen, {}, Track::Stable).isCompose());
    add(u"0.37.0"_s, TeamTrack::Stable, {});
    add(u"0.30.0"_s, TeamTrack::None, {}); // at the version of the stable track
    QCOMPARE(recommendBundle(all, choice, seen, u"0.30.0"_s).bundle->id, u"team/a/0.37.0"_s);
    QCOMPARE(recommendBundle(all, choice, seen, {}, Track::Latest).bundle->id, u"team/a/0.38.0"_s);
    QVERIFY(recommendBundle(all, choice, seen, u"0.30.0"_s)
                .reasons.contains(u"Its team calls it stable."_s));
}

void TestRecommend::composesWithoutACatalogue()
{
    const Computer seen = computerOf(u"linux-two-rtx-3090"_s);
    const Recommendation recommendation = recommendBundle({}, chooseAccelerator(seen), seen);
    QVERIFY(recommendation.isCompose());
    QVERIFY(!recommendation.reasons.isEmpty());
}

void TestRecommend::suggestsForARecordedComputer()
{
    const auto suggestion = suggest(m_world.services(), probeOf(u"windows-rtx-4090-and-radeon"_s),
                                    Asking::IfOld, Track::Stable, {});
    QVERIFY(suggestion);
    QCOMPARE(suggestion->trackVersion, u"0.37.1"_s);
    QCOMPARE(suggestion->recommendation.bundle->id, u"official/v0.37.0/nvidia"_s);
    const auto latest =
        suggestFor(suggestion->computer, m_world.services(), Asking::Never, Track::Latest, {});
    QCOMPARE(latest->recommendation.bundle->id, u"official/v0.38.0/nvidia"_s);
}

QTEST_GUILESS_MAIN(TestRecommend)
#include "tst_recommend.moc"
