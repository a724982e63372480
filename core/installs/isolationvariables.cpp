// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/isolationvariables.h"

#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/verifyinstall.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

const QString kCudaVariable = u"COMFY_ENV_CUDA_VERSION"_s;

} // namespace

QString isolationFolder(const Library &library, const Install &install)
{
    return library.installFolder(install.id) + "/ce"_L1; // short: paths below it are long
}

QVersionNumber comfyEnvOf(const Library &library, const Install &install, Os os)
{
    const Result<EnvironmentRequest> place = environmentOf(library, install, os);
    for (const QString &site : place ? place->folders : QStringList()) {
        for (const QString &name :
             QDir(site).entryList({u"comfy_env-*.dist-info"_s}, QDir::Dirs, QDir::Name)) {
            const auto version = QVersionNumber::fromString(name.section(u'-', 1));
            if (!version.isNull())
                return version;
        }
    }
    return {};
}

bool knowsCudaVariable(const QVersionNumber &comfyEnv)
{
    return !comfyEnv.isNull() && comfyEnv < QVersionNumber(0, 3, 52);
}

bool refusesRemovedVariables(const QVersionNumber &comfyEnv)
{
    return comfyEnv >= QVersionNumber(0, 4, 25);
}

QString cudaByHandFor(const Install &install, const QVersionNumber &comfyEnv)
{
    if (install.settings.accelerator.startsWith("cuda "_L1))
        return install.settings.accelerator.mid(5);
    if (!knowsCudaVariable(comfyEnv))
        return {};
    const QString text = install.settings.environment.value(kCudaVariable).trimmed();
    // "128" is "12.8" to comfy-env.
    return text.contains(u'.') || text.size() < 2 ? text : text.chopped(1) + u'.' + text.last(1);
}

QMap<QString, QString> isolationVariables(const Library &library, const Install &install,
                                          const QVersionNumber &comfyEnv)
{
    if (install.isAdopted())
        return {};
    QMap<QString, QString> variables{{u"COMFY_ENV_ROOT"_s, isolationFolder(library, install)}};
    const QString cuda = cudaByHandFor(install, comfyEnv);
    if (knowsCudaVariable(comfyEnv) && !cuda.isEmpty())
        variables.insert(kCudaVariable, cuda);
    return variables;
}

QStringList refusedIsolationVariables(const QVersionNumber &comfyEnv)
{
    if (!refusesRemovedVariables(comfyEnv))
        return {};
    return {u"COMFY_ENV_ISOLATE"_s, u"COMFY_ENV_INSTALL_ISOLATED"_s, u"COMFY_ENV_AUTO_INSTALL"_s};
}

} // namespace portico
