// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace portico {

/** One version of a pack of the Comfy Registry. */
struct RegistryVersion
{
    QString version{};
    QDateTime created{};
    QString changelog{};
    QStringList dependencies{}; ///< as requirements.txt writes them
    QUrl download{};            ///< of its archive; the registry publishes no hash
    bool isDeprecated = false;
    QString status{}; ///< "active", "pending", "flagged", "banned", "deleted"; empty: not told
    QString statusReason{};

    friend bool operator==(const RegistryVersion &, const RegistryVersion &) = default;
};

/** One pack of the Comfy Registry. */
struct RegistryNode
{
    QString id{};
    QString name{};
    QString description{};
    QString author{};
    QString publisher{};
    QString license{};
    QUrl repository{};
    QUrl icon{};
    QStringList tags{};
    qint64 downloads = 0;
    double rating = 0;
    QString status{}; ///< "active", "banned", "deleted"
    std::optional<RegistryVersion> latest{};

    friend bool operator==(const RegistryNode &, const RegistryNode &) = default;
};

/** Whether a text can be a pack's id there: letters, digits, '-', '_', '.'; at most 100. */
bool isRegistryId(QStringView text);
/** The same for a version. */
bool isRegistryVersion(QStringView text);

/** Out of the registry's JSON; nothing for what has no usable id or version. */
std::optional<RegistryNode> registryNodeFromJson(const QJsonObject &object);
std::optional<RegistryVersion> registryVersionFromJson(const QJsonObject &object);
QJsonObject toJson(const RegistryNode &node);
QJsonObject toJson(const RegistryVersion &version);

} // namespace portico
