// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/logline.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace portico {

/**
 * The pure rules of reading a log (comfyui-contract.md 3.1 and 3.3). All are called for every line
 * of a flood, so each first looks for the one byte that makes it necessary.
 */

/** Decoded text without ANSI sequences and control characters. Bytes that are no UTF-8 become
 *  U+FFFD; a tab stays. */
QString plainLogText(QByteArrayView bytes);

/** The text with tokens hidden: hf_..., ghp_..., github_pat_..., Bearer ..., token=...,
 *  X-Amz-Signature=.... */
QString withoutSecrets(const QString &text);

/** A level tag and how long it is: "[INFO] " is 7. */
struct LevelTag
{
    LogLevel level = LogLevel::Info;
    qsizetype length = 0;
};

std::optional<LevelTag> levelTag(QStringView text);

/** The progress bar that a line of tqdm draws. */
std::optional<LogProgress> progressIn(const QString &text);

} // namespace portico
