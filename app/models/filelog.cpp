// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/filelog.h"

#include "core/io/followfile.h"
#include "core/jobs/jobrunner.h"

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBytes = 4 << 20;
constexpr QChar kBegun = u'\f'; ///< among the lines: another file begins

/** Whole lines of what comes in pieces, as lines of a job. */
class LineTeller
{
public:
    explicit LineTeller(const JobContext &job)
        : m_job(job)
    { }

    void begin()
    {
        m_rest.clear();
        m_job.log(QString(kBegun));
    }
    void add(QByteArrayView bytes)
    {
        m_rest += bytes;
        qsizetype end = m_rest.lastIndexOf('\n');
        if (end < 0)
            return;
        m_job.log(QString::fromUtf8(m_rest.left(end)));
        m_rest.remove(0, end + 1);
    }

private:
    const JobContext &m_job;
    QByteArray m_rest;
};

} // namespace

FileLog::FileLog(std::function<QString()> where, JobRunner &background, QObject *parent)
    : QObject(parent)
{
    Job &job = background.start<void>(
        {.title = tr("Follow a log"), .exclusiveKey = {}},
        [where = std::move(where)](const JobContext &context) -> Result<> {
            LineTeller teller(context);
            return followFile({.where = where,
                               .begun = [&teller] { teller.begin(); },
                               .added = [&teller](QByteArrayView bytes) { teller.add(bytes); }},
                              kMostBytes, SystemClock(), context);
        },
        this, nullptr);
    m_job = &job;
    connect(&job, &Job::logged, this, &FileLog::take);
}

FileLog::~FileLog()
{
    if (m_job)
        m_job->cancel();
}

void FileLog::take(const QString &line)
{
    if (line == kBegun) {
        m_model.clear();
        m_reader = LogReader(LogStream::Output);
        return;
    }
    QList<LogLine> lines;
    m_reader.feed((line + u'\n').toUtf8(), [this, &lines](LogReader::Read read) {
        read.line.number = ++m_lines;
        lines += std::move(read.line);
    });
    m_model.append(lines, 0);
}

} // namespace portico::app
