// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/settingsjson.h"

#include "core/installs/install.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr auto kPort = "port"_L1;
constexpr auto kSettings = "settings"_L1;

} // namespace

QJsonObject settingsJson(const Install &install)
{
    const QJsonObject all = toJson(install);
    return {{kPort, all.value(kPort)}, {kSettings, all.value(kSettings)}};
}

Result<Install> withSettings(const Install &install, const QJsonObject &settings)
{
    QJsonObject all = toJson(install);
    if (settings.contains(kPort))
        all.insert(kPort, settings.value(kPort));
    QJsonObject merged = all.value(kSettings).toObject();
    const QJsonObject wanted = settings.value(kSettings).toObject();
    for (auto it = wanted.begin(); it != wanted.end(); ++it)
        merged.insert(it.key(), it.value());
    all.insert(kSettings, merged);
    Result<Install> changed = installFromJson(install.id, all);
    if (changed)
        changed->schema = install.schema;
    return changed;
}

} // namespace portico
