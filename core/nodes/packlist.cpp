// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packlist.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/sha256.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostList = 64LL << 20;
constexpr qsizetype kHexLength = 64;

QString folderOf(const Library &library, const InstallId &id)
{
    return library.installFolder(id) + "/pack-files"_L1;
}

} // namespace

Result<> keepPackList(const Library &library, const InstallId &id, const QByteArray &list,
                      const Sha256 &archive)
{
    const QString folder = folderOf(library, id);
    if (const auto made = makeFolder(folder); !made)
        return made;
    // The first line is not part of what the digest is made of.
    return writeFileAtomically(folder + u'/' + sha256Of(list).toHex(),
                               archive.toHex().toLatin1() + '\n' + list);
}

std::optional<PackList> readPackList(const Library &library, const InstallId &id,
                                     const Sha256 &digest)
{
    const Result<QByteArray> bytes =
        readFile(folderOf(library, id) + u'/' + digest.toHex(), kMostList);
    const qsizetype first = bytes ? bytes->indexOf('\n') : -1;
    if (first < 0 || sha256Of(QByteArrayView(*bytes).sliced(first + 1)) != digest)
        return std::nullopt;
    PackList list{.files = {},
                  .archive =
                      Sha256::fromHex(QString::fromLatin1(bytes->first(first))).value_or(Sha256())};
    for (const QByteArray &line : bytes->sliced(first + 1).split('\n')) {
        const auto hash =
            Sha256::fromHex(QString::fromLatin1(line.first(qMin(kHexLength, line.size()))));
        if (hash && line.size() > kHexLength + 1)
            list.files.insert(QString::fromUtf8(line.sliced(kHexLength + 1)), *hash);
    }
    return list;
}

} // namespace portico
