// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/net/networkchain.h"

#include <QJsonObject>
#include <QMap>
#include <QProcessEnvironment>

namespace portico {

/** Who speaks to the network on our behalf. */
enum class Consumer { Portico, Git, Uv, Pip, Pixi, ComfyUi };

/** "portico", "git", "uv", "pip", "pixi", "comfyui": for command lines and JSON. */
QString consumerName(Consumer consumer);
std::optional<Consumer> consumerFromName(QStringView name);
QList<Consumer> allConsumers();

/** What the chain means to a program that reads its environment. */
struct ToolEnvironment
{
    QMap<QString, QString> variables;
    QStringList removed; ///< inherited ones that would say something else
    QStringList secrets; ///< for Command::secrets
    QStringList notes;   ///< sentences: what this tool cannot do with this chain

    bool isEmpty() const { return variables.isEmpty() && removed.isEmpty(); }
    void applyTo(QProcessEnvironment &environment, Os os) const;

    friend bool operator==(const ToolEnvironment &, const ToolEnvironment &) = default;
};

/** To the session server: through its own environment or its socket, never a file or an argument.
 *  Without the notes. */
QJsonObject toJson(const ToolEnvironment &environment);
ToolEnvironment toolEnvironmentFromJson(const QJsonObject &object);

/**
 * The environment of a tool: proxies (in both spellings) with loopback always excepted, the
 * certificate bundle under every name that the tools know, indexes and mirrors. Pure.
 *
 * One variable holds one proxy, so of a script's answers the one for what the tool fetches most
 * counts; hosts that the script sends directly are excepted; the rest is told in `notes`. Without
 * any setting nothing is changed: the tool sees what we see, which is `own`. Empty for Portico and
 * Git, which get the chain itself.
 */
ToolEnvironment environmentFor(
    Consumer consumer, const NetworkChain &chain,
    const QProcessEnvironment &own = QProcessEnvironment::systemEnvironment());

/** As `HTTPS_PROXY=http://…`, passwords hidden, for people. */
QStringList shownEnvironment(const ToolEnvironment &environment);

} // namespace portico
