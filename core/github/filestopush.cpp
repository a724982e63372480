// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/sizes.h"
#include "core/github/pushfiles.h"
#include "core/io/file.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PushFiles)
};

constexpr qsizetype kMostFiles = 300;
constexpr qint64 kMostBytes = 5LL << 20; ///< of one file

Error tooMuch(const QString &path, const QString &why)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("%1 is not pushed: %2.").arg(path, why),
            .nextStep = Text::tr("Push the recipe and what it names, not bundles or models; those "
                                 "are published as a release."),
            .detail = {}};
}

Result<QByteArray> contentOf(const QFileInfo &file)
{
    if (file.isSymLink())
        return tooMuch(file.filePath(), Text::tr("it is a link"));
    if (file.size() > kMostBytes)
        return tooMuch(file.filePath(), Text::tr("it has more than 5 MiB"));
    return readFile(file.filePath(), kMostBytes);
}

} // namespace

Result<QMap<QString, QByteArray>> filesToPush(const QString &path, const JobContext &job)
{
    const QFileInfo given(path);
    if (given.isFile()) {
        const Result<QByteArray> bytes = contentOf(given);
        if (!bytes)
            return bytes.error();
        return QMap<QString, QByteArray>{{given.fileName(), *bytes}};
    }
    if (!given.isDir()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("There is no %1 to push.").arg(path),
                     .nextStep = Text::tr("Name a recipe, or a folder with one."),
                     .detail = {}};
    }
    QMap<QString, QByteArray> files;
    const QDir top(given.absoluteFilePath());
    QDirIterator it(top.path(), QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        it.next();
        const QString name = top.relativeFilePath(it.filePath());
        if (job.isCancelled())
            return cancelledError();
        if (name.startsWith(".git/"_L1) || name == ".git"_L1 || name.contains("/.git/"_L1))
            continue;
        if (files.size() == kMostFiles)
            return tooMuch(path, Text::tr("it has more than %1 files").arg(numberText(kMostFiles)));
        const Result<QByteArray> bytes = contentOf(it.fileInfo());
        if (!bytes)
            return bytes.error();
        files.insert(name, *bytes);
    }
    if (files.isEmpty())
        return tooMuch(path, Text::tr("it is empty"));
    return files;
}

} // namespace portico
