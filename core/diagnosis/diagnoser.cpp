// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/diagnoser.h"

#include "core/diagnosis/knownfailures.h"
#include "core/diagnosis/lastwords.h"
#include "core/diagnosis/literalscan.h"
#include "core/diagnosis/packcauses.h"
#include "core/diagnosis/packlog.h"

#include <QRegularExpression>
#include <QVarLengthArray>

#include <algorithm>
#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

/** Words of lines that are no row of the table by themselves. */
enum class Word {
    PackLine,  ///< about a node pack
    Traceback, ///< a part of a traceback
    GoesOn,    ///< ComfyUI went on
    Ready,
};

struct Mark
{
    const char *literal;
    Word word;
};

constexpr std::array kMarks{
    Mark{" module for custom nodes", Word::PackLine},
    Mark{" times for custom nodes:", Word::PackLine},
    Mark{" seconds", Word::PackLine},
    Mark{"calling comfy_entrypoint in ", Word::PackLine},
    Mark{"Failed to execute startup-script: ", Word::PackLine},
    Mark{"Traceback (most recent call last)", Word::Traceback},
    Mark{"File \"", Word::Traceback},
    Mark{"Error", Word::Traceback},
    Mark{"Exception", Word::Traceback},
    Mark{"Exit", Word::Traceback},
    Mark{"Fatal Python error: ", Word::Traceback},
    Mark{"Windows fatal exception: ", Word::Traceback},
    Mark{"Total VRAM ", Word::GoesOn},
    Mark{"[Prompt Server] web root: ", Word::GoesOn},
    Mark{"got prompt", Word::GoesOn},
    Mark{"Starting server", Word::GoesOn},
    Mark{"To see the GUI go to: ", Word::Ready},
};

/** The table as it is searched: built once. */
struct Table
{
    const QList<KnownFailure> &rows = knownFailures();
    QList<QRegularExpression> patterns;
    LiteralScan scan;

    Table()
        : scan(literals())
    {
        for (const KnownFailure &row : rows)
            patterns.append(QRegularExpression(QString::fromLatin1(row.pattern)));
    }

    static QList<QByteArray> literals()
    {
        QList<QByteArray> words;
        for (const KnownFailure &row : knownFailures())
            words.append(row.literal);
        for (const Mark &mark : kMarks)
            words.append(mark.literal);
        return words;
    }
};

const Table &table()
{
    static const Table built;
    return built;
}

/** A row of the table that was seen. */
struct Seen
{
    int row = 0;
    QStringList captures;
    QString line;
};

int weightOf(const Diagnosis &diagnosis)
{
    return static_cast<int>(diagnosis.gravity);
}

} // namespace

/** What was seen so far. */
class Diagnoser::Private
{
public:
    void takeWords(const QString &line, const QVarLengthArray<int, 8> &found);
    void takeRow(int row, const QString &line);
    bool hasSeen(const char *id) const;
    bool hasFailed(const StartFacts &facts) const;

    QList<Seen> seen;
    PackLog packs;
    LastWords words;
    bool sawReady = false;
};

bool Diagnoser::Private::hasSeen(const char *id) const
{
    return std::any_of(seen.begin(), seen.end(), [id](const Seen &one) {
        return qstrcmp(table().rows.at(one.row).id, id) == 0;
    });
}

void Diagnoser::Private::takeRow(int row, const QString &line)
{
    if (hasSeen(table().rows.at(row).id))
        return;
    const QRegularExpressionMatch match = table().patterns.at(row).match(line);
    if (match.hasMatch())
        seen.append({row, match.capturedTexts(), line});
}

void Diagnoser::Private::takeWords(const QString &line, const QVarLengthArray<int, 8> &found)
{
    const auto rows = static_cast<int>(table().rows.size());
    bool isPackLine = false;
    bool isTraceback = false;
    for (const int number : found) {
        if (number < rows) {
            takeRow(number, line);
            continue;
        }
        switch (kMarks.at(static_cast<std::size_t>(number - rows)).word) {
        case Word::PackLine:
            isPackLine = true;
            break;
        case Word::Traceback:
            isTraceback = true;
            break;
        case Word::Ready:
            sawReady = true;
            [[fallthrough]];
        case Word::GoesOn:
            words.forget();
            break;
        }
    }
    if (isPackLine && packs.take(line, words.exception()))
        words.forget();
    else if (isTraceback)
        words.take(line);
}

/** Whether a start came to nothing. */
bool Diagnoser::Private::hasFailed(const StartFacts &facts) const
{
    const bool wasQuiet = facts.exit && !facts.exit->bySignal && facts.exit->code == 0;
    return facts.isOver && !facts.wasReady && !sawReady && !facts.wasAsked && !wasQuiet;
}

Diagnoser::Diagnoser()
    : d(std::make_unique<Private>())
{ }

Diagnoser::~Diagnoser() = default;

void Diagnoser::feed(const QString &line)
{
    QVarLengthArray<int, 8> found;
    table().scan.scan(line, [&found](quint16 number) {
        if (!found.contains(int(number)))
            found.append(int(number));
    });
    if (found.isEmpty())
        return;
    std::sort(found.begin(), found.end()); // the more special row stands first in the table
    d->takeWords(line, found);
}

QList<Diagnosis> Diagnoser::diagnoses(const StartFacts &facts) const
{
    StartFacts known = facts;
    known.wasReady = known.wasReady || d->sawReady;
    QList<Diagnosis> found;
    bool isExplained = false;
    QList<Seen> inOrder = d->seen;
    std::stable_sort(inOrder.begin(), inOrder.end(),
                     [](const Seen &left, const Seen &right) { return left.row < right.row; });
    for (const Seen &seen : inOrder) {
        const KnownFailure &row = table().rows.at(seen.row);
        if (row.when == When::FailedStart && !d->hasFailed(known))
            continue;
        Diagnosis diagnosis = diagnosisOf(row, seen.captures, known.port);
        diagnosis.evidence = {seen.line.trimmed()};
        isExplained = isExplained || diagnosis.gravity == Gravity::Stops;
        if (known.wasReady && diagnosis.gravity == Gravity::Stops)
            diagnosis.gravity = Gravity::Hinders; // it ran all the same
        found.append(diagnosis);
    }
    if (!isExplained) {
        if (std::optional<Diagnosis> end = endDiagnosis(known, d->words)) {
            end->pack = d->words.pack();
            end->evidence = {d->words.nativeCrash(), d->words.exception()};
            end->evidence.removeAll(QString());
            found.append(*end);
        }
    }
    for (const PackLog::Entry &entry : d->packs.entries()) {
        if (entry.report.failed)
            found.append(packDiagnosis(entry));
    }
    std::stable_sort(found.begin(), found.end(), [](const Diagnosis &left, const Diagnosis &right) {
        return weightOf(left) < weightOf(right);
    });
    return found;
}

QList<PackReport> Diagnoser::packs() const
{
    QList<PackReport> reports;
    for (const PackLog::Entry &entry : d->packs.entries())
        reports.append(entry.report);
    return reports;
}

qsizetype Diagnoser::count() const
{
    const QList<PackLog::Entry> &entries = d->packs.entries();
    return d->seen.size()
        + std::count_if(entries.begin(), entries.end(),
                        [](const PackLog::Entry &entry) { return entry.report.failed; });
}

void Diagnoser::clear()
{
    *d = Private();
}

QList<Diagnosis> diagnose(const QStringList &lines, const StartFacts &facts)
{
    Diagnoser diagnoser;
    for (const QString &line : lines)
        diagnoser.feed(line);
    return diagnoser.diagnoses(facts);
}

} // namespace portico
