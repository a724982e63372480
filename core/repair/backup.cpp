// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/backup.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"
#include "core/platform/treewalk.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kSchema = 1;
constexpr qint64 kMostRecord = 256LL << 20;

QString backupsFolder(const Library &library, const InstallId &id)
{
    return library.installFolder(id) + "/backups"_L1;
}

bool isThere(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

/** All files and links below a folder, relative. */
Result<QStringList> filesIn(const QString &folder, const JobContext &job)
{
    QStringList files;
    if (!QFileInfo(folder).isDir())
        return files;
    const Result<> walked = walkTree(
        folder,
        [&files](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind != TreeEntry::Kind::Folder)
                files += entry.path;
            return Visit::Continue;
        },
        job);
    return walked ? Result<QStringList>(files) : Result<QStringList>(walked.error());
}

} // namespace

Backup::Backup(QString folder)
    : m_folder(std::move(folder))
{ }

std::optional<Backup> Backup::read(const QString &folder)
{
    const Result<QJsonObject> object =
        readJsonObject(folder + "/backup.json"_L1, {.maxBytes = kMostRecord});
    if (!object)
        return std::nullopt;
    Backup backup(folder);
    backup.m_root = object->value("root"_L1).toString();
    backup.m_isFinished = object->value("isFinished"_L1).toBool();
    for (const auto &value : object->value("steps"_L1).toArray()) {
        Step step{.kept = value["kept"_L1].toString(), .added = {}};
        for (const auto &path : value["added"_L1].toArray())
            step.added += path.toString();
        backup.m_steps += step;
    }
    return backup.m_root.isEmpty() ? std::nullopt : std::optional(backup);
}

Result<> Backup::write() const
{
    QJsonArray steps;
    for (const Step &step : m_steps)
        steps.append(QJsonObject{{u"kept"_s, step.kept},
                                 {u"added"_s, QJsonArray::fromStringList(step.added)}});
    return writeFileAtomically(m_folder + "/backup.json"_L1,
                               jsonToBytes({{u"schema"_s, kSchema},
                                            {u"root"_s, m_root},
                                            {u"isFinished"_s, m_isFinished},
                                            {u"steps"_s, steps}}));
}

std::optional<Backup> Backup::newest(const Library &library, const InstallId &id)
{
    const QDir folder(backupsFolder(library, id));
    QStringList names = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    while (!names.isEmpty()) {
        if (auto backup = read(folder.filePath(names.takeLast())))
            return backup;
    }
    return std::nullopt;
}

Result<Backup> Backup::open(const Library &library, const InstallId &id, const QString &root)
{
    auto before = newest(library, id);
    if (before && !before->m_isFinished && before->m_root == root)
        return *before;
    const QString base = backupsFolder(library, id) + u'/'
        + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString folder = base;
    for (int n = 2; QFileInfo::exists(folder); ++n)
        folder = u"%1-%2"_s.arg(base).arg(n);
    Backup backup(folder);
    backup.m_root = root;
    return backup;
}

Result<> Backup::carryOut(Exchange exchange, const JobContext &job)
{
    const Result<> made = makeFolder(m_folder);
    if (!made)
        return made;
    Step step{.kept = u"files-%1"_s.arg(m_steps.size() + 1), .added = {}};
    exchange.folder = m_root;
    exchange.kept = m_folder + u'/' + step.kept;
    for (const ComingFile &file : std::as_const(exchange.coming)) {
        if (!isThere(m_root + u'/' + file.path))
            step.added += file.path;
    }
    m_steps += step;
    const Result<> written = write();
    if (!written)
        return written;
    return exchangeFiles(exchange, job);
}

Result<> Backup::finish()
{
    m_isFinished = true;
    return QFileInfo::exists(m_folder) ? write() : Result<>();
}

Result<> Backup::undoStep(const Step &step, const JobContext &job) const
{
    const QString kept = m_folder + u'/' + step.kept;
    const Result<QStringList> files = filesIn(kept, job);
    if (!files)
        return files.error();
    // Away first, so that a folder may become a file again; what is in `kept` is whole there.
    const Exchange away{
        .folder = m_root, .kept = kept + "-new"_L1, .leaving = step.added, .step = {}};
    const Result<> left = exchangeFiles(away, job);
    if (!left)
        return left;
    for (const QString &path : *files) {
        const QString target = m_root + u'/' + path;
        const Result<> made = makeFolder(QFileInfo(target).path());
        if (!made)
            return made;
        Result<> moved = renameUnsynced(kept + u'/' + path, target, IfExists::Replace);
        if (!moved && moved.error().code == ErrorCode::Unsupported) {
            const Result<> removed = removeDurably(target);
            moved = removed ? moveFile(kept + u'/' + path, target) : removed;
        }
        if (!moved)
            return moved;
    }
    return {};
}

Result<> Backup::undo(const JobContext &job)
{
    while (!m_steps.isEmpty()) {
        const Result<> undone = undoStep(m_steps.constLast(), job);
        if (!undone)
            return undone;
        m_steps.removeLast();
        const Result<> written = write();
        if (!written)
            return written;
    }
    const Result<> synced = syncTree(m_root, job);
    if (!synced)
        return synced;
    return removeTree(m_folder, job);
}

} // namespace portico
