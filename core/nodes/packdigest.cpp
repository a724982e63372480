// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packdigest.h"

#include "core/io/sha256.h"
#include "core/io/treemanifest.h"
#include "core/platform/treewalk.h"

#include <QFileInfo>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

bool isPackCode(QStringView path)
{
    static constexpr std::array kEndings{".py"_L1,  ".pyi"_L1, ".pyx"_L1,  ".js"_L1,
                                         ".mjs"_L1, ".css"_L1, ".html"_L1, ".so"_L1,
                                         ".pyd"_L1, ".dll"_L1, ".dylib"_L1};
    if (path == "pyproject.toml"_L1 || path == "requirements.txt"_L1)
        return true;
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&](QLatin1StringView ending) { return path.endsWith(ending); });
}

Result<QByteArray> packCodeList(const QString &folder, const JobContext &job)
{
    QStringList files;
    const auto walked = walkTree(
        folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (!isManifestPath(entry.path))
                return Visit::SkipContent;
            if (entry.kind == TreeEntry::Kind::File && isPackCode(entry.path))
                files += entry.path;
            return Visit::Continue;
        },
        job);
    if (!walked)
        return walked.error();
    files.sort();
    QByteArray list;
    for (const QString &file : std::as_const(files)) {
        const Result<Sha256> hash = hashFile(folder + u'/' + file, job);
        if (!hash)
            return hash.error();
        list += hash->toHex().toLatin1() + ' ' + file.toUtf8() + '\n';
    }
    return list;
}

Result<Sha256> packDigest(const QString &folder, const JobContext &job)
{
    if (QFileInfo(folder).isFile())
        return hashFile(folder, job);
    const Result<QByteArray> list = packCodeList(folder, job);
    return list ? Result<Sha256>(sha256Of(*list)) : list.error();
}

} // namespace portico
