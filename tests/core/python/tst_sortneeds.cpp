// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/abiwheel.h"
#include "core/python/provider.h"
#include "core/python/sortneeds.h"
#include "planbase.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

PythonEnvironment cpuBase(Os os = Os::Linux)
{
    return planBase({}, os, Accelerator{AcceleratorKind::Cpu});
}

LayerNeeds pack(const QString &name, const QStringList &texts)
{
    LayerNeeds needs{.pack = name};
    for (const QString &text : texts) {
        const PackageSource source = text.contains("git+"_L1) ? PackageSource::Git
            : text.contains("://"_L1)                         ? PackageSource::Address
                                                              : PackageSource::Wheel;
        const auto need = PackageNeed::fromText(text);
        needs.needs += LayerNeed{text, need ? need->name : QString(), source};
    }
    return needs;
}

QStringList requestsOf(const SortedNeeds &sorted)
{
    QStringList requests;
    for (const WantedNeed &need : sorted.wanted)
        requests += need.request;
    return requests;
}

} // namespace

class TestSortNeeds : public QObject
{
    Q_OBJECT

private slots:
    void sortsNeeds_data();
    void sortsNeeds();
    void stripsTheTorchFamily();
    void whatTheBaseHasIsPresentOrUnmet();
    void theHighestComfyEnvWins();
    void choosesProviders_data();
    void choosesProviders();
    void readsWheelCouplings_data();
    void readsWheelCouplings();
    void judgesCoupledWheels_data();
    void judgesCoupledWheels();
};

void TestSortNeeds::sortsNeeds_data()
{
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QStringList>("requests");
    QTest::newRow("what is not there is asked for")
        << QStringList{u"timm>=1.0"_s} << QStringList{u"timm>=1.0"_s};
    QTest::newRow("a marker that holds goes away")
        << QStringList{u"timm ; python_version >= '3.10'"_s} << QStringList{u"timm"_s};
    QTest::newRow("a marker that does not hold takes the need along")
        << QStringList{u"timm ; sys_platform == 'win32'"_s} << QStringList{};
    QTest::newRow("names are normalised")
        << QStringList{u"Open_CLIP.torch"_s} << QStringList{u"open-clip-torch"_s};
    QTest::newRow("extras stay") << QStringList{u"rembg[gpu,cli]>=2"_s}
                                 << QStringList{u"rembg[gpu,cli]>=2"_s};
    QTest::newRow("an extra of what the base has is asked for")
        << QStringList{u"numpy[typing]"_s} << QStringList{u"numpy[typing]"_s};
    QTest::newRow("what the base has is not") << QStringList{u"numpy>=2"_s} << QStringList{};
    QTest::newRow("torch is not") << QStringList{u"torch==2.1+cpu"_s, u"nvidia-cublas-cu12"_s}
                                  << QStringList{};
    QTest::newRow("three OpenCVs are one")
        << QStringList{u"opencv-python>=4.8"_s, u"opencv-contrib-python"_s,
                       u"opencv-python-headless"_s}
        << QStringList{u"opencv-contrib-python-headless>=4.8"_s,
                       u"opencv-contrib-python-headless"_s, u"opencv-contrib-python-headless"_s};
    QTest::newRow("addresses and repositories are not the index's")
        << QStringList{u"a @ https://e.invalid/a-1-py3-none-any.whl"_s,
                       u"b @ git+https://e.invalid/b"_s}
        << QStringList{};
}

void TestSortNeeds::sortsNeeds()
{
    QFETCH(QStringList, texts);
    QFETCH(QStringList, requests);
    const SortedNeeds sorted = sortNeeds({pack(u"Pack"_s, texts)}, planBase());
    QCOMPARE(requestsOf(sorted), requests);
    QVERIFY(sorted.unmet.isEmpty());
}

