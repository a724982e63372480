// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/journal.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/platform/durable.h"

#include <QDir>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr auto kEntrySuffix = ".json"_L1;

QString lockPath(const QString &entryFile)
{
    return entryFile.chopped(kEntrySuffix.size()) + u".lock"_s;
}

QJsonObject toJson(const JournalRecord &record)
{
    return {
        {u"operation"_s, record.operation},
        {u"inputs"_s, record.inputs},
        {u"step"_s, record.step},
        {u"pid"_s, record.process.pid},
        {u"startTime"_s, record.process.startTime},
        {u"bootId"_s, record.process.bootId},
        {u"started"_s, record.started.toString(Qt::ISODateWithMs)},
    };
}

JournalRecord recordFromJson(const QString &id, const QJsonObject &json)
{
    return {.id = id,
            .operation = json.value("operation"_L1).toString(),
            .inputs = json.value("inputs"_L1).toObject(),
            .step = json.value("step"_L1).toString(),
            .process = {.pid = json.value("pid"_L1).toInteger(),
                        .startTime = json.value("startTime"_L1).toInteger(),
                        .bootId = json.value("bootId"_L1).toString()},
            .started =
                QDateTime::fromString(json.value("started"_L1).toString(), Qt::ISODateWithMs)};
}

} // namespace

JournalEntry::JournalEntry(QString file, JournalRecord record, FileLock lock)
    : m_file(std::move(file))
    , m_record(std::move(record))
    , m_lock(std::move(lock))
{ }

bool JournalEntry::isFromEarlierBoot() const
{
    return m_record.process.bootId != currentBootId();
}

Result<> JournalEntry::setStep(const QString &step)
{
    return setStep(step, m_record.inputs);
}

Result<> JournalEntry::setStep(const QString &step, const QJsonObject &inputs)
{
    JournalRecord next = m_record;
    next.step = step;
    next.inputs = inputs;
    std::swap(m_record, next);
    const Result<> written = write();
    if (!written)
        std::swap(m_record, next); // the old step is what the disk says
    return written;
}

Result<> JournalEntry::write() const
{
    return writeFileAtomically(m_file, jsonToBytes(toJson(m_record)), FileAccess::Private);
}

Result<> JournalEntry::finish()
{
    if (const Result<> gone = removeDurably(m_file); !gone)
        return gone;
    m_lock->removeAndRelease();
    return {};
}

Journal::Journal(QString folder)
    : m_folder(std::move(folder))
{ }

Result<JournalEntry> Journal::begin(const QString &operation, const QJsonObject &inputs) const
{
    const JournalRecord record{
        .id = QString::number(QRandomGenerator::system()->generate64(), 36),
        .operation = operation,
        .inputs = inputs,
        .step = {},
        .process = ownProcess(),
        .started = QDateTime::currentDateTimeUtc(),
    };
    const QString file = QDir(m_folder).absoluteFilePath(record.id + kEntrySuffix);
    Result<FileLock> lock = FileLock::tryLock(lockPath(file), operation);
    if (!lock)
        return lock.error();
    JournalEntry entry(file, record, std::move(*lock));
    if (const Result<> written = entry.write(); !written) {
        entry.m_lock->removeAndRelease();
        return written.error();
    }
    return entry;
}

Result<std::vector<JournalEntry>> Journal::claimDead(const JobContext &job) const
{
    std::vector<JournalEntry> dead;
    const QDir folder(m_folder);
    sweepAtomicWrites(m_folder);
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        if (job.isCancelled())
            return cancelledError();
        const bool isEntry = name.endsWith(kEntrySuffix) && !name.startsWith(u'.');
        const QString file = folder.absoluteFilePath(name);
        if (!isEntry) {
            // A lock without its entry: killed before the first or after the last word.
            if (name.endsWith(".lock"_L1) && !folder.exists(name.chopped(5) + kEntrySuffix)) {
                if (Result<FileLock> lock = FileLock::tryLock(file, u"sweeping"_s); lock)
                    lock->removeAndRelease();
            }
            continue;
        }
        Result<FileLock> lock = FileLock::tryLock(lockPath(file), u"finishing"_s);
        if (!lock)
            continue; // its process lives, or another Portico is faster
        const Result<QJsonObject> json = readJsonObject(file);
        if (json) {
            const QString id = name.chopped(kEntrySuffix.size());
            dead.push_back(JournalEntry(file, recordFromJson(id, *json), std::move(*lock)));
            continue;
        }
        if (json.error().code == ErrorCode::NotFound) {
            lock->removeAndRelease(); // finished just before we had the lock
            continue;
        }
        job.log(json.error().message);
        if (const Result<> kept = renameDurably(file, file + u".bad"_s, IfExists::Replace, job);
            kept)
            lock->removeAndRelease();
    }
    std::sort(dead.begin(), dead.end(), [](const JournalEntry &a, const JournalEntry &b) {
        return a.record().started < b.record().started;
    });
    return dead;
}

} // namespace portico
