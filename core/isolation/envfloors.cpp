// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envfloors.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvFloors)
};

/** `libc = "2.35"`, or `{ family = "glibc", version = "2.35" }`; a number where quotes were
 *  forgotten. */
EnvFloors floorsFrom(const QVariantMap &system)
{
    const QVariant libc = system.value(u"libc"_s);
    const bool isTable = libc.typeId() == QMetaType::QVariantMap;
    return {.glibc = isTable ? libc.toMap().value(u"version"_s).toString() : libc.toString(),
            .macos = system.value(u"macos"_s).toString(),
            .cuda = system.value(u"cuda"_s).toString()};
}

bool isLess(const QString &version, const QString &than)
{
    return QVersionNumber::fromString(version) < QVersionNumber::fromString(than);
}

Error tooLittle(const IsolatedEnv &env, const QString &wanted, const QString &here)
{
    return {.code = ErrorCode::Unsupported,
            .message =
                Text::tr("“%1” needs %2, and this computer has %3.").arg(env.name, wanted, here),
            .nextStep =
                Text::tr("Use a newer system, or ask the author of the pack “%1”.").arg(env.pack),
            .detail = {}};
}

} // namespace

EnvFloors floorsOf(const EnvConfig &config)
{
    return floorsFrom(config.table(u"system-requirements"_s));
}

EnvFloors floorsIn(const QVariantMap &manifest)
{
    const QVariantMap feature = manifest.value(u"feature"_s).toMap().value(u"node"_s).toMap();
    EnvFloors floors = floorsFrom(
        (feature.isEmpty() ? manifest : feature).value(u"system-requirements"_s).toMap());
    for (const QVariant &platform :
         manifest.value(u"workspace"_s).toMap().value(u"platforms"_s).toList()) {
        const QVariantMap table = platform.toMap();
        if (table.contains(u"glibc"_s))
            floors.glibc = table.value(u"glibc"_s).toString();
        if (table.contains(u"macos"_s))
            floors.macos = table.value(u"macos"_s).toString();
    }
    return floors;
}

Result<> checkFloors(const EnvFloors &floors, const HostStack &host, const IsolatedEnv &env)
{
    if (host.os == Os::Linux && !floors.glibc.isEmpty()) {
        if (host.glibc.isEmpty())
            return tooLittle(env, Text::tr("glibc %1 or newer").arg(floors.glibc),
                             Text::tr("another C library"));
        if (isLess(host.glibc, floors.glibc))
            return tooLittle(env, Text::tr("glibc %1 or newer").arg(floors.glibc), host.glibc);
    }
    if (host.os == Os::MacOS && !host.macos.isEmpty() && isLess(host.macos, floors.macos))
        return tooLittle(env, Text::tr("macOS %1 or newer").arg(floors.macos), host.macos);
    if (!floors.cuda.isEmpty() && !host.hasGpu)
        return tooLittle(env, Text::tr("an NVIDIA GPU for CUDA %1").arg(floors.cuda),
                         Text::tr("none"));
    return {};
}

} // namespace portico
