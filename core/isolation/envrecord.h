// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/isolation/envengine.h"

#include <QDateTime>

#include <optional>

namespace portico {

/** What Portico notes beside an environment that it built: `portico-env.json`. */
struct EnvRecord
{
    EnvEngine engine = EnvEngine::Uv;
    QString reason{}; ///< why this engine
    QString name{};   ///< of the environment when it was built
    QString source{}; ///< "Pack/nodes/comfy-env.toml"
    QString python{}; ///< "3.11.7"
    int packages = 0;
    qint64 bytes = 0;  ///< on disk when it was done
    QString place{};   ///< where it was made, resolvedEnvPlace(); empty: of an older Portico
    QString leansOn{}; ///< a Python of this computer that must stay; empty: it has one of its own
    QString comfyEnvVersion{};
    QString tag{};   ///< abiTag()
    Sha256 config{}; ///< of comfy-env.toml
    QDateTime built{};

    friend bool operator==(const EnvRecord &, const EnvRecord &) = default;
};

Result<> writeEnvRecord(const QString &place, const EnvRecord &record);
/** Nothing where there is none or it cannot be read: comfy-env built it, or nobody. */
std::optional<EnvRecord> readEnvRecord(const QString &place);

} // namespace portico
