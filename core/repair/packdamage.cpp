// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/packdamage.h"

#include "core/git/worktree.h"
#include "core/io/file.h"
#include "core/nodes/packdigest.h"
#include "core/nodes/packlist.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kLooked = 1LL << 20; ///< of a file: zeros stand at its beginning or end
constexpr qint64 kMostTracking = 16LL << 20;

bool isThere(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

/** Beginning and end of a file; what cannot be read is as broken as an empty one. */
QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray content = file.read(kLooked);
    if (file.size() > 2 * kLooked && file.seek(file.size() - kLooked))
        content += file.read(kLooked);
    return content;
}

/** A file that is not what it was: gone, broken or edited. */
void sortIn(const QString &folder, const QString &path, PackDamage &damage)
{
    const QString full = folder + u'/' + path;
    if (!isThere(full))
        damage.missing += path;
    else if (!QFileInfo(full).isSymLink() && isBrokenContent(path, contentOf(full)))
        damage.broken += path;
    else
        damage.edited += path;
}

Result<PackDamage> damageOfCheckout(const NodePack &pack, const JobContext &job)
{
    const Result<WorkTreeState> state = readWorkTree(pack.ownFolder(), job);
    if (!state)
        return state.error();
    PackDamage damage;
    for (const QString &path : state->edited)
        sortIn(pack.ownFolder(), path, damage);
    return damage;
}

/** All that an archive of the registry brought, not only its code. */
QStringList trackedNames(const NodePack &pack)
{
    if (pack.kind != PackKind::Registry)
        return {};
    const Result<QByteArray> list = readFile(pack.ownFolder() + "/.tracking"_L1, kMostTracking);
    return list ? QString::fromUtf8(*list).split(u'\n', Qt::SkipEmptyParts) : QStringList();
}

/** Names out of a file that anybody may have written stay inside the pack. */
bool isInside(const QString &path)
{
    return !path.startsWith(u'/') && !path.contains(u'\\') && !path.contains(u':')
        && !(u'/' + path + u'/').contains("/../"_L1);
}

Result<PackDamage> damageByList(const NodePack &pack, const PackList &list, const JobContext &job)
{
    const Result<QByteArray> now = packCodeList(pack.ownFolder(), job);
    if (!now)
        return now.error();
    PackDamage damage{.hashes = list.files};
    const QByteArray lines = '\n' + *now;
    QStringList paths = list.files.keys();
    paths.sort();
    for (const QString &path : std::as_const(paths)) {
        const QByteArray line =
            '\n' + list.files.value(path).toHex().toLatin1() + ' ' + path.toUtf8() + '\n';
        if (!lines.contains(line))
            sortIn(pack.ownFolder(), path, damage);
    }
    for (const QString &path : trackedNames(pack)) {
        if (isInside(path) && !list.files.contains(path)
            && !isThere(pack.ownFolder() + u'/' + path))
            damage.missing += path;
    }
    return damage;
}

} // namespace

bool isBrokenContent(QStringView path, QByteArrayView content)
{
    if (content.isEmpty())
        return true;
    static constexpr std::array kTexts{".py"_L1,   ".pyi"_L1, ".js"_L1,   ".mjs"_L1, ".css"_L1,
                                       ".html"_L1, ".txt"_L1, ".toml"_L1, ".md"_L1};
    return content.contains('\0')
        && std::any_of(kTexts.begin(), kTexts.end(),
                       [&](QLatin1StringView ending) { return path.endsWith(ending); });
}

Result<PackDamage> findPackDamage(const Library &library, const InstallId &id, const NodePack &pack,
                                  const PackRecord *record, const JobContext &job)
{
    if (pack.kind == PackKind::Git)
        return damageOfCheckout(pack, job);
    if (!record || record->digest.isNull() || pack.kind == PackKind::File)
        return PackDamage{};
    const std::optional<PackList> list = readPackList(library, id, record->digest);
    return list ? damageByList(pack, *list, job) : Result<PackDamage>(PackDamage{});
}

} // namespace portico
