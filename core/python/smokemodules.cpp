// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/smokeimport.h"
#include "core/python/torchfamily.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qsizetype kMostModules = 5;
constexpr int kDeepest = 3; ///< of a namespace: google.cloud.storage

/** "numpy" of "numpy/__init__.py", "six" of "six.py", "_x" of "_x.cpython-312-x86_64.so"; empty
 *  for what is no module that can be imported by that name. */
QString moduleIn(const QString &path)
{
    QString stem;
    if (path.endsWith("/__init__.py"_L1))
        stem = path.chopped(12);
    else if (path.endsWith(".py"_L1))
        stem = path.chopped(3);
    else if (path.endsWith(".so"_L1) || path.endsWith(".pyd"_L1))
        stem = path.section(u'/', 0, -2) + (path.contains(u'/') ? u"/"_s : u""_s)
            + path.section(u'/', -1).section(u'.', 0, 0);
    return stem;
}

bool isIdentifier(const QString &name)
{
    static const QRegularExpression identifier(u"^[A-Za-z_]\\w*$"_s);
    return identifier.match(name).hasMatch();
}

bool isPublic(const QString &name)
{
    static const QSet<QString> others{u"test"_s,     u"tests"_s,      u"testing"_s, u"example"_s,
                                      u"examples"_s, u"benchmarks"_s, u"docs"_s,    u"doc"_s,
                                      u"scripts"_s,  u"tools"_s,      u"bin"_s,     u"setup"_s,
                                      u"conftest"_s, u"include"_s,    u"share"_s};
    return isIdentifier(name) && !name.startsWith(u'_') && !others.contains(name.toLower());
}

/** For each top-level name the modules that are the least deep, as paths with '/'. */
QMap<QString, QStringList> shallowest(const Distribution &distribution)
{
    QMap<QString, QStringList> byTop;
    for (const RecordedFile &file : distribution.files) {
        const QString path = QString::fromUtf8(file.path);
        const QString stem = moduleIn(path);
        const QStringList parts = stem.split(u'/');
        const bool isPackage = path.endsWith("/__init__.py"_L1);
        if (stem.isEmpty() || parts.size() > kDeepest || (parts.size() > 1 && !isPackage)
            || !std::all_of(parts.begin(), parts.end(), isPublic))
            continue;
        QStringList &modules = byTop[parts.constFirst()];
        const auto depth = modules.isEmpty() ? parts.size() : modules.constFirst().count(u'/') + 1;
        if (parts.size() < depth)
            modules.clear();
        if (parts.size() <= depth && !modules.contains(stem))
            modules += stem;
    }
    return byTop;
}

} // namespace

QList<SmokeModule> modulesOf(const Distribution &distribution)
{
    const QMap<QString, QStringList> byTop = shallowest(distribution);
    QList<SmokeModule> modules;
    for (const QStringList &each : byTop) {
        for (const QString &path : each)
            modules += {.module = QString(path).replace(u'/', u'.'),
                        .package = distribution.name,
                        .isMain = false};
    }
    // "google-cloud-storage" is google.cloud.storage, "opencv-python" alone has cv2.
    const auto isNamesake = [&](const SmokeModule &module) {
        return normalisedPackage(module.module) == distribution.name;
    };
    const auto namesake = std::find_if(modules.begin(), modules.end(), isNamesake);
    if (namesake != modules.end())
        std::rotate(modules.begin(), namesake, namesake + 1);
    if (namesake != modules.end() || byTop.size() == 1) {
        if (!modules.isEmpty())
            modules.first().isMain = true;
    } else {
        for (SmokeModule &module : modules)
            module.isMain = byTop.size() <= 2;
    }
    if (modules.size() > kMostModules)
        modules.resize(kMostModules);
    return modules;
}

ImportMeaning meaningOfFailure(const QString &kind, const QString &message)
{
    // A library of the system: a GPU driver, a display, an audio system.
    static const QRegularExpression library(
        uR"re(cannot open shared object file|Library not loaded|DLL load failed|image not found|Could not find module|libcuda|libGL|CUDA|GPU|driver|display)re"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression abi(
        uR"re(undefined symbol|Symbol not found|wrong ELF class|incompatible architecture|compiled against (ABI|API) version|compiled using NumPy 1|multiarray failed to import|dtype size changed|has no attribute|cannot import name|binary incompatib|is required|requires|version)re"_s,
        QRegularExpression::CaseInsensitiveOption);
    // Everything that metadata asks for is there, so the package's metadata says too little, or the
    // module is of another system or another program. That is the package's own trouble.
    if (kind == "ModuleNotFoundError"_L1)
        return ImportMeaning::Remark;
    const bool isImport = kind == "ImportError"_L1 || kind == "OSError"_L1;
    if (isImport && library.match(message).hasMatch() && !message.contains("undefined symbol"_L1))
        return ImportMeaning::Remark;
    const bool mayBeAbi = isImport || kind == "AttributeError"_L1 || kind == "ValueError"_L1
        || kind == "RuntimeError"_L1 || kind == "TypeError"_L1;
    if (kind == "SyntaxError"_L1 || kind == "IndentationError"_L1 || kind == "TabError"_L1)
        return ImportMeaning::Broken;
    if (kind == "ImportError"_L1)
        return ImportMeaning::Broken;
    return mayBeAbi && abi.match(message).hasMatch() && !library.match(message).hasMatch()
        ? ImportMeaning::Broken
        : ImportMeaning::Remark;
}

} // namespace portico
