// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/isolationvariables.h"
#include "core/installs/launchcommand.h"
#include "core/installs/library.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

Install madeHere(Os os)
{
    Install made;
    made.id = *InstallId::fromString(u"studio");
    made.name = u"Studio"_s;
    made.currentGeneration = 1;
    Generation generation;
    generation.number = 1;
    generation.layout = BundleLayout::Composed;
    generation.comfyFolder = u"ComfyUI"_s;
    generation.python = os == Os::Windows ? u"python/python.exe"_s : u"python/bin/python3"_s;
    made.generations = {generation};
    return made;
}

QProcessEnvironment started(const Library &library, const Install &install, const QString &comfyEnv,
                            Os os, const QProcessEnvironment &own = {})
{
    const auto command = launchCommand(library, install,
                                       {.comfyEnv = QVersionNumber::fromString(comfyEnv)}, own, os);
    return command ? command->environment : QProcessEnvironment();
}

} // namespace

class TestIsolationVariables : public QObject
{
    Q_OBJECT

private slots:
    void eachStartSaysWhereTheEnvironmentsLie_data();
    void eachStartSaysWhereTheEnvironmentsLie();
    void cudaByHandGoesToThoseWhoKnowIt_data();
    void cudaByHandGoesToThoseWhoKnowIt();
    void removedVariablesAreNeverSet_data();
    void removedVariablesAreNeverSet();
    void whatComfyEnvDerivesItsPlacesFromPasses_data();
    void whatComfyEnvDerivesItsPlacesFromPasses();
    void theInstalledVersionIsFound();
};

void TestIsolationVariables::eachStartSaysWhereTheEnvironmentsLie_data()
{
    QTest::addColumn<Os>("os");
    QTest::newRow("Linux") << Os::Linux;
    QTest::newRow("macOS") << Os::MacOS;
    QTest::newRow("Windows") << Os::Windows;
}

void TestIsolationVariables::eachStartSaysWhereTheEnvironmentsLie()
{
    QFETCH(Os, os);
    const Library library(u"/lib"_s);
    for (const QString &version : {u"0.2.19"_s, u"0.4.22"_s, u"0.4.46"_s, QString()}) {
        const QProcessEnvironment said = started(library, madeHere(os), version, os);
        QCOMPARE(said.value(u"COMFY_ENV_ROOT"_s), u"/lib/installs/studio/ce"_s);
        for (const QString &name : said.keys())
            QVERIFY2(!name.startsWith(u"COMFY_ENV_"_s) || name == u"COMFY_ENV_ROOT"_s,
                     qPrintable(name));
    }
    Install named = madeHere(os);
    named.settings.environment.insert(u"COMFY_ENV_ROOT"_s, u"/big/ce"_s);
    QCOMPARE(started(library, named, u"0.4.46"_s, os).value(u"COMFY_ENV_ROOT"_s), u"/big/ce"_s);
    Install adopted = madeHere(os);
    adopted.adoptedFolder = u"/elsewhere"_s;
    QVERIFY(!started(library, adopted, u"0.4.46"_s, os).contains(u"COMFY_ENV_ROOT"_s));
}

void TestIsolationVariables::cudaByHandGoesToThoseWhoKnowIt_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("variable");
    QTest::newRow("the first generation") << u"0.2.19"_s << u"12.4"_s;
    QTest::newRow("the last that read it") << u"0.3.51"_s << u"12.4"_s;
    QTest::newRow("the first that does not") << u"0.3.53"_s << QString();
    QTest::newRow("the third generation") << u"0.4.22"_s << QString();
    QTest::newRow("the newest") << u"0.4.46"_s << QString();
    QTest::newRow("without a comfy-env") << QString() << QString();
}

void TestIsolationVariables::cudaByHandGoesToThoseWhoKnowIt()
{
    QFETCH(QString, version);
    Install install = madeHere(Os::Linux);
    install.settings.accelerator = u"cuda 12.4"_s;
    const Library library(u"/lib"_s);
    QTEST(started(library, install, version, Os::Linux).value(u"COMFY_ENV_CUDA_VERSION"_s),
          "variable");
    QCOMPARE(cudaByHandFor(install, QVersionNumber(0, 4, 46)), u"12.4"_s); // builds obey it always
    install.settings.accelerator.clear();
    install.settings.environment.insert(u"COMFY_ENV_CUDA_VERSION"_s, u"128"_s);
    QCOMPARE(cudaByHandFor(install, QVersionNumber(0, 2, 19)), u"12.8"_s);
    QVERIFY(cudaByHandFor(install, QVersionNumber(0, 4, 22)).isEmpty());
}

