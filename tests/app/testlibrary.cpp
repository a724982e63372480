// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/testlibrary.h"

#include "core/installs/adoptfolder.h"
#include "core/installs/installfile.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** Its key is nobody's, and no test asks its server. */
Result<UpdateChannel> exampleChannel()
{
    return readUpdateChannel(u"https://github.com/portico/portico/portico-update.json"_s,
                             QString(64, u'1'), 1);
}

} // namespace

struct TestLibrary::Built
{
    Built(const QString &config, const QString &root)
        : settings(config)
        , appearance(*qApp, Theme::Light)
        , services(settings, Library(root))
        , installs(services.library())
        , sessions(installs, services.networkKeeper())
        , advice(services, background)
        , setUp(services, settings, jobs)
        , health({services, installs, sessions, background})
        , environments({services, installs, sessions, jobs, background})
        , updates({services, settings, jobs, background}, exampleChannel())
    { }

    SettingsStore settings;
    Appearance appearance;
    Services services;
    InstallStore installs;
    Sessions sessions;
    JobRunner background;
    JobRunner jobs;
    Advice advice;
    SetUp setUp;
    Health health;
    Environments environments;
    AppUpdates updates;
};

TestLibrary::TestLibrary()
{
    QDir().mkpath(root());
    qputenv("PORTICO_CACHE_DIR", m_folder.filePath(u"cache"_s).toLocal8Bit());
    // Tests reach nothing but this computer: all else goes to a proxy that is not there.
    SettingsStore settings(m_folder.path() + u"/config"_s);
    settings.set(
        settings::kProxy,
        {.mode = ProxySettings::Mode::Http, .host = u"127.0.0.1"_s, .port = 9, .user = {}});
    (void)settings.save(JobContext());
}

TestLibrary::~TestLibrary()
{
    close();
}

InstallId TestLibrary::addRecord(const QString &name, const QString &accelerator)
{
    const Library library(root());
    QList<InstallId> taken;
    for (const Install &install : listInstalls(library).installs)
        taken.append(install.id);
    Install install;
    install.id = InstallId::fromName(name, taken);
    install.name = name;
    install.port = quint16(8188 + taken.size());
    install.currentGeneration = 1;
    Generation generation;
    generation.number = 1;
    generation.layout = BundleLayout::Anymatix;
    generation.comfyFolder = u"anymatix/ComfyUI"_s;
    generation.python = u"anymatix/python/bin/python3"_s;
    generation.comfyVersion = u"0.33.0"_s;
    generation.pythonVersion = u"3.12.10"_s;
    generation.torchVersion = u"2.10.0+cu130"_s;
    generation.accelerator = accelerator;
    generation.origin.fileName = u"anymatix-portable-comfyui-linux-x64-v0.33.0.zip"_s;
    generation.origin.isVerified = true;
    generation.created = QDateTime::currentDateTimeUtc();
    install.generations = {generation};
    install.created = QDateTime::currentDateTimeUtc();
    install.lastStart = QDateTime::currentDateTimeUtc().addSecs(-3600);
    QDir().mkpath(library.generationFolder(install.id, 1));
    const Result<> saved = saveInstall(library, install);
    if (!saved)
        qFatal("%s", qPrintable(saved.error().message));
    return install.id;
}

InstallId TestLibrary::addAdopted(const QString &name)
{
    const InstallId id = addRecord(name);
    const Library library(root());
    Result<Install> install = loadInstall(library, id);
    if (!install)
        qFatal("%s", qPrintable(install.error().message));
    install->adoptedFolder = m_folder.path() + u"/own/"_s + name;
    QDir().mkpath(install->adoptedFolder);
    const Result<> saved = saveInstall(library, *install);
    if (!saved)
        qFatal("%s", qPrintable(saved.error().message));
    return id;
}

Result<InstallId> TestLibrary::addStandIn(const QString &name, const QString &modes)
{
    const QString folder = m_folder.path() + u"/own/"_s + name;
    const QString source = QStringLiteral(PORTICO_SOURCE_DIR "/tests/support/comfyui");
    QDirIterator files(source, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        if (file.endsWith(".pyc"_L1))
            continue;
        const QString target = folder + file.mid(source.size());
        QDir().mkpath(QFileInfo(target).path());
        QFile::copy(file, target);
    }
    if (!modes.isEmpty()) {
        QFile file(folder + u"/standin_mode.txt"_s);
        if (file.open(QIODevice::WriteOnly))
            file.write(modes.toUtf8());
    }
    QProcess venv;
    venv.start(u"python3"_s, {u"-m"_s, u"venv"_s, u"--without-pip"_s, folder + u"/venv"_s});
    if (!venv.waitForFinished(60'000) || venv.exitCode() != 0)
        return Error{.code = ErrorCode::ProcessFailed,
                     .message = QString::fromLocal8Bit(venv.readAllStandardError()),
                     .nextStep = {},
                     .detail = {}};
    SettingsStore settings(m_folder.path() + u"/config"_s);
    const Services services(settings, Library(root()));
    AdoptRequest request;
    request.folder = folder;
    request.name = name;
    QTcpServer free; // lets its port go before ComfyUI takes it
    free.listen(QHostAddress::LocalHost);
    request.port = free.serverPort();
    const Result<Install> install = adoptFolder(services.add(), request, JobContext());
    if (!install)
        return install.error();
    return install->id;
}

MainWindow &TestLibrary::open()
{
    m_built = std::make_unique<Built>(m_folder.path() + u"/config"_s, root());
    m_context = std::make_unique<Context>(
        Context{m_built->services, m_built->settings, m_built->installs, m_built->sessions,
                m_built->jobs, m_built->background, m_built->appearance, m_built->advice,
                m_built->setUp, m_built->health, m_built->environments, m_built->updates});
    m_window = std::make_unique<MainWindow>(*m_context);
    m_built->sessions.watchAll();
    return *m_window;
}

void TestLibrary::close()
{
    m_window.reset();
    m_context.reset();
    m_built.reset();
}

} // namespace portico::app
