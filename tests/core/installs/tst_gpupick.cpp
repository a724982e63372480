// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/chooseaccelerator.h"
#include "core/installs/gpupick.h"
#include "core/installs/install.h"
#include "core/installs/launchcommand.h"
#include "core/installs/library.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

using Variables = QMap<QString, QString>;

namespace {

Install installFor(const QString &accelerator)
{
    Install install;
    install.id = *InstallId::fromString(u"studio");
    install.name = u"Studio"_s;
    install.currentGeneration = 1;
    Generation generation;
    generation.number = 1;
    generation.layout = BundleLayout::Standalone;
    generation.comfyFolder = u"ComfyUI"_s;
    generation.python = u"standalone-env/bin/python3"_s;
    generation.accelerator = accelerator;
    install.generations = {generation};
    return install;
}

Result<Command> launch(const Install &install, const Variables &own = {}, Os os = Os::Linux)
{
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, u"/usr/bin"_s);
    for (auto it = own.begin(); it != own.end(); ++it)
        environment.insert(it.key(), it.value());
    return launchCommand(Library(u"/home/ann/Portico"_s), install, {}, environment, os);
}

} // namespace

/** What a person chose by hand: read, kept, and handed to ComfyUI. */
class TestGpuPick : public QObject
{
    Q_OBJECT

private slots:
    void beginsAsTheComputerNeeds_data();
    void beginsAsTheComputerNeeds();
    void readsAPick_data();
    void readsAPick();
    void readsAnAccelerator_data();
    void readsAnAccelerator();
    void becomesTheVariablesOfThePlatform_data();
    void becomesTheVariablesOfThePlatform();
    void winsOverWhatPorticoWasStartedWith();
    void givesWayToThePersonsOwnVariable();
    void givesWayToThePersonsOwnVariableOfAnyCaseOnWindows();
    void givesWayToThePersonsOwnArgument();
    void computesOnTheProcessorWhenAsked_data();
    void computesOnTheProcessorWhenAsked();
    void saysWhereAChoiceHasNoEffect();
    void isKeptInTheFile();
    void refusesAFileThatHoldsNonsense_data();
    void refusesAFileThatHoldsNonsense();
};

void TestGpuPick::beginsAsTheComputerNeeds_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("pick");
    QTest::addColumn<QString>("accelerator");
    QTest::addColumn<QString>("gpus");
    const QString none;
    QTest::newRow("the right build") << u"cuda 13.0"_s << u"cuda 13.0"_s << none << none << none;
    QTest::newRow("an NVIDIA build on a computer without a GPU")
        << u"cpu"_s << u"cuda 13.0"_s << none << u"cpu"_s << none;
    QTest::newRow("a build that does not say, without a GPU")
        << u"cpu"_s << none << none << u"cpu"_s << none;
    QTest::newRow("a build for the processor") << u"cpu"_s << u"cpu"_s << none << none << none;
    QTest::newRow("the second of two AMD GPUs")
        << u"rocm 7.2"_s << u"rocm 7.1"_s << u"1"_s << none << u"1"_s;
    QTest::newRow("a pick for another vendor's build")
        << u"rocm 7.2"_s << u"cuda 13.0"_s << u"1"_s << none << none;
}

void TestGpuPick::beginsAsTheComputerNeeds()
{
    QFETCH(QString, choice);
    QFETCH(QString, made);
    QFETCH(QString, pick);
    AcceleratorChoice chosen;
    chosen.accelerator = *Accelerator::fromText(choice);
    chosen.gpuPick = pick;
    const InstallSettings settings = settingsFor(chosen, Accelerator::fromText(made));
    QTEST(settings.accelerator, "accelerator");
    QTEST(settings.gpus, "gpus");
}

void TestGpuPick::readsAPick_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("isPick");
    QTest::addColumn<QString>("pick");
    QTest::newRow("nothing: all") << QString() << true << QString();
    QTest::newRow("all") << u"All"_s << true << QString();
    QTest::newRow("one") << u"1"_s << true << u"1"_s;
    QTest::newRow("two") << u"0, 2"_s << true << u"0,2"_s;
    QTest::newRow("a UUID") << u"GPU-5f3c0000-aaaa-bbbb-cccc-0123456789ab"_s << true
                            << u"GPU-5f3c0000-aaaa-bbbb-cccc-0123456789ab"_s;
    QTest::newRow("a MIG device") << u"MIG-63feeb45-94c6-5df9-9f5c-3ee9c2a8d0e5"_s << true
                                  << u"MIG-63feeb45-94c6-5df9-9f5c-3ee9c2a8d0e5"_s;
    for (const char *text :
         {"-1", "1;2", "one", "0,,1", "0,0", "100", "GPU-", "1,GPU-5f3c0000", "0\n1", "$(reboot)"})
        QTest::addRow("\"%s\" is refused", text) << QString::fromLatin1(text) << false << QString();
}

