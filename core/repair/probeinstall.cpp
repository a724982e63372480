// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/probeinstall.h"

#include "core/hardware/accelerator.h"
#include "core/installs/installfile.h"
#include "core/installs/switchlayer.h"
#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/python/layerpath.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TorchProbe)
};

/** Nothing where the person computes on the processor by choice. */
std::optional<Accelerator> wantedDevice(const Install &install)
{
    if (const auto chosen = Accelerator::fromText(install.settings.accelerator))
        return chosen;
    if (install.settings.arguments.contains("--cpu"_L1))
        return std::nullopt;
    return Accelerator::fromText(install.generation()->accelerator);
}

/** As ComfyUI gets them: packages of the layer may stand in torch's way, too. */
QStringList variablesOf(const Library &library, const Install &install)
{
    QStringList variables;
    const QMap<QString, QString> &own = install.settings.environment;
    for (auto it = own.constBegin(); it != own.constEnd(); ++it)
        variables += it.key() + u'=' + it.value();
    const QString site = layerSiteOf(library, install);
    if (!site.isEmpty())
        variables += layerVariable() + u'=' + site;
    return variables;
}

QString probeFile(const Library &library, const InstallId &id)
{
    return library.installFolder(id) + "/probe.json"_L1;
}

/** For the window, whoever asked. One that cannot be kept is only not shown. */
void keepProbe(const Library &library, const InstallId &id, const TorchProbe &probe,
               const JobContext &job)
{
    QJsonObject object = toJson(probe);
    object.insert(u"when"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    const Result<> kept = writeFileAtomically(probeFile(library, id), jsonToBytes(object));
    if (!kept)
        job.log(kept.error().message);
}

} // namespace

Result<TorchProbe> probeInstall(const Library &library, const Install &install,
                                const ProcessRunner &processes, const JobContext &job)
{
    Result<TorchProbe> probe = probeTorch({.python = repairPython(library, install),
                                           .wanted = wantedDevice(install),
                                           .variables = variablesOf(library, install)},
                                          processes, job);
    if (probe)
        keepProbe(library, install.id, *probe, job);
    return probe;
}

std::optional<TorchProbe> probeAfterwards(const Library &library, const Install &install,
                                          const ProcessRunner &processes, const JobContext &job)
{
    const Generation *generation = install.generation();
    if (!generation || install.isAdopted() || generation->torchVersion.isEmpty())
        return std::nullopt;
    const Result<TorchProbe> probe = probeInstall(library, install, processes, job);
    if (probe)
        return *probe;
    job.log(probe.error().message);
    return std::nullopt;
}

std::optional<TorchProbe> probeAfterChange(const NodeServices &services, const InstallId &id,
                                           const ChangePlan &plan, const JobContext &job)
{
    const Library &library = services.compose.library;
    const Result<Install> now = loadInstall(library, id);
    if (!plan.changesLayer() || !now)
        return std::nullopt;
    return probeAfterwards(library, *now, services.compose.processes, job);
}

std::optional<PastProbe> lastProbe(const Library &library, const InstallId &id)
{
    const Result<QJsonObject> object = readJsonObject(probeFile(library, id));
    if (!object)
        return std::nullopt;
    PastProbe past{.probe = torchProbeFromJson(*object),
                   .when = QDateTime::fromString(object->value("when"_L1).toString(), Qt::ISODate)};
    return past.when.isValid() ? std::optional(past) : std::nullopt;
}

void logProbe(const std::optional<TorchProbe> &probe, const JobContext &job)
{
    if (probe)
        job.log(probeSentence(*probe));
}

QString probeSentence(const TorchProbe &probe)
{
    if (!probe.isGood)
        return probe.reason + u' ' + probe.nextStep;
    return Text::tr("torch %1 computes on %2 (%3 ms).")
        .arg(probe.torch, probe.name.isEmpty() ? probe.device : probe.name)
        .arg(probe.milliseconds);
}

} // namespace portico
