// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/laststart.h"

#include "core/diagnosis/layoutcheck.h"
#include "core/diagnosis/logsource.h"
#include "core/diagnosis/scriptcheck.h"
#include "core/platform/hostos.h"
#include "core/server/currentstatus.h"
#include "core/server/sessionmark.h"

namespace portico {

using namespace Qt::StringLiterals;

namespace {

/** Reads one start after the other and keeps the last. */
class StartReader
{
public:
    void take(const LogFileLine &line)
    {
        if (const std::optional<SessionMark> mark = markFrom(line.text))
            return obey(*mark, line.time);
        if (!m_start.time.isValid())
            m_start.time = line.time;
        m_diagnoser.feed(line.text);
    }

    bool hasMarks() const { return m_hasMarks; }
    StartFacts &facts() { return m_start.facts; }

    LastStart result() const
    {
        LastStart start = m_start;
        start.diagnoses = m_diagnoser.diagnoses(start.facts);
        start.packs = m_diagnoser.packs();
        return start;
    }

private:
    void obey(const SessionMark &mark, const QDateTime &time)
    {
        m_hasMarks = true;
        StartFacts &facts = m_start.facts;
        switch (mark.kind) {
        case SessionMark::Kind::Start:
            m_diagnoser.clear();
            m_start = {};
            m_start.time = time;
            m_start.facts.port = mark.port;
            m_start.facts.isSafeStart = mark.isSafe;
            m_start.facts.os = hostOs();
            break;
        case SessionMark::Kind::Ready:
            facts.wasReady = true;
            break;
        case SessionMark::Kind::End:
            facts.exit = mark.exit;
            facts.isOver = true;
            facts.wasAsked = mark.why == SessionMark::Why::Asked;
            facts.wasGivenUp = mark.why == SessionMark::Why::NeverReady;
            break;
        }
    }

    LastStart m_start;
    Diagnoser m_diagnoser;
    bool m_hasMarks = false;
};

/** Whether a start begins in that file. */
Result<bool> holdsAStart(const QString &path, const JobContext &job)
{
    bool found = false;
    const Result<> read = readLogLines(
        path,
        [&found](const LogFileLine &line) {
            const std::optional<SessionMark> mark = markFrom(line.text);
            found = found || (mark && mark->kind == SessionMark::Kind::Start);
        },
        job);
    if (!read)
        return read.error();
    return found;
}

/** The files that the last start is in, the oldest first. */
Result<QStringList> filesOfLastStart(const QString &folder, const JobContext &job)
{
    QStringList files;
    for (const QString &file : logFilesIn(folder)) {
        files.prepend(file);
        const Result<bool> holds = holdsAStart(file, job);
        if (!holds)
            return holds.error();
        if (*holds)
            return files;
    }
    // Of an older Portico, which made no marks: the newest file is what there is.
    return files.isEmpty() ? files : QStringList{files.last()};
}

} // namespace

Result<LastStart> readLastStart(const Library &library, const InstallId &id, const JobContext &job)
{
    const Result<QStringList> files = filesOfLastStart(library.logFolder(id), job);
    if (!files)
        return files.error();
    StartReader reader;
    for (const QString &file : *files) {
        const Result<> read = readLogLines(
            file, [&reader](const LogFileLine &line) { reader.take(line); }, job);
        if (!read)
            return read.error();
    }
    // A session server that was killed had no time for a last mark.
    if (!files->isEmpty() && !reader.facts().isOver && !isSessionHeld(library, id))
        reader.facts().isOver = true;
    LastStart start = reader.result();
    start.diagnoses = checkScripts(checkLayout(start.diagnoses, library, id), library, id);
    return start;
}

Result<LastStart> readLogFile(const QString &path, const JobContext &job)
{
    StartReader reader;
    reader.facts().os = hostOs();
    const Result<> read = readLogLines(
        path, [&reader](const LogFileLine &line) { reader.take(line); }, job);
    if (!read)
        return read.error();
    if (!reader.facts().isOver)
        reader.facts().isOver = true;
    return reader.result();
}

} // namespace portico
