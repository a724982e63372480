// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/diagnosis.h"

#include <span>

namespace portico {

/** When a pattern means something. */
enum class When {
    Always,
    FailedStart, ///< only if the start came to nothing: elsewhere the words are harmless
};

/**
 * One line of the table of known failures. %1 to %9 in texts and arguments are the pattern's
 * captures, %port the session's port; arguments are separated by '|'. Texts are translated in the
 * context portico::KnownFailures.
 */
struct KnownFailure
{
    const char *id;
    int row;             ///< of comfyui-contract.md 3.4; 0: known from elsewhere
    const char *literal; ///< stands in every line that the pattern matches
    const char *pattern;
    When when;
    Gravity gravity;
    const char *title;
    const char *message;
    const char *nextStep;
    FixKind fix = FixKind::None;
    const char *arguments = "";
};

/** The whole table in parts, the most telling first: a traceback may hold several. */
std::span<const KnownFailure> addressFailures();
std::span<const KnownFailure> deviceFailures();
std::span<const KnownFailure> packageFailures();
std::span<const KnownFailure> isolationFailures();
std::span<const KnownFailure> laterFailures();

/** Each row's place is its number in the Diagnoser. */
const QList<KnownFailure> &knownFailures();

/** The row's words with the captures in their places. */
QString filledIn(QString text, const QStringList &captures, quint16 port);

/** Title, message, next step and fix of a row; evidence and pack are the caller's. */
Diagnosis diagnosisOf(const KnownFailure &failure, const QStringList &captures, quint16 port);

} // namespace portico
