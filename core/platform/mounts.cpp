// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/mounts.h"

#include "core/platform/procfs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Blanks and the like are written as three octal digits after a backslash. */
QByteArray unescaped(const QByteArray &word)
{
    QByteArray text;
    for (qsizetype i = 0; i < word.size(); ++i) {
        bool isNumber = false;
        const int code = word[i] == '\\' ? word.sliced(i + 1)
                                               .first(std::min<qsizetype>(3, word.size() - i - 1))
                                               .toInt(&isNumber, 8)
                                         : 0;
        text += isNumber ? char(code) : word[i];
        i += isNumber ? 3 : 0;
    }
    return text;
}

} // namespace

QStringList mountPointsFrom(const QByteArray &mountInfo)
{
    constexpr qsizetype kPlace = 4; // "36 35 98:0 /root /place options …"
    QStringList points;
    for (const QByteArray &line : mountInfo.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() > kPlace)
            points += QFile::decodeName(unescaped(words.at(kPlace)));
    }
    return points;
}

QStringList mountsIn(const QString &folder)
{
    QStringList points = mountPointsFrom(readProc(u"self/mountinfo"_s));
    if (points.isEmpty()) {
        for (const QStorageInfo &volume : QStorageInfo::mountedVolumes())
            points += volume.rootPath();
    }
    const QString real = QFileInfo(folder).canonicalFilePath();
    return mountsIn(real.isEmpty() ? QDir::cleanPath(folder) : real, points);
}

QStringList mountsIn(const QString &folder, const QStringList &mountPoints)
{
    QStringList found;
    for (const QString &point : mountPoints) {
        const QString clean = QDir::cleanPath(point);
        if (clean == folder || clean.startsWith(folder + u'/'))
            found += clean;
    }
    return found;
}

} // namespace portico