void TestIsolationVariables::removedVariablesAreNeverSet_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("a version that reads it") << u"0.4.24"_s << true;
    QTest::newRow("a version that ends with it") << u"0.4.25"_s << false;
    QTest::newRow("the newest") << u"0.4.46"_s << false;
    QTest::newRow("no comfy-env") << QString() << true;
}

void TestIsolationVariables::removedVariablesAreNeverSet()
{
    QFETCH(QString, version);
    Install install = madeHere(Os::Windows);
    install.settings.environment = {{u"comfy_env_isolate"_s, u"0"_s},
                                    {u"COMFY_ENV_AUTO_INSTALL"_s, u"1"_s},
                                    {u"COMFY_ENV_DEBUG"_s, u"1"_s}};
    const QProcessEnvironment said = started(Library(u"C:/lib"_s), install, version, Os::Windows);
    QTEST(said.contains(u"comfy_env_isolate"_s), "isThere");
    QTEST(said.contains(u"COMFY_ENV_AUTO_INSTALL"_s), "isThere");
    QVERIFY(said.contains(u"COMFY_ENV_DEBUG"_s));
}

void TestIsolationVariables::whatComfyEnvDerivesItsPlacesFromPasses_data()
{
    QTest::addColumn<Os>("os");
    QTest::addColumn<QStringList>("names");
    // A.9: its pixi lies in the home folder, its worker's PATH is made from %WINDIR%, its sockets
    // and scripts lie in the temporary folder.
    QTest::newRow("Linux") << Os::Linux << QStringList{u"HOME"_s, u"TMPDIR"_s, u"PATH"_s};
    QTest::newRow("macOS") << Os::MacOS << QStringList{u"HOME"_s, u"TMPDIR"_s, u"PATH"_s};
    QTest::newRow("Windows") << Os::Windows
                             << QStringList{u"USERPROFILE"_s, u"LOCALAPPDATA"_s, u"USERNAME"_s,
                                            u"WINDIR"_s,      u"TEMP"_s,         u"APPDATA"_s};
}

void TestIsolationVariables::whatComfyEnvDerivesItsPlacesFromPasses()
{
    QFETCH(Os, os);
    QFETCH(QStringList, names);
    QProcessEnvironment own;
    for (const QString &name : std::as_const(names))
        own.insert(name, u"x"_s);
    own.insert(u"COMFY_ENV_ISOLATE"_s, u"0"_s); // of the shell that Portico was started from
    const auto said = started(Library(u"/lib"_s), madeHere(os), u"0.4.46"_s, os, own);
    for (const QString &name : std::as_const(names))
        QVERIFY2(said.value(name).endsWith(u'x'), qPrintable(name));
    QVERIFY(!said.contains(u"COMFY_ENV_ISOLATE"_s));
}

void TestIsolationVariables::theInstalledVersionIsFound()
{
    const QTemporaryDir folder;
    const Library library(folder.path());
    const Install install = madeHere(Os::Linux);
    const QString site = library.runtimeFolder(install) + u"/python/lib/python3.12/site-packages"_s;
    QVERIFY(QDir().mkpath(site)
            && QDir().mkpath(library.runtimeFolder(install) + u"/python/bin"_s));
    QFile python(library.runtimeFolder(install) + u"/python/bin/python3"_s);
    QVERIFY(python.open(QIODevice::WriteOnly));
    QVERIFY(comfyEnvOf(library, install, Os::Linux).isNull());
    QVERIFY(QDir().mkpath(site + u"/comfy_env-0.4.22.dist-info"_s));
    QCOMPARE(comfyEnvOf(library, install, Os::Linux), QVersionNumber(0, 4, 22));
}

QTEST_GUILESS_MAIN(TestIsolationVariables)
#include "tst_isolationvariables.moc"
