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
constexpr auto kMark = ".new-"_L1;

QString temporaryPrefix(const QString &name)
{
    return u'.' + name + kMark;
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
    if (parts.size() != 3 || parts.at(0).toLongLong() == 0 || parts.at(2).toInt() == 0)
        return false; // not a name of ours
    const auto startTime = startTimeOf(parts.at(0).toLongLong());
    return !startTime || *startTime != parts.at(1).toLongLong();
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
    sweepAtomicWrites(target.absolutePath(), target.fileName());
    const QString temporary = target.absolutePath() + u'/' + temporaryName(target.fileName());
    Result<> outcome = writeWhole(temporary, bytes, access);
    if (outcome)
        outcome = renameDurably(temporary, target.absoluteFilePath(), IfExists::Replace);
    if (!outcome)
        QFile::remove(temporary);
    return outcome;
}

void sweepAtomicWrites(const QString &folder, const QString &name)
{
    const QDir place(folder);
    const QString prefix = name.isEmpty() ? u"."_s : temporaryPrefix(name);
    const QStringList files = place.entryList(QDir::Files | QDir::Hidden | QDir::System);
    for (const QString &file : files) {
        const qsizetype mark = file.lastIndexOf(kMark);
        if (mark > 0 && file.startsWith(prefix)
            && isWriterGone(QStringView(file).sliced(mark + kMark.size())))
            QFile::remove(place.filePath(file));
    }
}

} // namespace portico
