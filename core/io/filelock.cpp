// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/filelock.h"

#include "core/base/clock.h"
#include "core/io/file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FileLock)
};

constexpr std::chrono::milliseconds kPoll = 50ms;
constexpr int kTries = 3; // a look at the lock takes it for an instant on some systems
constexpr qint64 kLongestText = 4096;

QByteArray describe(const QString &what)
{
    const ProcessIdentity own = ownProcess();
    return QJsonDocument(QJsonObject{
                             {u"pid"_s, own.pid},
                             {u"startTime"_s, own.startTime},
                             {u"bootId"_s, own.bootId},
                             {u"what"_s, what},
                             {u"since"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
                         })
        .toJson(QJsonDocument::Compact);
}

LockHolder readHolder(const QString &path)
{
    const Result<QByteArray> text = readFile(path, kLongestText);
    const QJsonObject json = text ? QJsonDocument::fromJson(*text).object() : QJsonObject();
    return {.process = {.pid = json.value("pid"_L1).toInteger(),
                        .startTime = json.value("startTime"_L1).toInteger(),
                        .bootId = json.value("bootId"_L1).toString()},
            .what = json.value("what"_L1).toString(),
            .since = QDateTime::fromString(json.value("since"_L1).toString(), Qt::ISODate)};
}

Result<std::unique_ptr<OsLock>> tryOnce(const QString &path, const QString &what)
{
    Result<std::unique_ptr<OsLock>> lock = OsLock::tryLock(path);
    if (lock && *lock)
        (*lock)->describe(describe(what));
    return lock;
}

} // namespace

FileLock::FileLock(std::unique_ptr<OsLock> lock)
    : m_lock(std::move(lock))
{ }

Result<FileLock> FileLock::tryLock(const QString &path, const QString &what)
{
    if (const Result<> made = makeFolder(QFileInfo(path).absolutePath()); !made)
        return made.error();
    const SystemClock clock;
    for (int attempt = 1;; ++attempt) {
        Result<std::unique_ptr<OsLock>> lock = tryOnce(path, what);
        if (!lock)
            return lock.error();
        if (*lock)
            return FileLock(std::move(*lock));
        if (attempt == kTries)
            return lockBusyError(path, readHolder(path));
        (void)clock.sleep(5ms, {});
    }
}

Result<FileLock> FileLock::lock(const QString &path, const QString &what, const JobContext &job)
{
    if (const Result<> made = makeFolder(QFileInfo(path).absolutePath()); !made)
        return made.error();
    const SystemClock clock;
    for (bool isFirst = true;; isFirst = false) {
        Result<std::unique_ptr<OsLock>> lock = tryOnce(path, what);
        if (!lock)
            return lock.error();
        if (*lock)
            return FileLock(std::move(*lock));
        if (isFirst)
            job.log(lockBusyError(path, readHolder(path)).message);
        if (const Result<> slept = clock.sleep(kPoll, job.cancel); !slept)
            return slept.error();
    }
}

std::optional<LockHolder> FileLock::holder(const QString &path)
{
    if (!OsLock::isHeld(path))
        return std::nullopt;
    return readHolder(path);
}

void FileLock::removeAndRelease()
{
    if (m_lock)
        m_lock->removeFile();
    m_lock.reset();
}

Error lockBusyError(const QString &path, const std::optional<LockHolder> &holder)
{
    Error error{.code = ErrorCode::Busy,
                .message = Text::tr("Another Portico is at work here."),
                .nextStep = Text::tr("Wait until it is done, or end it, and try again."),
                .detail = QDir::toNativeSeparators(path)};
    if (holder && holder->process.pid != 0 && !holder->what.isEmpty())
        error.message = Text::tr("Another Portico (process %1) is at work here: %2.")
                            .arg(QString::number(holder->process.pid), holder->what);
    else if (holder && holder->process.pid != 0)
        error.message =
            Text::tr("Another Portico (process %1) is at work here.").arg(holder->process.pid);
    return error;
}

} // namespace portico
