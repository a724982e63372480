// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/runtimefolder.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RuntimeFolder)
};

/** Whether a folder is a real one, this user's, and nobody else can enter it. */
bool isOursAlone(const QString &path)
{
    struct stat info = {};
    return ::lstat(QFile::encodeName(path).constData(), &info) == 0 && S_ISDIR(info.st_mode)
        && info.st_uid == ::getuid() && (info.st_mode & 0077) == 0;
}

constexpr qsizetype kLongestFolder = 60; // leaves 40 of 100 bytes to a socket's name

} // namespace

Result<QString> ownRuntimeFolder()
{
    const QString offered = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool isUsable = offered.startsWith(u'/') && isOursAlone(offered)
        && QFile::encodeName(offered).size() <= kLongestFolder - 8;
    const QString folder =
        isUsable ? offered + u"/portico"_s : u"/tmp/portico-%1"_s.arg(::getuid());
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST)
        return fileError(FileAct::Create, folder, errno);
    if (isOursAlone(folder))
        return folder;
    return Error{
        .code = ErrorCode::Refused,
        .message = Text::tr("%1 is not used: others can enter it, or it is not yours.").arg(folder),
        .nextStep = Text::tr("Remove this folder, and try again."),
        .detail = {}};
}

} // namespace portico
