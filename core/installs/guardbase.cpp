// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/guardbase.h"

#include "core/installs/verifyinstall.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/python/baselock.h"
#include "core/python/environment.h"
#include "core/python/torchfamily.h"

#include <QDir>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostConstraints = 4LL << 20;

/** Name and version out of "torch-2.9.1+cu130.dist-info": no file is opened, so that a start waits
 *  for one directory and not for four hundred files. */
QList<Distribution> distributionsIn(const QString &folder)
{
    static const QRegularExpression form(
        uR"re(^([A-Za-z0-9][\w.]*?)-([^-]+)(?:-py3[\w.]*)?\.(?:dist|egg)-info$)re"_s);
    QList<Distribution> distributions;
    for (const QString &name :
         QDir(folder).entryList({u"*.dist-info"_s, u"*.egg-info"_s}, QDir::Dirs | QDir::Files)) {
        const QRegularExpressionMatch match = form.match(name);
        if (!match.hasMatch())
            continue;
        Distribution distribution;
        distribution.name = normalisedPackage(match.captured(1));
        distribution.version = match.captured(2);
        distribution.folder = folder;
        distribution.infoName = name;
        distributions += distribution;
    }
    return distributions;
}

} // namespace

Result<> writeConstraints(const Library &library, const Install &install, Os os)
{
    return writeConstraintsTo(library.constraintsFile(install.id), library, install, os);
}

Result<> writeConstraintsTo(const QString &file, const Library &library, const Install &install,
                            Os os)
{
    PythonEnvironment installed;
    const Result<EnvironmentRequest> place = environmentOf(library, install, os);
    if (place) {
        for (const QString &folder : place->folders)
            installed.distributions += distributionsIn(folder);
    }
    const bool isWhole = install.settings.guardBase && !install.isAdopted();
    const QStringList lines =
        baseConstraints(installed, isWhole ? BasePins::Everything : BasePins::TorchFamily);
    const QByteArray bytes =
        "# Written by Portico at each start: packages that ComfyUI's own pip and uv keep.\n"
        + lines.join(u'\n').toUtf8() + '\n';
    const Result<QByteArray> old = readFile(file, kMostConstraints);
    return old && *old == bytes ? Result<>() : writeFileAtomically(file, bytes);
}

QMap<QString, QString> constraintVariables(const Library &library, const Install &install, Os os)
{
    const QString word = constraintWord(library.constraintsFile(install.id), os);
    return {{u"PIP_CONSTRAINT"_s, word}, {u"UV_CONSTRAINT"_s, word}};
}

QString constraintWord(const QString &path, Os os)
{
    const bool hasSpace =
        std::any_of(path.begin(), path.end(), [](QChar c) { return c.isSpace(); });
    if (hasSpace)
        return QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded());
    return os == Os::Windows ? QString(path).replace(u'/', u'\\') : path;
}

} // namespace portico
