// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/gpupick.h"

#include "core/hardware/chooseaccelerator.h"
#include "core/installs/install.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GpuPick)
};

/** What the current build is made for; nothing if its torch does not say. */
std::optional<Accelerator> acceleratorOfBuild(const Install &install)
{
    const Generation *generation = install.generation();
    return generation ? Accelerator::fromText(generation->accelerator) : std::nullopt;
}

/** A plain torch of Linux says nothing and is made for CUDA. */
AcceleratorKind effectiveKind(const Install &install)
{
    const auto chosen = Accelerator::fromText(install.settings.accelerator);
    const auto built = acceleratorOfBuild(install);
    return chosen ? chosen->kind : built ? built->kind : AcceleratorKind::Cuda;
}

bool hasArgument(const Install &install, QLatin1StringView flag)
{
    const QStringList &arguments = install.settings.arguments;
    return std::any_of(arguments.begin(), arguments.end(), [flag](const QString &argument) {
        return argument.section(u'=', 0, 0) == flag;
    });
}

/** The person's own variable of that name; empty if there is none. */
QString ownVariable(const Install &install, const QString &name, Os os)
{
    const auto sensitivity = os == Os::Windows ? Qt::CaseInsensitive : Qt::CaseSensitive;
    for (const QString &key : install.settings.environment.keys()) {
        if (key.compare(name, sensitivity) == 0)
            return key;
    }
    return {};
}

/** The person's own argument that chooses GPUs; empty if there is none. */
QString ownGpuArgument(const Install &install)
{
    for (const auto flag : {"--cuda-device"_L1, "--oneapi-device-selector"_L1, "--directml"_L1}) {
        if (hasArgument(install, flag))
            return QString(flag);
    }
    return {};
}

QMap<QString, QString> variablesOf(AcceleratorKind kind, const QString &gpus)
{
    switch (kind) {
    case AcceleratorKind::Cuda:
        // CUDA's own order is the fastest first; nvidia-smi and Portico count by PCI address.
        return {{u"CUDA_DEVICE_ORDER"_s, u"PCI_BUS_ID"_s}, {u"CUDA_VISIBLE_DEVICES"_s, gpus}};
    case AcceleratorKind::Rocm:
        return {{u"HIP_VISIBLE_DEVICES"_s, gpus}};
    case AcceleratorKind::Xpu:
        return {{u"ONEAPI_DEVICE_SELECTOR"_s, "level_zero:"_L1 + gpus}};
    case AcceleratorKind::Mps:
    case AcceleratorKind::Cpu:
        return {};
    }
    Q_UNREACHABLE();
}

Error usageError(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

} // namespace

InstallSettings settingsFor(const AcceleratorChoice &choice, const std::optional<Accelerator> &made)
{
    InstallSettings settings;
    const bool isMadeForCpu = made && made->kind == AcceleratorKind::Cpu;
    if (choice.accelerator.kind == AcceleratorKind::Cpu && !isMadeForCpu)
        settings.accelerator = choice.accelerator.text();
    else if (made && made->kind == choice.accelerator.kind)
        settings.gpus = choice.gpuPick;
    return settings;
}

Result<QString> readGpuPick(const QString &text)
{
    const QString pick = QString(text).remove(u' ');
    if (pick.isEmpty() || pick.compare("all"_L1, Qt::CaseInsensitive) == 0)
        return QString();
    static const QRegularExpression form(
        u"^(?:\\d{1,2}(?:,\\d{1,2})*|(?:GPU|MIG)-[0-9A-Fa-f/-]{4,60}"
        "(?:,(?:GPU|MIG)-[0-9A-Fa-f/-]{4,60})*)$"_s);
    QStringList parts = pick.split(u',');
    const qsizetype count = parts.size();
    if (!form.match(pick).hasMatch() || parts.removeDuplicates() > 0 || count > 32)
        return usageError(
            Text::tr("“%1” names no GPUs.").arg(text),
            Text::tr("Write numbers as “porticoctl hardware” shows them, such as 0 or 0,1, a UUID "
                     "that begins with GPU- or MIG-, or all."));
    return pick;
}

Result<QString> readAcceleratorSetting(const Install &install, const QString &text)
{
    const QString wish = text.trimmed();
    if (wish.isEmpty() || wish.compare("auto"_L1, Qt::CaseInsensitive) == 0)
        return QString();
    const auto accelerator = Accelerator::fromText(wish);
    if (!accelerator)
        return usageError(Text::tr("“%1” is no accelerator.").arg(text),
                          Text::tr("Choose one of: cuda, rocm, xpu, mps, cpu, auto."));
    const auto built = acceleratorOfBuild(install);
    const bool suits = accelerator->kind == AcceleratorKind::Cpu || !built
        || (accelerator->kind == built->kind
            && (accelerator->version.isNull() || accelerator->version == built->version));
    if (suits)
        return accelerator->text();
    return Error{.code = ErrorCode::Unsupported,
                 .message = Text::tr("The build of “%1” is made for %2 and cannot compute on %3.")
                                .arg(install.name, built->title(), accelerator->title()),
                 .nextStep = Text::tr("Add an install made for %1 beside it; cpu works with any.")
                                 .arg(accelerator->title()),
                 .detail = {}};
}

QMap<QString, QString> gpuPickEnvironment(const Install &install, Os os)
{
    if (install.settings.gpus.isEmpty() || !ownGpuArgument(install).isEmpty())
        return {};
    QMap<QString, QString> variables = variablesOf(effectiveKind(install), install.settings.gpus);
    for (const QString &name : variables.keys()) {
        if (!ownVariable(install, name, os).isEmpty())
            variables.remove(name);
    }
    return variables;
}

QStringList acceleratorArguments(const Install &install)
{
    const bool isChosen = !install.settings.accelerator.isEmpty();
    // Someone's own folder may compute on what its torch's name does not tell (NPUs, DirectML).
    const bool computesOnCpu =
        effectiveKind(install) == AcceleratorKind::Cpu && (isChosen || !install.isAdopted());
    if (!computesOnCpu || hasArgument(install, "--cpu"_L1) || hasArgument(install, "--directml"_L1))
        return {};
    return {u"--cpu"_s};
}

QStringList overrideNotes(const Install &install, Os os)
{
    QStringList notes;
    const InstallSettings &settings = install.settings;
    const auto chosen = Accelerator::fromText(settings.accelerator);
    if (chosen && chosen->kind != AcceleratorKind::Cpu && hasArgument(install, "--cpu"_L1))
        notes += Text::tr("The argument --cpu of “%1” wins over its accelerator %2.")
                     .arg(install.name, chosen->text());
    if (settings.gpus.isEmpty())
        return notes;
    const QMap<QString, QString> variables = variablesOf(effectiveKind(install), settings.gpus);
    if (variables.isEmpty())
        notes += Text::tr("The GPU choice of “%1” has no effect: it computes on %2.")
                     .arg(install.name, acceleratorKindName(effectiveKind(install)));
    if (const QString own = ownGpuArgument(install); !own.isEmpty())
        notes +=
            Text::tr("The argument %1 of “%2” wins over its GPU choice.").arg(own, install.name);
    for (const QString &name : variables.keys()) {
        if (const QString own = ownVariable(install, name, os); !own.isEmpty())
            notes += Text::tr("The variable %1 that was set for “%2” wins over its GPU choice.")
                         .arg(own, install.name);
    }
    return notes;
}

} // namespace portico
