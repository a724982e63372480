// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/lock.h"

#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Lock)
};

Error wrongLine(const QString &line, const QString &why)
{
    return {.code = ErrorCode::Corrupt,
            .message = Text::tr("The list of locked packages cannot be used: %1.").arg(why),
            .nextStep =
                Text::tr("Plan anew without this file: the packages are then chosen again."),
            .detail = line.left(200)};
}

/** The lines that belong to one package, joined. */
QStringList joinedLines(const QByteArray &bytes)
{
    QStringList joined;
    QString current;
    for (QString line : QString::fromUtf8(bytes).split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.trimmed().startsWith(u'#'))
            continue;
        const bool goesOn = line.endsWith(u'\\');
        if (goesOn)
            line.chop(1);
        current += line + u' ';
        if (goesOn)
            continue;
        if (!current.trimmed().isEmpty())
            joined += current.simplified();
        current.clear();
    }
    if (!current.trimmed().isEmpty())
        joined += current.simplified();
    return joined;
}

Result<LockedPackage> packageIn(const QString &line)
{
    static const QRegularExpression form(
        uR"re(^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*==\s*([A-Za-z0-9.!+_-]+)\s*(?:;\s*(.*?))?\s*((?:--hash=\S+\s*)*)$)re"_s);
    const QRegularExpressionMatch match = form.match(line);
    if (!match.hasMatch())
        return wrongLine(line, Text::tr("a package has no exact version"));
    LockedPackage package{.name = normalisedPackage(match.captured(1)),
                          .version = match.captured(2),
                          .marker = match.captured(3).trimmed(),
                          .hashes = {}};
    for (const QString &word : match.captured(4).split(u' ', Qt::SkipEmptyParts)) {
        const auto hash = Sha256::fromHex(word.mid(QStringView(u"--hash=").size()));
        if (!hash || !word.startsWith("--hash=sha256:"_L1))
            return wrongLine(line, Text::tr("a hash is no SHA-256"));
        package.hashes += *hash;
    }
    if (package.hashes.isEmpty())
        return wrongLine(line, Text::tr("“%1” has no hash").arg(package.name));
    return package;
}

} // namespace

const LockedPackage *Lock::find(QStringView name) const
{
    const QString wanted = normalisedPackage(name);
    const auto found = std::find_if(packages.begin(), packages.end(),
                                    [&](const LockedPackage &each) { return each.name == wanted; });
    return found == packages.end() ? nullptr : &*found;
}

QByteArray lockToBytes(const Lock &lock)
{
    QByteArray bytes;
    for (const LockedPackage &package : lock.packages) {
        bytes += package.name.toUtf8() + "==" + package.version.toUtf8();
        if (!package.marker.isEmpty())
            bytes += " ; " + package.marker.toUtf8();
        for (const Sha256 &hash : package.hashes)
            bytes += " \\\n    --hash=sha256:" + hash.toHex().toLatin1();
        bytes += '\n';
    }
    return bytes;
}

Result<Lock> lockFromBytes(const QByteArray &bytes)
{
    Lock lock;
    for (const QString &line : joinedLines(bytes)) {
        if (line.startsWith("--"_L1)) // an option line, such as an index
            continue;
        const Result<LockedPackage> package = packageIn(line);
        if (!package)
            return package.error();
        lock.packages += *package;
    }
    return lock;
}

} // namespace portico
