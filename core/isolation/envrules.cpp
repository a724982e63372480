// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envrules.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

EnvGeneration generationOf(const QVersionNumber &version)
{
    if (version < QVersionNumber(0, 3))
        return EnvGeneration::First;
    if (version < QVersionNumber(0, 4))
        return EnvGeneration::Second;
    return version < QVersionNumber(0, 4, 25) ? EnvGeneration::Third : EnvGeneration::Fourth;
}

} // namespace

EnvRules envRules(const QVersionNumber &version)
{
    const auto from = [&version](int micro) { return version >= QVersionNumber(0, 4, micro); };
    EnvRules rules;
    rules.version = version;
    rules.generation = generationOf(version);
    const bool isFirst = rules.generation == EnvGeneration::First;
    rules.canBuild = isFirst || from(12);
    rules.hasClosedRoot = from(14);
    rules.knowsSchema = from(14) && !from(23);
    rules.knowsSystemPackages = isFirst;
    rules.knowsSettings = !isFirst && !from(25);
    rules.knowsTypes = from(16);
    rules.nodePacksSection = from(27) ? u"node_packs"_s : u"node_reqs"_s;
    rules.wantsPythonAsText = from(14);
    rules.wantsPython310 = from(36);
    rules.pinsTorch = !isFirst;
    rules.isBoundByLink = isFirst;
    rules.hasDottedTag = from(39);
    rules.hasIdentity = from(14);
    rules.identityPrefix = from(31) ? u"v3:"_s : u"v2:"_s;
    rules.hashesFormat = from(31);
    rules.hashesHostPins = from(39);
    rules.hasWheelsInManifest = from(31);
    rules.hasPlatformTable = from(34);
    rules.wantsHostTorch = from(46);
    return rules;
}

QString generationName(EnvGeneration generation)
{
    return QString::number(static_cast<int>(generation));
}

} // namespace portico
