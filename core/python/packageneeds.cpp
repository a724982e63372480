// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/packageneeds.h"

#include "core/io/file.h"
#include "core/python/torchfamily.h"

#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kLargestMetadata = 8 << 20;

} // namespace

QList<Requirement> needsInMetadata(const QString &metadata)
{
    static const QRegularExpression ofExtra(uR"re(;.*\bextra\s*==)re"_s);
    QList<Requirement> needs;
    for (const QString &line : metadata.split(u'\n')) {
        if (line.trimmed().isEmpty()) // the description begins
            break;
        if (!line.startsWith("Requires-Dist:"_L1) || ofExtra.match(line).hasMatch())
            continue;
        const QByteArray text = line.section(u':', 1).trimmed().toUtf8();
        const Result<RequirementList> parsed = parseRequirements(text, u"METADATA"_s);
        if (parsed)
            needs += parsed->requirements;
    }
    return needs;
}

QList<Requirement> needsOf(const QString &sitePackages, const QStringList &packages)
{
    QList<Requirement> needs;
    const QDir site(sitePackages);
    for (const QString &info : site.entryList({u"*.dist-info"_s}, QDir::Dirs)) {
        if (!packages.contains(normalisedPackage(info.section(u'-', 0, 0))))
            continue;
        const Result<QByteArray> text =
            readFile(site.filePath(info + "/METADATA"_L1), kLargestMetadata);
        if (!text)
            continue;
        for (const Requirement &need : needsInMetadata(QString::fromUtf8(*text))) {
            if (!needs.contains(need))
                needs += need;
        }
    }
    return needs;
}

} // namespace portico
