// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/runtimefacts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostText = 256LL << 10;

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(kMostText)) : QString();
}

/** The first capture of a pattern in a text; empty if there is none. */
QString captured(const QString &text, const QString &pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    return expression.match(text).captured(1);
}

QString comfyVersion(const QString &folder)
{
    const QString version = captured(textOf(folder + "/comfyui_version.py"_L1),
                                     uR"re(^__version__\s*=\s*["']([^"']+)["'])re"_s);
    if (!version.isEmpty())
        return version;
    return captured(textOf(folder + "/pyproject.toml"_L1),
                    uR"re(^version\s*=\s*["']([^"']+)["'])re"_s);
}

/** The folder that `.git` of a checkout stands for: itself, or where a `.git` file points. */
QString gitFolder(const QString &checkout)
{
    const QString path = checkout + "/.git"_L1;
    if (QFileInfo(path).isDir())
        return path;
    const QString target = captured(textOf(path), uR"re(^gitdir:\s*(\S.*)$)re"_s).trimmed();
    return target.isEmpty() ? QString() : QDir(checkout).filePath(target);
}

QString commitOf(const QString &checkout)
{
    static const QRegularExpression isHash(uR"re(^[0-9a-f]{40}$)re"_s);
    const QString folder = gitFolder(checkout);
    if (folder.isEmpty())
        return {};
    const QString head = textOf(folder + "/HEAD"_L1).trimmed();
    if (isHash.match(head).hasMatch())
        return head;
    const QString reference = captured(head, uR"re(^ref:\s*(refs/[^\s]+)$)re"_s);
    if (reference.isEmpty() || reference.contains(".."_L1))
        return {};
    const QString loose = textOf(folder + u'/' + reference).trimmed();
    if (isHash.match(loose).hasMatch())
        return loose;
    return captured(textOf(folder + "/packed-refs"_L1),
                    u"^([0-9a-f]{40}) %1$"_s.arg(QRegularExpression::escape(reference)));
}

/** The folder that Python's own files lie in: of a program in bin/ or Scripts/, its parent. */
QString prefixOf(const QString &python)
{
    const QDir folder = QFileInfo(python).absoluteDir();
    const QString name = folder.dirName().toLower();
    if (name == "bin"_L1 || name == "scripts"_L1)
        return QDir::cleanPath(folder.absoluteFilePath(u".."_s));
    return folder.absolutePath();
}

