// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/stripbundle.h"

#include "core/bundles/launchscripts.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/platform/treewalk.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostCode = 8LL << 20; ///< a longer file is data, not code

struct NamedPart
{
    StripPart part;
    QLatin1StringView name;
};

constexpr std::array kParts{NamedPart{StripPart::Tests, "tests"_L1},
                            NamedPart{StripPart::Headers, "headers"_L1},
                            NamedPart{StripPart::StaticLibraries, "static-libraries"_L1},
                            NamedPart{StripPart::Caches, "caches"_L1}};

QStringView nameOf(QStringView path)
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

bool endsInOneOf(QStringView name, std::initializer_list<QLatin1StringView> ends)
{
    return std::any_of(ends.begin(), ends.end(),
                       [&](QLatin1StringView end) { return name.endsWith(end); });
}

bool isCacheFolder(QStringView name)
{
    static const QStringList names{u"__pycache__"_s, u".cache"_s, u".pytest_cache"_s,
                                   u".mypy_cache"_s, u".ruff_cache"_s};
    return names.contains(name);
}

bool isTestFolder(QStringView path)
{
    const QStringView name = nameOf(path);
    return name == "test"_L1 || name == "tests"_L1
        || path == QString(kBundleComfy + "/tests-unit"_L1);
}

bool isOfPack(QStringView path)
{
    return path.startsWith(QString(kBundleComfy + "/custom_nodes/"_L1));
}

/** One tree on its way. */
class Stripping
{
public:
    Stripping(QString top, const QString &sitePackages, const QList<StripPart> &parts,
              const JobContext &job)
        : m_top(std::move(top))
        , m_site(kBundlePython + u'/' + sitePackages)
        , m_standard(QFileInfo(m_site).path())
        , m_parts(parts)
        , m_job(job)
    { }

    Result<StripSummary> run();

private:
    Result<Visit> look(const TreeEntry &entry);
    void noteImports(const QString &path);
    QString dotted(const QString &path) const;
    Result<> removeTests();
    Result<> remove(const QString &path);

    const QString m_top;
    const QString m_site;
    const QString m_standard; ///< the standard library: the parent of site-packages
    const QList<StripPart> &m_parts;
    const JobContext &m_job;
    QStringList m_rubbish;
    QStringList m_tests;
    QSet<QString> m_imported;
    StripSummary m_summary;
};

/** "python/lib/python3.12/site-packages/numpy/_core/tests" -> "numpy._core.tests". */
QString Stripping::dotted(const QString &path) const
{
    for (const QString &root : {m_site, m_standard, QString(kBundleComfy)}) {
        if (path.startsWith(root + u'/'))
            return path.mid(root.size() + 1).replace(u'/', u'.');
    }
    return {};
}

/** What code outside of tests imports that may be a test: few modules have the word at all. */
void Stripping::noteImports(const QString &path)
{
    const Result<QByteArray> code = readFile(m_top + u'/' + path, kMostCode);
    if (!code || !code->contains("test"))
        return;
    for (const QString &name : importedNames(*code, dotted(QFileInfo(path).path()))) {
        if (name.contains("test"_L1))
            m_imported += name;
    }
}

Result<Visit> Stripping::look(const TreeEntry &entry)
{
    const bool wantsTests = m_parts.contains(StripPart::Tests);
    const bool wantsCaches = m_parts.contains(StripPart::Caches);
    if (entry.kind == TreeEntry::Kind::Folder) {
        if (wantsCaches && isCacheFolder(nameOf(entry.path))) {
            m_rubbish += entry.path;
            return Visit::SkipContent;
        }
        if (wantsTests && isTestFolder(entry.path) && !isOfPack(entry.path)) {
            m_tests += entry.path;
            return Visit::SkipContent;
        }
        return Visit::Continue;
    }
    if (isStrippedFile(entry.path, m_parts))
        m_rubbish += entry.path;
    else if (wantsTests && entry.path.endsWith(".py"_L1))
        noteImports(entry.path);
    return Visit::Continue;
}

Result<> Stripping::remove(const QString &path)
{
    const QString place = m_top + u'/' + path;
    const Result<TreeSize> size = treeSize(place, m_job);
    if (!size)
        return size.error();
    m_summary.files += size->files;
    m_summary.bytes += size->bytes;
    return removeTree(place, m_job);
}

