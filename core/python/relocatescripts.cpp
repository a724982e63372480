// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/relocatescripts.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/platform/clonefile.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <functional>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kLargestScript = 256 << 10;
constexpr qint64 kLargestRecord = 64 << 20;

/** Both a shell script that starts the Python beside it, and Python that passes over that. */
QByteArray header()
{
    return "#!/bin/sh\n"
           "'''exec' \"$(dirname -- \"$(realpath -- \"$0\")\")\"/'python3' \"$0\" \"$@\"\n"
           "' '''\n";
}

/** The position behind that many lines; -1 if there are fewer. */
qsizetype behindLines(const QByteArray &text, int lines)
{
    qsizetype at = 0;
    for (int i = 0; i < lines; ++i) {
        at = text.indexOf('\n', at) + 1;
        if (at == 0)
            return -1;
    }
    return at;
}

/** "sha256=<urlsafe base64>,<size>" as RECORD has it. */
QByteArray recordOf(const QByteArray &content)
{
    const QByteArray digest = QByteArray::fromHex(sha256Of(content).toHex().toLatin1());
    return "sha256="
        + digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ','
        + QByteArray::number(content.size());
}

/** What becomes of a script's text. */
using Rewrite = std::function<QByteArray(const QByteArray &)>;

/** `inRecord`: the way from site-packages to that folder. Returns the paths in RECORD and what it
 *  has to say of them. */
Result<QHash<QByteArray, QByteArray>> rewriteScripts(const QString &folder,
                                                     const QByteArray &inRecord,
                                                     const Rewrite &rewrite)
{
    QHash<QByteArray, QByteArray> changed;
    const QDir programs(folder);
    for (const QFileInfo &entry : programs.entryInfoList(QDir::Files | QDir::NoSymLinks)) {
        if (entry.size() > kLargestScript)
            continue;
        const Result<QByteArray> text = readFile(entry.filePath(), kLargestScript);
        if (!text)
            return text.error();
        const QByteArray relocated = rewrite(*text);
        if (relocated == *text)
            continue;
        const QFileDevice::Permissions permissions = entry.permissions();
        const Result<> written = writeFileAtomically(entry.filePath(), relocated);
        if (!written)
            return written.error();
        QFile::setPermissions(entry.filePath(), permissions);
        changed.insert(inRecord + entry.fileName().toUtf8(), recordOf(relocated));
    }
    return changed;
}

Result<> correctRecord(const QString &path, const QHash<QByteArray, QByteArray> &changed)
{
    const Result<QByteArray> text = readFile(path, kLargestRecord);
    if (!text)
        return text.error();
    QList<QByteArray> lines = text->split('\n');
    bool isChanged = false;
    for (QByteArray &line : lines) {
        const QByteArray name = line.left(line.indexOf(','));
        if (const auto entry = changed.constFind(name); entry != changed.constEnd()) {
            line = name + ',' + *entry + (line.endsWith('\r') ? "\r" : "");
            isChanged = true;
        }
    }
    return isChanged ? writeFileAtomically(path, lines.join('\n')) : Result<>();
}

Result<> correctRecords(const QString &sitePackages, const QHash<QByteArray, QByteArray> &changed)
{
    const QDir site(sitePackages);
    for (const QString &info : site.entryList({u"*.dist-info"_s}, QDir::Dirs)) {
        const QString record = site.filePath(info + "/RECORD"_L1);
        if (!QFileInfo::exists(record))
            continue;
        const Result<> corrected = correctRecord(record, changed);
        if (!corrected)
            return corrected;
    }
    return {};
}

/** In all site-packages of a Python. */
Result<> correctRecordsOf(const QString &pythonFolder, const QHash<QByteArray, QByteArray> &changed)
{
    const QDir library(pythonFolder + "/lib"_L1);
    if (changed.isEmpty())
        return {};
    for (const QString &version : library.entryList({u"python3.*"_s}, QDir::Dirs)) {
        const Result<> corrected =
            correctRecords(library.filePath(version + "/site-packages"_L1), changed);
        if (!corrected)
            return corrected;
    }
    return {};
}

/** A script's first line, or the three of one whose interpreter has a long path or a space. */
QByteArray unboundScript(const QByteArray &text)
{
    static const QByteArray any = "#!/usr/bin/env python3\n";
    if (!text.startsWith("#!"))
        return text;
    const QByteArray first = text.left(text.indexOf('\n'));
    if (first.startsWith("#!/") && first.contains("python"))
        return any + text.mid(first.size() + 1);
    const qsizetype third = behindLines(text, 2);
    const qsizetype rest = behindLines(text, 3);
    if (first == "#!/bin/sh" && rest > 0 && text.left(third).contains("'''exec'"))
        return any + text.mid(rest);
    return text;
}

} // namespace

QByteArray relocatedScript(const QByteArray &text, const QString &folder)
{
    const QByteArray inside = QFile::encodeName(folder) + "/bin/";
    if (!text.startsWith("#!"))
        return text;
    const QByteArray first = text.left(text.indexOf('\n'));
    if (first.startsWith("#!" + inside))
        return header() + text.mid(first.size() + 1);
    // A path that is too long for the first line stands in the second.
    const qsizetype third = behindLines(text, 2);
    const qsizetype rest = behindLines(text, 3);
    if (first == "#!/bin/sh" && rest > 0 && text.left(third).contains("'''exec'")
        && text.left(third).contains(inside))
        return header() + text.mid(rest);
    return text;
}

Result<> relocateScripts(const QString &pythonFolder)
{
    const Result<QHash<QByteArray, QByteArray>> changed =
        rewriteScripts(pythonFolder + "/bin"_L1, "../../../bin/",
                       [&](const QByteArray &text) { return relocatedScript(text, pythonFolder); });
    return changed ? correctRecordsOf(pythonFolder, *changed) : Result<>(changed.error());
}

Result<> bringScripts(const QString &environment, const QString &pythonFolder)
{
    QHash<QByteArray, QByteArray> changed;
    const QDir programs(environment + "/bin"_L1);
    for (const QFileInfo &entry : programs.entryInfoList(QDir::Files | QDir::NoSymLinks)) {
        const QString name = entry.fileName();
        const QString to = pythonFolder + "/bin/"_L1 + name;
        const bool isItsOwn =
            name.startsWith("python"_L1) || name.startsWith("activate"_L1, Qt::CaseInsensitive);
        if (isItsOwn || QFileInfo::exists(to))
            continue;
        if (entry.size() > kLargestScript) {
            const Result<> copied = cloneFile(entry.filePath(), to, CloneMethod::Copy);
            if (!copied)
                return copied;
            continue;
        }
        const Result<QByteArray> text = readFile(entry.filePath(), kLargestScript);
        if (!text)
            return text.error();
        const QByteArray relocated = relocatedScript(*text, environment);
        const Result<> written = writeFileAtomically(to, relocated);
        if (!written)
            return written;
        QFile::setPermissions(to, entry.permissions());
        if (relocated != *text)
            changed.insert("../../../bin/" + name.toUtf8(), recordOf(relocated));
    }
    return correctRecordsOf(pythonFolder, changed);
}

Result<> unbindScripts(const QString &site)
{
    const Result<QHash<QByteArray, QByteArray>> changed =
        rewriteScripts(site + "/bin"_L1, "bin/", unboundScript);
    if (!changed)
        return changed.error();
    return changed->isEmpty() ? Result<>() : correctRecords(site, *changed);
}

} // namespace portico