QString sitePackagesOf(const QString &prefix)
{
    if (QDir(prefix + "/Lib/site-packages"_L1).exists())
        return prefix + "/Lib/site-packages"_L1;
    const QDir library(prefix + "/lib"_L1);
    for (const QString &name :
         library.entryList({u"python3.*"_s}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (library.exists(name + "/site-packages"_L1))
            return library.filePath(name + "/site-packages"_L1);
    }
    return {};
}

QString versionFromPatchLevel(const QString &prefix)
{
    QStringList candidates{prefix + "/include/patchlevel.h"_L1,
                           prefix + "/Include/patchlevel.h"_L1};
    const QDir include(prefix + "/include"_L1);
    for (const QString &name : include.entryList({u"python3*"_s}, QDir::Dirs))
        candidates += include.filePath(name + "/patchlevel.h"_L1);
    for (const QString &candidate : candidates) {
        const QString version =
            captured(textOf(candidate), uR"re(^#define\s+PY_VERSION\s+"([^"]+)")re"_s);
        if (!version.isEmpty())
            return version;
    }
    return {};
}

/** "3.13" from python313._pth or python313.dll (embedded), else from lib/python3.13. */
QString versionFromNames(const QString &prefix)
{
    for (const QString &name :
         QDir(prefix).entryList({u"python3*._pth"_s, u"python3*.dll"_s}, QDir::Files)) {
        const QString minor = captured(name, uR"re(^python3(\d+)\.)re"_s);
        if (!minor.isEmpty())
            return "3."_L1 + minor;
    }
    for (const QString &name : QDir(prefix + "/lib"_L1).entryList({u"python3.*"_s}, QDir::Dirs)) {
        const QString version = captured(name, uR"re(^python(3\.\d+)$)re"_s);
        if (!version.isEmpty())
            return version;
    }
    return {};
}

QString pythonVersion(const QString &prefix)
{
    const QString environment = textOf(prefix + "/pyvenv.cfg"_L1);
    const QString version =
        captured(environment, uR"re(^version(?:_info)?\s*=\s*(\d+\.\d+\.\d+))re"_s);
    if (!version.isEmpty())
        return version;
    const QString patchLevel = versionFromPatchLevel(prefix);
    return patchLevel.isEmpty() ? versionFromNames(prefix) : patchLevel;
}

QString torchVersion(const QString &sitePackages)
{
    if (sitePackages.isEmpty())
        return {};
    const QString version =
        captured(textOf(sitePackages + "/torch/version.py"_L1),
                 uR"re(^__version__(?:\s*:\s*\w+)?\s*=\s*["']([^"']+)["'])re"_s);
    if (!version.isEmpty())
        return version;
    for (const QString &name : QDir(sitePackages).entryList({u"torch-*.dist-info"_s}, QDir::Dirs)) {
        const QString fromName = captured(name, uR"re(^torch-([^-]+)\.dist-info$)re"_s);
        if (!fromName.isEmpty())
            return fromName;
    }
    return {};
}

} // namespace

QString ownSitePackages(const QString &sitePackages, const QString &version)
{
    static const QRegularExpression place(uR"re(/lib/python3\.\d+/site-packages$)re"_s);
    QString own = sitePackages;
    own.replace(place, u"/lib/python%1/site-packages"_s.arg(version.section(u'.', 0, 1)));
    return QFileInfo(own).isDir() ? own : sitePackages;
}

QString acceleratorOfTorch(const QString &torchVersion, Os os)
{
    if (torchVersion.isEmpty())
        return {};
    const QString label = torchVersion.section(u'+', 1).toLower();
    const QString cuda = captured(label, uR"re(^cu(\d{2,4}))re"_s);
    if (!cuda.isEmpty())
        return u"cuda %1.%2"_s.arg(cuda.chopped(1), cuda.last(1));
    const QString rocm = captured(label, uR"re(^rocm(\d+(?:\.\d+)?))re"_s);
    if (!rocm.isEmpty() || label.startsWith("rocm"_L1))
        return u"rocm %1"_s.arg(rocm).trimmed();
    if (label.startsWith("xpu"_L1))
        return u"xpu"_s;
    if (os == Os::MacOS)
        return u"mps"_s;
    return label.startsWith("cpu"_L1) ? u"cpu"_s : QString();
}

RuntimeFacts readRuntimeFacts(const QString &comfyFolder, const QString &python, Os os)
{
    const QString prefix = prefixOf(python);
    RuntimeFacts facts;
    facts.comfyVersion = comfyVersion(comfyFolder);
    facts.comfyCommit = commitOf(comfyFolder);
    facts.pythonVersion = pythonVersion(prefix);
    facts.sitePackages = sitePackagesOf(prefix);
    facts.torchVersion = torchVersion(facts.sitePackages);
    facts.accelerator = acceleratorOfTorch(facts.torchVersion, os);
    return facts;
}

int countNodePacks(const QString &customNodes)
{
    int count = 0;
    const QDir folder(customNodes);
    for (const QFileInfo &entry :
         folder.entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)) {
        const QString name = entry.fileName();
        if (name == "__pycache__"_L1 || name.endsWith(".disabled"_L1))
            continue;
        if (entry.isDir() ? !name.startsWith(u'.') : name.endsWith(".py"_L1))
            ++count;
    }
    return count;
}

} // namespace portico
