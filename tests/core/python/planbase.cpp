// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "planbase.h"

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

Distribution distribution(const QString &name, const QString &version)
{
    Distribution distribution;
    distribution.name = name;
    distribution.version = version;
    return distribution;
}

} // namespace

PythonEnvironment planBase(const QStringList &more, Os os, const Accelerator &accelerator)
{
    PythonEnvironment base{.pythonVersion = u"3.12.10"_s,
                           .os = os,
                           .architecture = Architecture::X64,
                           .markers = markerEnvironment(u"3.12.10"_s, os, Architecture::X64)};
    base.distributions = {distribution(u"numpy"_s, u"2.3.4"_s),
                          distribution(u"torch"_s, u"2.9.1"_s)};
    for (const QString &package : more)
        base.distributions += distribution(package.section(u' ', 0, 0), package.section(u' ', 1));
    const QString label =
        accelerator.kind == AcceleratorKind::Cpu ? u"+cpu"_s : u'+' + accelerator.torchTag();
    base.torchBuilds = {TorchBuild{.package = u"torch"_s,
                                   .fileVersion = "2.9.1"_L1 + label,
                                   .recordVersion = u"2.9.1"_s,
                                   .accelerator = accelerator}};
    return base;
}
