// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/isolatedfolders.h"

#include "core/io/file.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostRequirements = 1 << 20;

bool isIsolated(const QString &folder)
{
    return QFileInfo(folder + "/comfy-env.toml"_L1).isFile();
}

QStringList inNodes(const QString &pack)
{
    QStringList folders;
    if (isIsolated(pack + "/nodes"_L1))
        folders += u"nodes"_s;
    for (const QString &name :
         QDir(pack + "/nodes"_L1).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const bool isHidden = name.startsWith(u'.') || name.startsWith(u'_');
        if (!isHidden && isIsolated(pack + "/nodes/"_L1 + name))
            folders += "nodes/"_L1 + name;
    }
    return folders;
}

QStringList anywhere(const QString &pack, const JobContext &job)
{
    QStringList folders;
    QStringList waiting{QString()};
    while (!waiting.isEmpty() && !job.isCancelled()) {
        const QString folder = waiting.takeFirst();
        const QString path = folder.isEmpty() ? pack : pack + u'/' + folder;
        if (!folder.isEmpty() && isIsolated(path))
            folders += folder;
        for (const QString &name : QDir(path).entryList(
                 QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name)) {
            if (!name.startsWith("_env_"_L1))
                waiting += folder.isEmpty() ? name : folder + u'/' + name;
        }
    }
    folders.sort();
    return folders;
}

bool asksForComfyEnv(const QString &pack)
{
    if (QFileInfo(pack + "/comfy-env-root.toml"_L1).isFile() || isIsolated(pack))
        return true;
    static const QRegularExpression name(uR"(^\s*comfy[-_.]env\b)"_s,
                                         QRegularExpression::MultilineOption
                                             | QRegularExpression::CaseInsensitiveOption);
    const auto text = readFile(pack + "/requirements.txt"_L1, kMostRequirements);
    return text && name.match(QString::fromUtf8(*text)).hasMatch();
}

} // namespace

QStringList isolatedFolders(const QString &pack, IsolatedPlaces places, const JobContext &job)
{
    return places == IsolatedPlaces::Nodes ? inNodes(pack) : anywhere(pack, job);
}

bool hasIsolatedFolders(const QString &pack)
{
    return !inNodes(pack).isEmpty() || (asksForComfyEnv(pack) && !anywhere(pack, {}).isEmpty());
}

} // namespace portico
