// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace portico {
struct GenerationRow;
struct GenerationSwitch;
} // namespace portico

namespace portico::cli {

/** "ComfyUI 0.33.0, torch 2.9.1+cu130, Python 3.12.3". */
QString generationText(const Generation &generation);

QJsonObject generationJson(const Generation &generation);
QJsonObject generationJson(const GenerationRow &row);
/** With why it stays. */
QStringList generationLines(const GenerationRow &row);

/** From what to what, and what should be known of it. */
QJsonObject switchJson(const GenerationSwitch &outcome);
QStringList switchLines(const GenerationSwitch &outcome);

} // namespace portico::cli
