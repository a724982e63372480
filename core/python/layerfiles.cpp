// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/platform/filerules.h"
#include "core/platform/hostos.h"
#include "core/platform/outputfile.h"
#include "core/platform/treewalk.h"
#include "core/python/layerparts.h"
#include "core/python/relocatescripts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LayerFiles)
};

constexpr qint64 kMostPathFile = 1LL << 20;
constexpr qint64 kMostRecord = 64LL << 20;

Error leadsOut(const QString &file, const QString &line)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("A package of the layer brings %1, which would lead Python out of "
                                "its layer.")
                           .arg(file),
            .nextStep = Text::tr("Leave out the node pack that needs it."),
            .detail = line.left(200)};
}

Result<> removeFile(const QString &path)
{
    if (QFile::remove(path) || !QFileInfo::exists(path))
        return {};
    return Error{
        .code = ErrorCode::Io,
        .message = Text::tr("%1 could not be replaced.").arg(QDir::toNativeSeparators(path)),
        .nextStep = Text::tr("Close what may use this file, a virus scanner too, then try again."),
        .detail = {}};
}

/** Whether a line of a .pth file names a folder inside the layer. */
bool staysInside(const QString &site, const QString &line)
{
    if (isAbsoluteOn(line, Os::Windows) || isAbsoluteOn(line, Os::Linux) || line.contains(u':'))
        return false;
    const QString path = QDir::cleanPath(site + u'/' + QDir::fromNativeSeparators(line));
    return path == site || path.startsWith(site + u'/');
}

/**
 * Python obeys .pth files of every site folder: a line is a folder for sys.path, or code when it
 * begins with "import". Code is what a package's own import could do as well, and is told; folders
 * of elsewhere would let a layer bring what no lock knows.
 */
Result<QStringList> judgePathFiles(const QString &site)
{
    QStringList remarks;
    const QDir folder(site);
    for (const QString &name : folder.entryList({u"*.pth"_s}, QDir::Files | QDir::Hidden)) {
        const Result<QByteArray> bytes = readFile(folder.filePath(name), kMostPathFile);
        if (!bytes)
            return bytes.error();
        bool hasCode = false;
        for (const QString &whole : QString::fromUtf8(*bytes).split(u'\n')) {
            const QString line = whole.trimmed();
            if (line.isEmpty() || line.startsWith(u'#'))
                continue;
            if (whole.startsWith("import "_L1) || whole.startsWith("import\t"_L1))
                hasCode = true;
            else if (!staysInside(site, line))
                return leadsOut(name, line);
        }
        if (hasCode)
            remarks +=
                Text::tr("A package of the layer runs code at each start of Python: %1.").arg(name);
    }
    return remarks;
}

/** Into staging, which is synced as a whole: four hundred syncs of one file each take seconds. */
Result<> rewrite(const QString &path, const QByteArray &bytes)
{
    const Result<> removed = removeFile(path);
    if (!removed)
        return removed;
    Result<OutputFile> file = OutputFile::create(path, FileAccess::Shared);
    if (!file)
        return file.error();
    const Result<> written = file->write(bytes);
    return written ? file->close() : written;
}

/** uv notes when it took a wheel: a layer built again would differ from the first. */
Result<> forgetTimes(const QString &site)
{
    const QDir folder(site);
    for (const QString &info : folder.entryList({u"*.dist-info"_s}, QDir::Dirs)) {
        const QString note = info + "/uv_cache.json"_L1;
        const QString record = folder.filePath(info + "/RECORD"_L1);
        const Result<QByteArray> bytes = readFile(record, kMostRecord);
        if (!QFileInfo::exists(folder.filePath(note)) || !bytes)
            continue;
        QList<QByteArray> lines = bytes->split('\n');
        const QByteArray begin = note.toUtf8() + ',';
        lines.removeIf([&](const QByteArray &line) { return line.startsWith(begin); });
        const Result<> written = rewrite(record, lines.join('\n'));
        if (!written)
            return written;
        const Result<> removed = removeFile(folder.filePath(note));
        if (!removed)
            return removed;
    }
    return {};
}

/** Files only: Python writes its bytecode into the folders. */
Result<> makeSiteReadOnly(const QString &site, const JobContext &job)
{
    return walkTree(
        site,
        [&](const TreeEntry &entry) -> Result<Visit> {
            const Result<> made = entry.kind == TreeEntry::Kind::File
                ? makeReadOnly(site + u'/' + entry.path, entry.mode)
                : Result<>();
            return made ? Result<Visit>(Visit::Continue) : Result<Visit>(made.error());
        },
        job);
}

} // namespace

Result<> makeReadOnly(const QString &file, int mode)
{
    constexpr auto reading =
        QFileDevice::ReadOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;
    constexpr auto running = QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    const bool isProgram = (mode & 0111) != 0;
    QFile opened(file);
    if (opened.setPermissions(isProgram ? reading | running : reading))
        return {};
    return Error{
        .code = ErrorCode::Io,
        .message = Text::tr("%1 could not be made read-only.").arg(QDir::toNativeSeparators(file)),
        .nextStep =
            Text::tr("Check that the disk of the library lets you change the rights of files."),
        .detail = opened.errorString()};
}

Result<QStringList> finishLayerSite(const QString &site, const JobContext &job)
{
    const Result<> unlocked = removeFile(site + "/.lock"_L1); // uv's own
    if (!unlocked)
        return unlocked.error();
    const Result<QStringList> remarks = judgePathFiles(site);
    if (!remarks)
        return remarks;
    const Result<> forgotten = forgetTimes(site);
    if (!forgotten)
        return forgotten.error();
    const Result<> unbound = unbindScripts(site);
    if (!unbound)
        return unbound.error();
    const Result<> readOnly = makeSiteReadOnly(site, job);
    return readOnly ? remarks : Result<QStringList>(readOnly.error());
}

} // namespace portico