void TestGpuPick::readsAPick()
{
    QFETCH(QString, written);
    QFETCH(bool, isPick);
    const auto pick = readGpuPick(written);
    QCOMPARE(bool(pick), isPick);
    if (pick)
        QTEST(*pick, "pick");
    else
        QCOMPARE(pick.error().code, ErrorCode::Usage);
}

void TestGpuPick::readsAnAccelerator_data()
{
    QTest::addColumn<QString>("build");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("back to the build's") << u"cuda 13.0"_s << u"auto"_s << QString();
    QTest::newRow("the processor, on any build") << u"rocm 7.2"_s << u"cpu"_s << u"cpu"_s;
    QTest::newRow("the build's own kind") << u"cuda 13.0"_s << u"CUDA"_s << u"cuda"_s;
    QTest::newRow("the build's own tag") << u"cuda 13.0"_s << u"cu130"_s << u"cuda 13.0"_s;
    QTest::newRow("a build that does not say") << QString() << u"rocm"_s << u"rocm"_s;
    QTest::newRow("another kind") << u"cuda 13.0"_s << u"rocm"_s << u"unsupported"_s;
    QTest::newRow("another CUDA") << u"cuda 13.0"_s << u"cu126"_s << u"unsupported"_s;
    QTest::newRow("a GPU on a build for the processor")
        << u"cpu"_s << u"cuda"_s << u"unsupported"_s;
    QTest::newRow("no accelerator at all") << u"cuda 13.0"_s << u"fast"_s << u"usage"_s;
}

void TestGpuPick::readsAnAccelerator()
{
    QFETCH(QString, build);
    QFETCH(QString, written);
    const auto read = readAcceleratorSetting(installFor(build), written);
    QTEST(read ? *read : errorCodeName(read.error().code), "outcome");
}

void TestGpuPick::becomesTheVariablesOfThePlatform_data()
{
    QTest::addColumn<QString>("build");
    QTest::addColumn<Variables>("variables");
    const Variables cuda{{u"CUDA_VISIBLE_DEVICES"_s, u"1,2"_s},
                         {u"CUDA_DEVICE_ORDER"_s, u"PCI_BUS_ID"_s}};
    QTest::newRow("CUDA, counted as nvidia-smi does") << u"cuda 12.6"_s << cuda;
    QTest::newRow("a torch that does not say: CUDA") << QString() << cuda;
    QTest::newRow("ROCm") << u"rocm 7.2"_s << Variables{{u"HIP_VISIBLE_DEVICES"_s, u"1,2"_s}};
    QTest::newRow("XPU") << u"xpu"_s
                         << Variables{{u"ONEAPI_DEVICE_SELECTOR"_s, u"level_zero:1,2"_s}};
    QTest::newRow("Metal has one GPU") << u"mps"_s << Variables();
    QTest::newRow("the processor has none") << u"cpu"_s << Variables();
}

void TestGpuPick::becomesTheVariablesOfThePlatform()
{
    QFETCH(QString, build);
    QFETCH(Variables, variables);
    Install install = installFor(build);
    install.settings.gpus = u"1,2"_s;
    QCOMPARE(gpuPickEnvironment(install, Os::Linux), variables);
    const auto command = launch(install);
    QVERIFY(bool(command));
    for (const auto &name : {u"CUDA_VISIBLE_DEVICES"_s, u"CUDA_DEVICE_ORDER"_s,
                             u"HIP_VISIBLE_DEVICES"_s, u"ONEAPI_DEVICE_SELECTOR"_s})
        QCOMPARE(command->environment.value(name), variables.value(name));
}

void TestGpuPick::winsOverWhatPorticoWasStartedWith()
{
    Install install = installFor(u"cuda 13.0"_s);
    const Variables own{{u"CUDA_VISIBLE_DEVICES"_s, u"0"_s}};
    QCOMPARE(launch(install, own)->environment.value(u"CUDA_VISIBLE_DEVICES"_s), u"0"_s);
    install.settings.gpus = u"1"_s;
    QCOMPARE(launch(install, own)->environment.value(u"CUDA_VISIBLE_DEVICES"_s), u"1"_s);
}

void TestGpuPick::givesWayToThePersonsOwnVariable()
{
    Install install = installFor(u"cuda 13.0"_s);
    install.settings.gpus = u"1"_s;
    install.settings.environment = {{u"CUDA_VISIBLE_DEVICES"_s, u"3"_s}};
    QCOMPARE(launch(install)->environment.value(u"CUDA_VISIBLE_DEVICES"_s), u"3"_s);
    const QStringList notes = overrideNotes(install, Os::Linux);
    QCOMPARE(notes.size(), 1);
    QVERIFY(notes.first().contains(u"CUDA_VISIBLE_DEVICES"_s));
    QVERIFY(notes.first().contains(u"Studio"_s));
}