void TestSortNeeds::stripsTheTorchFamily()
{
    const SortedNeeds sorted = sortNeeds(
        {pack(u"Evil"_s, {u"torch==2.1.0+cpu"_s, u"torch>=2.4"_s, u"xformers"_s})}, planBase());
    QCOMPARE(sorted.stripped.size(), 3);
    QCOMPARE(sorted.stripped.at(0).text, u"torch==2.1.0+cpu"_s);
    QCOMPARE(sorted.stripped.at(0).by, u"Evil"_s);
    QCOMPARE(sorted.stripped.at(0).present, u"torch 2.9.1+cu130"_s);
    QVERIFY(!sorted.stripped.at(0).isMet);
    QVERIFY(sorted.stripped.at(1).isMet);
    QVERIFY(sorted.stripped.at(2).present.isEmpty());
    QVERIFY(!sorted.stripped.at(2).isMet);
}

void TestSortNeeds::whatTheBaseHasIsPresentOrUnmet()
{
    const SortedNeeds sorted =
        sortNeeds({pack(u"Pack A"_s, {u"numpy"_s}), pack(u"Päck B"_s, {u"numpy>2"_s}),
                   pack(u"Pack C"_s, {u"numpy<2"_s, u"numpy ~= x"_s})},
                  planBase());
    QCOMPARE(sorted.present.size(), 1);
    QCOMPARE(sorted.present.at(0).wantedBy, (QStringList{u"Pack A"_s, u"Päck B"_s}));
    QCOMPARE(sorted.unmet.size(), 2);
    QVERIFY(sorted.unmet.at(0).message.contains(u"numpy ~= x"_s));
    QCOMPARE(sorted.unmet.at(1).packs, QStringList{u"Pack C"_s});
    QCOMPARE(sorted.unmet.at(1).name, u"numpy"_s);
    QCOMPARE(sorted.unmet.at(1).texts,
             (QStringList{u"numpy<2 (Pack C)"_s, u"numpy==2.3.4 (this install)"_s}));
}

void TestSortNeeds::theHighestComfyEnvWins()
{
    const SortedNeeds sorted =
        sortNeeds({pack(u"A"_s, {u"comfy-env==0.4.9"_s}), pack(u"B"_s, {u"comfy_env==0.4.22"_s}),
                   pack(u"C"_s, {u"comfy-env"_s})},
                  planBase());
    QCOMPARE(requestsOf(sorted), QStringList(3, u"comfy-env==0.4.22"_s));
    QCOMPARE(sorted.remarks.size(), 1);
    QVERIFY(sorted.remarks.at(0).contains("0.4.9, 0.4.22"_L1));
}

void TestSortNeeds::choosesProviders_data()
{
    QTest::addColumn<PythonEnvironment>("environment");
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char *name, const PythonEnvironment &environment,
                        const QStringList &wanted, const QString &kept) {
        QTest::newRow(name) << environment << wanted << kept;
    };
    row("OpenCV goes without windows", planBase(), {u"opencv-python"_s},
        u"opencv-python-headless"_s);
    row("contributed modules when asked for", planBase(),
        {u"opencv-python"_s, u"opencv-contrib-python"_s}, u"opencv-contrib-python-headless"_s);
    row("what the base has stays", planBase({u"opencv-python 4.10"_s}),
        {u"opencv-contrib-python"_s, u"opencv-python-headless"_s}, u"opencv-python"_s);
    row("onnxruntime for CUDA", planBase(), {u"onnxruntime"_s}, u"onnxruntime-gpu"_s);
    row("onnxruntime for processors", cpuBase(), {u"onnxruntime-gpu"_s}, u"onnxruntime"_s);
    row("DirectML on Windows when asked for", cpuBase(Os::Windows), {u"onnxruntime-directml"_s},
        u"onnxruntime-directml"_s);
    row("no DirectML on Linux", cpuBase(), {u"onnxruntime-directml"_s}, u"onnxruntime"_s);
    row("Pillow", planBase(), {u"pillow-simd"_s}, u"pillow"_s);
}

void TestSortNeeds::choosesProviders()
{
    QFETCH(PythonEnvironment, environment);
    QFETCH(QStringList, wanted);
    QFETCH(QString, kept);
    const auto choice = chooseProvider(wanted.constFirst(),
                                       {environment, QSet<QString>(wanted.begin(), wanted.end())});
    QVERIFY(choice);
    QCOMPARE(choice->kept, kept);
    QVERIFY(!choice->dropped.contains(kept));
    QVERIFY(choice->message.contains(kept));
    QVERIFY(!chooseProvider(u"numpy"_s, {environment, {}}));
}

