// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/layerpath.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LayerPath)
};

constexpr qint64 kMostPathFile = 64LL << 10;

} // namespace

QString layerPathFile()
{
    return u"portico-layer.pth"_s;
}

QString layerVariable()
{
    return u"PORTICO_LAYER"_s;
}

QByteArray layerPathLine()
{
    // One line, because a .pth file runs only lines that begin with "import".
    return "import os, site; site.addsitedir(os.environ[\"PORTICO_LAYER\"]) "
           "if os.environ.get(\"PORTICO_LAYER\") else None\n";
}

bool hasLayerPath(const QString &sitePackages)
{
    const Result<QByteArray> bytes = readFile(sitePackages + u'/' + layerPathFile(), kMostPathFile);
    return bytes && *bytes == layerPathLine();
}

bool readsPathFiles(const QString &python)
{
    // Windows' embedded Python: "python312._pth" beside python.exe replaces sys.path as a whole.
    const QDir folder(QFileInfo(python).path());
    const QStringList files = folder.entryList({u"python*._pth"_s}, QDir::Files | QDir::NoSymLinks);
    return std::all_of(files.begin(), files.end(), [&](const QString &name) {
        const Result<QByteArray> bytes = readFile(folder.filePath(name), kMostPathFile);
        if (!bytes)
            return false;
        const QList<QByteArray> lines = bytes->split('\n');
        return std::any_of(lines.begin(), lines.end(), [](const QByteArray &line) {
            return line.simplified() == "import site";
        });
    });
}

Result<> writeLayerPath(const QString &sitePackages, const QString &python)
{
    if (!readsPathFiles(python)) {
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("The Python %1 reads no path files, so it can have no "
                                         "layer of packages.")
                                    .arg(QDir::toNativeSeparators(python)),
                     .nextStep = Text::tr("Take the # away before “import site” in the ._pth file "
                                          "beside it."),
                     .detail = {}};
    }
    if (hasLayerPath(sitePackages))
        return {};
    return writeFileAtomically(sitePackages + u'/' + layerPathFile(), layerPathLine());
}

} // namespace portico
