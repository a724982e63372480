// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/exchange.h"

#include "core/io/file.h"
#include "core/platform/clonefile.h"
#include "core/platform/durable.h"
#include "core/platform/fileerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Also a link to nowhere is something. */
bool isThere(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

QString parentOf(const QString &path)
{
    return path.section(u'/', 0, -2);
}

/** Old bytecode may be taken for that of a new source of the same size and time: tried. */
void dropBytecode(const QString &folder, const QString &path)
{
    if (!path.endsWith(".py"_L1))
        return;
    const QString stem = path.section(u'/', -1).chopped(3);
    QDir cache(folder + u'/' + parentOf(path) + "/__pycache__"_L1);
    for (const QString &name : cache.entryList({stem + ".*.pyc"_L1}, QDir::Files))
        cache.remove(name);
}

/** From the inside out, as far as they are empty. */
void dropEmptyFolders(const QString &folder, const QString &path)
{
    for (QString parent = parentOf(path); !parent.isEmpty(); parent = parentOf(parent)) {
        QDir().rmdir(folder + u'/' + parent + "/__pycache__"_L1);
        if (!QDir().rmdir(folder + u'/' + parent))
            return;
    }
}

Result<> setMode(const QString &path, int mode)
{
    if (mode == 0 || QFileInfo(path).isSymLink())
        return {};
    QFile::Permissions wanted = QFile::permissions(path);
    constexpr QFile::Permissions executable =
        QFile::ExeOwner | QFile::ExeUser | QFile::ExeGroup | QFile::ExeOther;
    wanted.setFlag(QFile::ExeOwner, (mode & 0100) != 0);
    wanted.setFlag(QFile::ExeUser, (mode & 0100) != 0);
    wanted.setFlag(QFile::ExeGroup, (mode & 0010) != 0);
    wanted.setFlag(QFile::ExeOther, (mode & 0001) != 0);
    QFile file(path);
    if ((wanted & executable) != (file.permissions() & executable) && !file.setPermissions(wanted))
        return fileError(FileAct::Write, path, ErrorCode::PermissionDenied, file.errorString());
    return {};
}

/** One exchange on its way. */
class Exchanging
{
public:
    Exchanging(const Exchange &exchange, const JobContext &job)
        : m_exchange(exchange)
        , m_job(job)
    { }

    Result<> run();

private:
    Result<> keep(const QString &path);
    Result<> bring(const ComingFile &file);
    void report();

    const Exchange &m_exchange;
    const JobContext &m_job;
    qint64 m_done = 0;
};

Result<> Exchanging::keep(const QString &path)
{
    const QString from = m_exchange.folder + u'/' + path;
    if (!isThere(from))
        return {};
    const QFileInfo info(from);
    if (info.isDir() && !info.isSymLink()) { // a folder where a file belongs: its content has left
        QDir().rmdir(from);
        return {};
    }
    const QString to = m_exchange.kept + u'/' + path;
    const Result<> made = makeFolder(parentOf(to));
    if (!made)
        return made;
    return moveFile(from, to);
}

Result<> Exchanging::bring(const ComingFile &file)
{
    const Result<> kept = keep(file.path);
    if (!kept)
        return kept;
    const QString to = m_exchange.folder + u'/' + file.path;
    const Result<> made = makeFolder(parentOf(to));
    if (!made)
        return made;
    const Result<> moved = moveFile(file.staged, to);
    if (!moved)
        return moved;
    return setMode(to, file.mode);
}

void Exchanging::report()
{
    ++m_done;
    if (!m_exchange.step.isEmpty())
        m_job.report({.step = m_exchange.step,
                      .done = m_done,
                      .total = m_exchange.leaving.size() + m_exchange.coming.size(),
                      .unit = ProgressUnit::Items});
}

Result<> Exchanging::run()
{
    for (const QString &path : m_exchange.leaving) {
        if (m_job.isCancelled())
            return cancelledError();
        const Result<> kept = keep(path);
        if (!kept)
            return kept;
        dropBytecode(m_exchange.folder, path);
        dropEmptyFolders(m_exchange.folder, path);
        report();
    }
    for (const ComingFile &file : m_exchange.coming) {
        if (m_job.isCancelled())
            return cancelledError();
        const Result<> brought = bring(file);
        if (!brought)
            return brought;
        dropBytecode(m_exchange.folder, file.path);
        report();
    }
    return syncTree(m_exchange.folder, m_job);
}

} // namespace

Result<> moveFile(const QString &from, const QString &to)
{
    const Result<> renamed = renameUnsynced(from, to, IfExists::Refuse);
    if (renamed || renamed.error().code != ErrorCode::Unsupported)
        return renamed;
    const QString beside = to + ".portico-new"_L1;
    QFile::remove(beside);
    const Result<> copied = cloneFile(from, beside, CloneMethod::Copy);
    if (!copied)
        return copied;
    const Result<> moved = renameUnsynced(beside, to, IfExists::Refuse);
    if (!moved)
        return moved;
    return removeDurably(from);
}

Result<> exchangeFiles(const Exchange &exchange, const JobContext &job)
{
    if (exchange.leaving.isEmpty() && exchange.coming.isEmpty())
        return {};
    return Exchanging(exchange, job).run();
}

} // namespace portico
