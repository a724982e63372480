// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/packreport.h"
#include "core/server/exitfacts.h"

#include <memory>
#include <optional>

namespace portico {

/** What is known about a start beside its log. */
struct StartFacts
{
    std::optional<ExitFacts> exit{}; ///< nothing: it still runs, or nobody saw its end
    bool isOver = false;             ///< it does not run any more
    bool wasReady = false;
    bool wasAsked = false;    ///< to end, by a person
    bool wasGivenUp = false;  ///< ended by Portico, because it never got ready
    bool isSafeStart = false; ///< without node packs
    quint16 port = 0;
    Os os = Os::Linux;

    friend bool operator==(const StartFacts &, const StartFacts &) = default;
};

/**
 * Reads a log of ComfyUI line by line and knows its failures: the table of comfyui-contract.md 3.4.
 * A line in which no known word occurs costs one pass over its characters, so a flood of lines is
 * no burden. Lines come without ANSI sequences and level tags (LogLine::text). Not thread-safe.
 */
class Diagnoser
{
public:
    Diagnoser();
    ~Diagnoser();
    Q_DISABLE_COPY_MOVE(Diagnoser)

    void feed(const QString &line);
    /** What was found so far, the gravest first; each once. What only the end tells (a death
     *  without words) needs `facts`. */
    QList<Diagnosis> diagnoses(const StartFacts &facts) const;
    /** What the log tells of each node pack. */
    QList<PackReport> packs() const;
    /** How many diagnoses the lines alone gave: changes when there is something new to show. */
    qsizetype count() const;
    /** Forgets everything: a new start begins. */
    void clear();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/** The same for lines that are all there. */
QList<Diagnosis> diagnose(const QStringList &lines, const StartFacts &facts);

} // namespace portico
