// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envconfig.h"
#include "core/isolation/hoststack.h"

#include <QJsonObject>

#include <optional>

namespace portico {

/** A tree of values as Python's json.dumps(sort_keys=True) writes it. Pure. */
QByteArray pythonJson(const QVariant &value);

/** What an environment was derived to be: "v2:" and 64 hex digits. Pure. */
QString envIdentity(const QVariantMap &manifest, QStringList wheelAddresses, const EnvRules &rules);

/** What, changed, makes comfy-env derive anew: config, host, and what all packs ask for. */
struct FastKeyRequest
{
    QByteArray config{};
    QList<EnvConfig> all{}; ///< of the whole install
    const HostStack &host;
    const EnvRules &rules;
};
QString envFastKey(const FastKeyRequest &request);

/** install.hash: comfy-env builds again unless both lines are what it computes. */
struct InstallHash
{
    QString identity{}; ///< empty: a file of the old kind, taken as it is
    QString fastKey{};

    friend bool operator==(const InstallHash &, const InstallHash &) = default;
};
QByteArray installHashBytes(const InstallHash &hash);
/** Nothing for an empty file. */
std::optional<InstallHash> installHashFrom(const QByteArray &bytes);

/** env.stamp.json: what comfy-env looks at before it takes an environment. */
struct EnvStamp
{
    QString comfyEnvVersion{};
    QString abiTag{};
    QString source{}; ///< from 0.4.39; empty: not said
    QString torchPin{};
    QString provenance{};
    QString lockSha256{};   ///< of pixi.lock; empty: none
    QString comfyVersion{}; ///< from 0.4.39
    QMap<QString, QString> hostPins{};
};
QByteArray envStampBytes(const EnvStamp &stamp, const EnvRules &rules);
/** Lenient: what is not there stays empty. */
EnvStamp envStampFrom(const QJsonObject &object);

} // namespace portico
