// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/cudawheels.h"
#include "envsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestCudaWheels : public QObject
{
    Q_OBJECT

private slots:
    void choices_data();
    void choices();
    void manifest();
    void page();
    void indexes();
};

void TestCudaWheels::choices_data()
{
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QString>("package");
    QTest::addColumn<Os>("os");
    QTest::addColumn<Architecture>("architecture");
    QTest::addColumn<QString>("chosen"); // empty: none
    const QString x64 = u"cumesh-0.0.1+cu128torch2.8-cp312-cp312-linux_x86_64.whl"_s;
    const QString arm = u"cumesh-0.0.1+cu128torch2.8-cp312-cp312-linux_aarch64.whl"_s;
    const QString windows = u"cumesh-0.0.1+cu128torch2.8-cp312-cp312-win_amd64.whl"_s;
    const QStringList all{arm, windows, x64};
    const auto row = [](const char *name, const QStringList &offered, const QString &chosen,
                        Os os = Os::Linux, Architecture architecture = Architecture::X64,
                        const QString &package = u"cumesh"_s) {
        QTest::newRow(name) << offered << package << os << architecture << chosen;
    };
    row("not the other processor's, though it comes first", all, x64);
    row("that of the other processor", all, arm, Os::Linux, Architecture::Arm64);
    row("that of Windows", all, windows, Os::Windows);
    row("none on macOS", all, {}, Os::MacOS);
    row("none on Windows with an ARM processor", all, {}, Os::Windows, Architecture::Arm64);
    row("not for another CUDA", {QString(x64).replace("cu128"_L1, "cu126"_L1)}, {});
    row("not for another torch", {QString(x64).replace("torch2.8"_L1, "torch2.10"_L1)}, {});
    row("not for another Python", {QString(x64).replace("cp312"_L1, "cp311"_L1)}, {});
    row("not another package", {QString(x64).replace("cumesh"_L1, "cumesh_vb"_L1)}, {});
    row("the label of the first generation", {QString(x64).replace("torch2.8"_L1, "torch28"_L1)},
        QString(x64).replace("torch2.8"_L1, "torch28"_L1));
    row("the label the other way round",
        {QString(x64).replace("cu128torch2.8"_L1, "pt2.8cu128"_L1)},
        QString(x64).replace("cu128torch2.8"_L1, "pt2.8cu128"_L1));
    const QString many = u"cumesh-0.0.1+cu128torch2.8-cp312-cp312-manylinux_2_35_x86_64.whl"_s;
    row("manylinux before linux", {x64, many}, many);
    const QString newer = QString(x64).replace("0.0.1"_L1, "0.0.10"_L1);
    row("the newest", {QString(x64).replace("0.0.1"_L1, "0.0.9"_L1), newer, many}, newer);
    const QString flash = u"flash_attn-2.8.3+cu128torch2.8-cp312-cp312-linux_x86_64.whl"_s;
    row("a name with a dash", {flash}, flash, Os::Linux, Architecture::X64, u"flash-attn"_s);
    row("nothing that is no wheel", {u"cumesh-0.0.1.tar.gz"_s, u"x.whl"_s}, {});
}

void TestCudaWheels::choices()
{
    QFETCH(QStringList, offered);
    QFETCH(QString, package);
    QFETCH(Os, os);
    QFETCH(Architecture, architecture);
    QList<CudaWheel> wheels;
    for (const QString &name : offered)
        wheels += CudaWheel{.fileName = name};
    const auto wheel = chooseWheel(wheels,
                                   {.package = package,
                                    .combo = {.cuda = u"12.8"_s, .torch = u"2.8"_s},
                                    .python = u"3.12"_s,
                                    .os = os,
                                    .architecture = architecture});
    QTEST(wheel ? wheel->fileName : QString(), "chosen");
}

void TestCudaWheels::manifest()
{
    const QByteArray json = R"({"schema":1,"repo":"Comfy-Forge/cuda-wheels","packages":{"cumesh":{
        "torch_free":false,"wheels":[{"filename":"cumesh-0.0.1+cu128torch2.8-cp312-cp312-win_amd64.whl",
        "version":"0.0.1","cuda":"12.8","torch":"2.8","python":"312","abi":"cp","platform":"windows",
        "url":"https://example.invalid/a%2Bb.whl","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"filename":"x.whl","url":"no address","sha256":""}]}}})";
    const auto wheels = wheelsInManifest(json);
    QVERIFY(wheels);
    QCOMPARE(wheels->size(), 1);
    QCOMPARE(wheels->constFirst().url.toEncoded(), "https://example.invalid/a%2Bb.whl");
    QVERIFY(!wheels->constFirst().sha256.isNull());
    QVERIFY(!wheelsInManifest("[]") && !wheelsInManifest("<html>"));
}

void TestCudaWheels::page()
{
    const QByteArray html =
        "<a href=\"https://example.invalid/x-1%2Bcu128torch2.8.whl#sha256="
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\" data-x=\"1\">"
        "x-1+cu128torch2.8-cp312-cp312-linux_x86_64.whl</a>\n<A HREF=\"y.whl\">y.whl</A>";
    const auto wheels = wheelsInPage(html, QUrl(u"https://index.invalid/x/"_s), u"x"_s);
    QCOMPARE(wheels.size(), 2);
    QCOMPARE(wheels.at(0).url, QUrl(u"https://example.invalid/x-1%2Bcu128torch2.8.whl"_s));
    QVERIFY(!wheels.at(0).sha256.isNull());
    QCOMPARE(wheels.at(0).fileName, u"x-1+cu128torch2.8-cp312-cp312-linux_x86_64.whl"_s);
    QCOMPARE(wheels.at(1).url, QUrl(u"https://index.invalid/x/y.whl"_s));
}

void TestCudaWheels::indexes()
{
    QCOMPARE(cudaWheelIndex(rulesOf("0.2.19")).path(), u"/cuda-wheels/"_s);
    QCOMPARE(cudaWheelIndex(rulesOf("0.4.30")).path(), u"/cuda-wheels/v2/"_s);
    QCOMPARE(cudaWheelIndex(rulesOf("0.4.31")).host(), u"comfy-forge.github.io"_s);
    QCOMPARE(wheelPackageNames(u"flash-attn"_s), (QStringList{u"flash-attn"_s, u"flash_attn"_s}));
    QCOMPARE(fallbackCombo({.architecture = Architecture::Arm64}, rulesOf("0.4.23")).cuda,
             u"13.0"_s);
    QCOMPARE(fallbackCombo({.architecture = Architecture::Arm64}, rulesOf("0.4.22")).cuda,
             u"12.8"_s);
}

QTEST_GUILESS_MAIN(TestCudaWheels)
#include "tst_cudawheels.moc"
