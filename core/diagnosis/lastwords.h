// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/diagnoser.h"

#include <optional>

namespace portico {

/** What a log says last, as far as it may be the reason of an end. */
class LastWords
{
public:
    /** A line that may begin, continue or end a traceback. */
    void take(const QString &line);
    /** ComfyUI went on: what was said before was not the end. */
    void forget();

    /** "ModuleNotFoundError: No module named 'x'": the last exception that stood in the log. */
    const QString &exception() const { return m_exception; }
    /** The node pack whose code ran when it was raised; empty: none. */
    const QString &pack() const { return m_pack; }
    /** "Fatal Python error: Segmentation fault". */
    const QString &nativeCrash() const { return m_nativeCrash; }

private:
    QString m_exception;
    QString m_pack;
    QString m_nativeCrash;
};

/** Why ComfyUI ended, where no line of the table tells it; nothing if it did not end, or as it
 *  should. */
std::optional<Diagnosis> endDiagnosis(const StartFacts &facts, const LastWords &words);

} // namespace portico
