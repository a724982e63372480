// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/packroutes.h"

#include "core/io/file.h"
#include "core/io/treemanifest.h"
#include "core/platform/treewalk.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostCode = 1 << 20; ///< longer files are data
constexpr qsizetype kMostFiles = 2000;

} // namespace

QStringList routesInCode(const QByteArray &code)
{
    // `@routes.get("/x")`, `routes.route("GET", "/x")`, `app.router.add_post('/x', …)`.
    static const QRegularExpression call(
        uR"((?:\broutes\s*\.\s*|\brouter\s*\.\s*add_)(?:get|post|put|delete|patch|head|options|view|static|route)\(\s*(?:["'][A-Za-z*]+["']\s*,\s*)?[rf]?["'](/[^"'\s]*)["'])"_s);
    QStringList routes;
    if (!code.contains("PromptServer"))
        return routes;
    auto match = call.globalMatch(QString::fromUtf8(code));
    while (match.hasNext())
        routes += match.next().captured(1);
    routes.sort();
    routes.removeDuplicates();
    return routes;
}

QStringList routesOfPack(const QString &folder, const JobContext &job)
{
    QStringList files;
    const auto walked = walkTree(
        folder,
        [&files](const TreeEntry &entry) -> Result<Visit> {
            if (!isManifestPath(entry.path))
                return Visit::SkipContent;
            if (entry.kind == TreeEntry::Kind::File && entry.path.endsWith(".py"_L1)
                && files.size() < kMostFiles)
                files += entry.path;
            return Visit::Continue;
        },
        job);
    QStringList routes;
    if (!walked)
        return routes;
    for (const QString &file : std::as_const(files)) {
        if (const Result<QByteArray> code = readFile(folder + u'/' + file, kMostCode))
            routes += routesInCode(*code);
    }
    routes.sort();
    routes.removeDuplicates();
    return routes;
}

} // namespace portico
