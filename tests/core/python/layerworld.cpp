// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/python/layerworld.h"

#include "core/platform/hostos.h"
#include "core/settings/networksettings.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

using namespace portico;
using namespace Qt::StringLiterals;

LayerWorld::LayerWorld()
{
    // The interpreter itself and not a script in front of it, as an install has it.
    QProcess ask;
    ask.start(u"python3"_s,
              {u"-c"_s, u"import os, sys; print(os.path.realpath(sys.executable))"_s});
    if (!ask.waitForFinished(20'000) || ask.exitCode() != 0) {
        m_problem = u"python3 is not on PATH"_s;
        return;
    }
    m_python = QString::fromLocal8Bit(ask.readAllStandardOutput()).trimmed();
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server.start(
        u"python3"_s,
        {u"-B"_s, QStringLiteral(PORTICO_SOURCE_DIR) + u"/tests/support/layerworld.py"_s, root()});
    const QByteArray said = readLine();
    if (said.isEmpty()) {
        m_problem = u"the package index does not start"_s;
        return;
    }
    m_network = makeNetworkChain(NetworkSettings{}, {});
    m_network.packageIndex =
        QUrl(QJsonDocument::fromJson(said).object().value("index"_L1).toString());
    m_downloader = std::make_unique<Downloader>(m_http, m_clock, wheels());
    if (QStandardPaths::findExecutable(u"uv"_s).isEmpty()) {
        m_problem = u"uv is not on PATH"_s;
        return;
    }
    const auto program = provideUv({.folder = library() + u"/store/tools"_s,
                                    .os = hostOs(),
                                    .architecture = hostArchitecture()},
                                   {m_processes, *m_downloader, m_network}, {});
    if (!program) {
        m_problem = program.error().message;
        return;
    }
    m_uv = std::make_unique<Uv>(*program, library() + u"/store/uv"_s, m_network, m_processes);
}

LayerWorld::~LayerWorld()
{
    m_server.closeWriteChannel();
    if (!m_server.waitForFinished(10'000))
        m_server.kill();
}

QByteArray LayerWorld::readLine()
{
    const QDeadlineTimer limit(20'000);
    while (!m_server.canReadLine() && !limit.hasExpired())
        m_server.waitForReadyRead(100);
    return m_server.readLine();
}

QString LayerWorld::tell(const QString &words)
{
    m_server.write(words.toUtf8() + '\n');
    return QString::fromUtf8(readLine()).trimmed();
}

Lock LayerWorld::lock(const QString &name) const
{
    QFile file(root() + u'/' + name + u".lock"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("there is no lock %s", qPrintable(name));
    return lockFromBytes(file.readAll()).value();
}

LayerPlan LayerWorld::plan(const QString &lockName, const QString &base) const
{
    LayerPlan plan;
    plan.base = base;
    plan.lock = lock(lockName);
    for (const LockedPackage &package : plan.lock.packages)
        plan.added += PlannedPackage{.name = package.name, .version = package.version};
    plan.id = layerId(plan.lock, base);
    return plan;
}

LayerBuild LayerWorld::build(const LayerPlan &plan) const
{
    return {.plan = plan,
            .python = m_python,
            .layers = layers(),
            .staging = staging(),
            .wheels = wheels(),
            .downloader = *m_downloader,
            .processes = m_processes};
}

Result<Layer> LayerWorld::make(const QString &lockName, const JobContext &job) const
{
    const LayerPlan planned = plan(lockName);
    return buildLayer(build(planned), uv(), job);
}

QStringList LayerWorld::leftOvers() const
{
    return QDir(staging()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}
