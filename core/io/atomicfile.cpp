// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"

#include "core/platform/durable.h"
#include "core/platform/processidentity.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <atomic>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/**
 * ".<name>.new-<pid>-<start>-<n>": who writes it is in the name, so that the next writer knows
 * whether it still does.
 */
QString temporaryPrefix(const QString &name)
{
    return u".%1.new-"_s.arg(name);
}

QString temporaryName(const QString &name)
{
    static std::atomic<int> count = 0;
    static const ProcessIdentity own = ownProcess();
    return temporaryPrefix(name) + u"%1-%2-%3"_s.arg(own.pid).arg(own.startTime).arg(++count);
}

bool isWriterGone(QStringView owner)
{
    const auto parts = owner.split(u'-');
    if (parts.size() != 3)
        return true;
    const auto startTime = startTimeOf(parts.at(0).toLongLong());
    return !startTime || *startTime != parts.at(1).toLongLong();
}

/** Removes what killed writers of this file left. */
void sweepTemporaries(const QFileInfo &target)
{
    const QString prefix = temporaryPrefix(target.fileName());
    const QDir folder(target.absolutePath());
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden | QDir::System)) {
        if (name.startsWith(prefix) && isWriterGone(QStringView(name).sliced(prefix.size())))
            QFile::remove(folder.filePath(name));
    }
}

Result<> writeWhole(const QString &path, const QByteArray &bytes, FileAccess access)
{
    Result<OutputFile> file = OutputFile::create(path, access);
    if (!file)
        return file.error();
    if (const Result<> written = file->write(bytes); !written)
        return written;
    if (const Result<> synced = file->sync(); !synced)
        return synced;
    return file->close();
}

} // namespace

Result<> writeFileAtomically(const QString &path, const QByteArray &bytes, FileAccess access)
{
    const QFileInfo named(path);
    const QString real = named.isSymLink() ? named.canonicalFilePath() : QString();
    const QFileInfo target(real.isEmpty() ? named.absoluteFilePath() : real);
    sweepTemporaries(target);
    const QString temporary = target.absolutePath() + u'/' + temporaryName(target.fileName());
    Result<> outcome = writeWhole(temporary, bytes, access);
    if (outcome)
        outcome = renameDurably(temporary, target.absoluteFilePath(), IfExists::Replace);
    if (!outcome)
        QFile::remove(temporary);
    return outcome;
}

} // namespace portico