/** Where tests are imported by other code, they and what lies beside their own tests stay. */
Result<> Stripping::removeTests()
{
    for (const QString &folder : std::as_const(m_tests)) {
        const QString name = dotted(folder);
        const bool isImported =
            std::any_of(m_imported.begin(), m_imported.end(), [&](const QString &imported) {
                return imported == name || imported.startsWith(name + u'.');
            });
        if (isImported) {
            m_summary.kept += folder;
            continue;
        }
        const Result<> removed = remove(folder);
        if (!removed)
            return removed;
    }
    m_summary.kept.sort();
    return {};
}

Result<StripSummary> Stripping::run()
{
    if (m_parts.isEmpty())
        return m_summary;
    const Result<> walked = walkTree(
        m_top, [this](const TreeEntry &entry) { return look(entry); }, m_job);
    if (!walked)
        return walked.error();
    for (const QString &path : std::as_const(m_rubbish)) {
        const Result<> removed = remove(path);
        if (!removed)
            return removed.error();
    }
    const Result<> tests = removeTests();
    return tests ? Result<StripSummary>(m_summary) : tests.error();
}

/** "..a" seen from the package "p.q" is "p.a". */
QString absoluteName(const QString &written, const QString &package)
{
    qsizetype dots = 0;
    while (dots < written.size() && written.at(dots) == u'.')
        ++dots;
    if (dots == 0)
        return written;
    QStringList parts = package.split(u'.', Qt::SkipEmptyParts);
    for (qsizetype i = 1; i < dots && !parts.isEmpty(); ++i)
        parts.removeLast();
    if (dots < written.size())
        parts += written.mid(dots);
    return parts.join(u'.');
}

} // namespace

QString stripPartName(StripPart part)
{
    const auto it = std::find_if(kParts.begin(), kParts.end(),
                                 [part](const NamedPart &named) { return named.part == part; });
    return it->name;
}

std::optional<StripPart> stripPartFromName(QStringView name)
{
    for (const NamedPart &named : kParts) {
        if (named.name == name)
            return named.part;
    }
    return std::nullopt;
}

bool isStrippedFile(QStringView path, const QList<StripPart> &parts)
{
    if (isOfPack(path))
        return false;
    const QStringView name = nameOf(path);
    if (parts.contains(StripPart::Caches) && endsInOneOf(name, {".pyc"_L1, ".pyo"_L1}))
        return true;
    if (!path.startsWith(QString(kBundlePython + u'/')))
        return false;
    if (parts.contains(StripPart::Headers)
        && endsInOneOf(name, {".h"_L1, ".hh"_L1, ".hpp"_L1, ".hxx"_L1, ".cuh"_L1}))
        return true;
    return parts.contains(StripPart::StaticLibraries) && endsInOneOf(name, {".a"_L1, ".lib"_L1});
}

QStringList importedNames(QByteArrayView code, const QString &package)
{
    static const QRegularExpression form(
        uR"re(^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)|import[ \t]+([^\n#]*)))re"_s,
        QRegularExpression::MultilineOption);
    QStringList names;
    QRegularExpressionMatchIterator found = form.globalMatch(QString::fromUtf8(code));
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const bool isPlain = match.capturedLength(3) > 0;
        const QString from = isPlain ? QString() : absoluteName(match.captured(1), package);
        if (!isPlain)
            names += from;
        QString list = isPlain ? match.captured(3) : match.captured(2);
        static const QRegularExpression comment(u"#[^\\n]*"_s);
        list.remove(comment);
        for (const QString &item : list.split(u',')) {
            static const QRegularExpression word(uR"re([\w.]+)re"_s);
            const QString name = word.match(item).captured(0);
            if (!name.isEmpty())
                names += from.isEmpty() ? name : from + u'.' + name;
        }
    }
    return names;
}

Result<StripSummary> stripBundle(const QString &top, const QString &sitePackages,
                                 const QList<StripPart> &parts, const JobContext &job)
{
    return Stripping(top, sitePackages, parts, job).run();
}

} // namespace portico