void TestGpuPick::givesWayToThePersonsOwnVariableOfAnyCaseOnWindows()
{
    Install install = installFor(u"rocm 7.2"_s);
    install.settings.gpus = u"1"_s;
    install.settings.environment = {{u"Hip_Visible_Devices"_s, u"0"_s}};
    QVERIFY(gpuPickEnvironment(install, Os::Windows).isEmpty());
    QCOMPARE(overrideNotes(install, Os::Windows).size(), 1);
    QVERIFY(!gpuPickEnvironment(install, Os::Linux).isEmpty());
}

void TestGpuPick::givesWayToThePersonsOwnArgument()
{
    Install install = installFor(u"cuda 13.0"_s);
    install.settings.gpus = u"1"_s;
    install.settings.arguments = {u"--cuda-device"_s, u"0"_s};
    const auto command = launch(install);
    QVERIFY(bool(command));
    QVERIFY(!command->environment.contains(u"CUDA_VISIBLE_DEVICES"_s));
    QVERIFY(command->arguments.contains(u"--cuda-device"_s));
    QVERIFY(overrideNotes(install, Os::Linux).join(u' ').contains(u"--cuda-device"_s));
}

void TestGpuPick::computesOnTheProcessorWhenAsked_data()
{
    QTest::addColumn<QString>("build");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("isAdopted");
    QTest::addColumn<int>("count");
    const QStringList none;
    QTest::newRow("a CUDA build") << u"cuda 13.0"_s << QString() << none << false << 0;
    QTest::newRow("a CUDA build, by hand") << u"cuda 13.0"_s << u"cpu"_s << none << false << 1;
    QTest::newRow("a build for the processor") << u"cpu"_s << QString() << none << false << 1;
    QTest::newRow("said by the person, too")
        << u"cuda 13.0"_s << u"cpu"_s << QStringList{u"--cpu"_s} << false << 1;
    QTest::newRow("DirectML needs the processor's torch")
        << u"cpu"_s << QString() << QStringList{u"--directml"_s} << false << 0;
    QTest::newRow("someone's own folder is not judged")
        << u"cpu"_s << QString() << none << true << 0;
    QTest::newRow("someone's own folder, by hand") << u"cpu"_s << u"cpu"_s << none << true << 1;
}

void TestGpuPick::computesOnTheProcessorWhenAsked()
{
    QFETCH(QString, build);
    QFETCH(QString, setting);
    QFETCH(QStringList, arguments);
    QFETCH(bool, isAdopted);
    Install install = installFor(build);
    install.settings.accelerator = setting;
    install.settings.arguments = arguments;
    if (isAdopted)
        install.adoptedFolder = u"/home/ann/comfy"_s;
    const auto command = launch(install);
    QVERIFY(bool(command));
    QTEST(static_cast<int>(command->arguments.count(u"--cpu"_s)), "count");
}

void TestGpuPick::saysWhereAChoiceHasNoEffect()
{
    Install install = installFor(u"cuda 13.0"_s);
    QVERIFY(overrideNotes(install, Os::Linux).isEmpty());
    install.settings.gpus = u"1"_s;
    QVERIFY(overrideNotes(install, Os::Linux).isEmpty());
    install.settings.accelerator = u"cpu"_s;
    QVERIFY(overrideNotes(install, Os::Linux).join(u' ').contains(u"no effect"_s));
    install.settings.accelerator = u"cuda"_s;
    install.settings.arguments = {u"--cpu"_s};
    QVERIFY(overrideNotes(install, Os::Linux).join(u' ').contains(u"--cpu"_s));
}

void TestGpuPick::isKeptInTheFile()
{
    Install install = installFor(u"cuda 13.0"_s);
    install.settings.gpus = u"0,1"_s;
    install.settings.accelerator = u"cuda 13.0"_s;
    const auto read = installFromJson(install.id, toJson(install));
    QVERIFY(bool(read));
    QCOMPARE(read->settings, install.settings);
}

void TestGpuPick::refusesAFileThatHoldsNonsense_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("a pick") << u"gpus"_s << u"1; rm -rf"_s;
    QTest::newRow("an accelerator") << u"accelerator"_s << u"warp"_s;
}

void TestGpuPick::refusesAFileThatHoldsNonsense()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    const Install install = installFor(u"cuda 13.0"_s);
    QJsonObject object = toJson(install);
    QJsonObject settings = object.value(u"settings"_s).toObject();
    settings.insert(key, value);
    object.insert(u"settings"_s, settings);
    const auto read = installFromJson(install.id, object);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Corrupt);
}

QTEST_GUILESS_MAIN(TestGpuPick)
#include "tst_gpupick.moc"
