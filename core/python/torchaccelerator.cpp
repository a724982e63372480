// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/torchaccelerator.h"

#include "core/python/environment.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

const TorchBuild *buildOf(const PythonEnvironment &environment, const QString &package)
{
    const auto found =
        std::find_if(environment.torchBuilds.begin(), environment.torchBuilds.end(),
                     [&package](const TorchBuild &build) { return build.package == package; });
    return found == environment.torchBuilds.end() ? nullptr : &*found;
}

/** What its own files say comes first: records of wheels from the plain index have no label. */
QString versionOf(const PythonEnvironment &environment, const QString &package)
{
    const TorchBuild *const build = buildOf(environment, package);
    if (build && !build->fileVersion.isEmpty())
        return build->fileVersion;
    const Distribution *const distribution = environment.find(package);
    return distribution ? distribution->version : QString();
}

} // namespace

std::optional<Accelerator> torchAcceleratorOf(const PythonEnvironment &environment)
{
    const TorchBuild *const build = buildOf(environment, u"torch"_s);
    return build ? build->accelerator : std::nullopt;
}

QString torchVersionOf(const PythonEnvironment &environment)
{
    return versionOf(environment, u"torch"_s);
}

QString presentPackage(const PythonEnvironment &environment, const QString &name)
{
    const QString version = versionOf(environment, name);
    return version.isEmpty() ? QString() : name + u' ' + version;
}

} // namespace portico