void TestSortNeeds::readsWheelCouplings_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("torch");
    QTest::addColumn<QString>("cuda");
    QTest::newRow("cuda-wheels") << u"flash_attn-2.8.3+cu128torch2.8-cp312-cp312-linux_x86_64.whl"_s
                                 << u"2.8"_s << u"12.8"_s;
    QTest::newRow("flash-attn's own releases")
        << u"flash_attn-2.7.4.post1+cu12torch2.6cxx11abiFALSE-cp311-cp311-linux_x86_64.whl"_s
        << u"2.6"_s << u"12"_s;
    QTest::newRow("nunchaku") << u"nunchaku-1.0.0+torch2.8-cp312-cp312-win_amd64.whl"_s << u"2.8"_s
                              << QString();
    QTest::newRow("torch without a dot")
        << u"x-1.0+pt28cu126-cp312-cp312-win_amd64.whl"_s << u"2.8"_s << u"12.6"_s;
    QTest::newRow("sageattention for Windows")
        << u"sageattention-2.2.0+cu130torch2.9.0-cp39-abi3-win_amd64.whl"_s << u"2.9"_s
        << u"13.0"_s;
    QTest::newRow("CUDA in the name")
        << u"spconv_cu120-2.3.6-cp311-cp311-win_amd64.whl"_s << QString() << u"12.0"_s;
    QTest::newRow("nothing told") << u"mmcv-2.1.0-cp312-cp312-win_amd64.whl"_s << QString()
                                  << QString();
}

void TestSortNeeds::readsWheelCouplings()
{
    QFETCH(QString, file);
    QFETCH(QString, torch);
    QFETCH(QString, cuda);
    const WheelCoupling coupling = wheelCoupling(file);
    QCOMPARE(coupling.torch, torch);
    QCOMPARE(coupling.cuda, cuda);
    QVERIFY(!coupling.isPure);
}

void TestSortNeeds::judgesCoupledWheels_data()
{
    QTest::addColumn<QString>("package");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("fits");
    QTest::newRow("the right torch and CUDA")
        << u"flash-attn"_s << u"flash_attn-2.8.3+cu130torch2.9-cp312-cp312-linux_x86_64.whl"_s
        << true;
    QTest::newRow("another torch")
        << u"flash-attn"_s << u"flash_attn-2.8.3+cu130torch2.8-cp312-cp312-linux_x86_64.whl"_s
        << false;
    QTest::newRow("another CUDA")
        << u"flash-attn"_s << u"flash_attn-2.8.3+cu128torch2.9-cp312-cp312-linux_x86_64.whl"_s
        << false;
    QTest::newRow("only CUDA's first number")
        << u"flash-attn"_s << u"flash_attn-2.8.3+cu13torch2.9-cp312-cp312-linux_x86_64.whl"_s
        << true;
    QTest::newRow("nothing compiled")
        << u"sageattention"_s << u"sageattention-1.0.6-py3-none-any.whl"_s << true;
    QTest::newRow("compiled, and nobody says for what")
        << u"flash-attn"_s << u"flash_attn-2.8.3-cp312-cp312-linux_x86_64.whl"_s << false;
    QTest::newRow("no wheel at all") << u"flash-attn"_s << QString() << false;
    QTest::newRow("spconv for processors")
        << u"spconv"_s << u"spconv-2.3.8-cp312-cp312-manylinux_2_28_x86_64.whl"_s << true;
}

void TestSortNeeds::judgesCoupledWheels()
{
    QFETCH(QString, package);
    QFETCH(QString, file);
    QFETCH(bool, fits);
    QVERIFY(isAbiCoupled(package));
    QCOMPARE(couplingProblem(package, file, planBase()).isEmpty(), fits);
    if (!fits) {
        QVERIFY(couplingProblem(package, file, planBase()).contains("2.9.1+cu130"_L1));
    } else if (!wheelCoupling(file).cuda.isEmpty()) {
        QVERIFY(!couplingProblem(package, file, cpuBase()).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestSortNeeds)
#include "tst_sortneeds.moc"
