// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/durable.h"
#include "core/platform/fileerror.h"
#include "core/platform/outputfile.h"
#include "core/platform/trash.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QUrl>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Trash)
};

/** A trash folder and what the paths in its information files are relative to. */
struct TrashFolder
{
    QString path;
    QString relativeTo; ///< empty: absolute paths
};

std::optional<struct stat> infoOf(const QString &path)
{
    struct stat info = {};
    if (::lstat(QFile::encodeName(path).constData(), &info) != 0)
        return std::nullopt;
    return info;
}

bool isOwnFolder(const QString &path)
{
    const auto info = infoOf(path);
    return info && S_ISDIR(info->st_mode) && info->st_uid == ::getuid();
}

/** Makes a folder that only this user can enter, unless it is there and ours. */
bool makeOwnFolder(const QString &path)
{
    ::mkdir(QFile::encodeName(path).constData(), 0700);
    return isOwnFolder(path);
}

QString homeTrash()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/Trash"_s;
}

/** The trash folders that may take this path, best first; the second and third by the spec. */
QList<TrashFolder> candidates(const QString &path)
{
    QList<TrashFolder> folders;
    const QString home = homeTrash();
    const QString folder = QFileInfo(path).absolutePath();
    const auto source = infoOf(folder);
    QDir().mkpath(QFileInfo(home).absolutePath());
    const auto homeInfo = infoOf(QFileInfo(home).absolutePath());
    if (source && homeInfo && source->st_dev == homeInfo->st_dev)
        folders += {.path = home, .relativeTo = {}};
    const QString top = QStorageInfo(folder).rootPath();
    const QString user = QString::number(::getuid());
    const auto shared = infoOf(QDir(top).filePath(u".Trash"_s));
    if (shared && S_ISDIR(shared->st_mode) && (shared->st_mode & S_ISVTX))
        folders += {.path = QDir(top).filePath(u".Trash/"_s + user), .relativeTo = top};
    folders += {.path = QDir(top).filePath(u".Trash-"_s + user), .relativeTo = top};
    return folders;
}

QByteArray informationFor(const QString &path, const QString &relativeTo)
{
    const QString shown = relativeTo.isEmpty() ? path : QDir(relativeTo).relativeFilePath(path);
    return "[Trash Info]\nPath=" + QUrl::toPercentEncoding(shown, "/") + "\nDeletionDate="
        + QDateTime::currentDateTime().toString(u"yyyy-MM-ddThh:mm:ss"_s).toLatin1() + '\n';
}

/** Reserves a name by its information file, as the spec demands, then renames. */
Result<QString> moveInto(const TrashFolder &trash, const QString &path)
{
    const QString files = trash.path + u"/files/"_s;
    const QString infos = trash.path + u"/info/"_s;
    const QString name = QFileInfo(path).fileName();
    for (int attempt = 1;; ++attempt) {
        const QString unique = attempt == 1 ? name : u"%1.%2"_s.arg(name).arg(attempt);
        const QString infoPath = infos + unique + u".trashinfo"_s;
        Result<OutputFile> info = OutputFile::create(infoPath, FileAccess::Private);
        if (!info && info.error().code == ErrorCode::AlreadyExists)
            continue;
        if (!info)
            return info.error();
        Result<> outcome = info->write(informationFor(path, trash.relativeTo));
        if (outcome)
            outcome = info->close();
        if (outcome)
            outcome = renameDurably(path, files + unique, IfExists::Refuse);
        if (outcome)
            return files + unique;
        QFile::remove(infoPath);
        if (outcome.error().code != ErrorCode::AlreadyExists)
            return outcome.error();
    }
}

} // namespace

Result<QString> moveToFreedesktopTrash(const QString &path)
{
    const QString clean = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QString real = QDir(QFileInfo(QFileInfo(clean).absolutePath()).canonicalFilePath())
                             .filePath(QFileInfo(clean).fileName());
    if (!infoOf(real))
        return fileError(FileAct::Remove, path, ENOENT);
    for (const TrashFolder &trash : candidates(real)) {
        if (!makeOwnFolder(trash.path) || !makeOwnFolder(trash.path + u"/files"_s)
            || !makeOwnFolder(trash.path + u"/info"_s))
            continue;
        const Result<QString> moved = moveInto(trash, real);
        if (moved || moved.error().code != ErrorCode::Unsupported)
            return moved;
    }
    return Error{.code = ErrorCode::Unsupported,
                 .message = Text::tr("%1 cannot go to the recycle bin: its disk has none.")
                                .arg(QDir::toNativeSeparators(path)),
                 .nextStep = Text::tr("Remove it for good instead, if you are sure."),
                 .detail = {}};
}

} // namespace portico
