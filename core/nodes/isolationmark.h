// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace portico {

/** "portico-isolated.json": a folder with it is a wrapper that Portico made around a node pack. */
QString isolationMarkName();

/** What it says. */
struct IsolationMark
{
    QString files{};       ///< where the pack's own files lie: "nodes/isolated/Foo"
    QString comfyEnv{};    ///< the comfy-env that the wrapper asks for
    QJsonObject record{};  ///< what packs.json said of the pack before; empty: nothing
    QStringList leftOut{}; ///< choices about it before: core/python/leftout.h
    QStringList losses{};  ///< what it does not have while it is isolated: whole sentences

    friend bool operator==(const IsolationMark &, const IsolationMark &) = default;
};

QJsonObject toJson(const IsolationMark &mark);
/** Of a wrapper; nothing for any other folder, and where it names no folder inside. A small read.
 */
std::optional<IsolationMark> readIsolationMark(const QString &folder);

} // namespace portico
