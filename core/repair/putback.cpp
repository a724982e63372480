// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/putback.h"

#include "core/installs/library.h"
#include "core/installs/pristine.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/clonefile.h"
#include "core/platform/symboliclink.h"
#include "core/repair/exchange.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PutBack)
};

constexpr qint64 kMostManifest = 1LL << 30;
using Change = DriftedFile::Change;

QList<ManifestEntry> entriesOf(const DriftedTree &tree)
{
    const Result<QByteArray> bytes = readFile(tree.manifest, kMostManifest);
    if (!bytes)
        return {};
    const Result<QList<ManifestEntry>> entries = manifestFromBytes(*bytes);
    return entries ? *entries : QList<ManifestEntry>();
}

/** What the manifest says about the drifted files, and what must go. */
void sortOut(const DriftedTree &base, QList<WantedFile> &wanted, QStringList &leaving)
{
    QHash<QString, QString> versions;
    for (const DriftGroup &group : base.groups) {
        if (group.kind == DriftGroup::Kind::Package)
            versions.insert(group.name, group.before);
    }
    QHash<QString, const DriftedFile *> drifted;
    for (const DriftedFile &file : base.files) {
        if (file.change == Change::Added)
            leaving += file.path;
        else
            drifted.insert(file.path, &file);
    }
    for (const ManifestEntry &entry : entriesOf(base)) {
        const DriftedFile *file = drifted.value(entry.path);
        if (!file)
            continue;
        if (entry.kind == ManifestEntry::Kind::Folder) {
            leaving += entry.path; // something else stands in its place
            continue;
        }
        const bool isPackages = versions.contains(file->group);
        wanted += {.entry = entry,
                   .package = isPackages ? file->group : QString(),
                   .version = versions.value(file->group)};
    }
}

/** Files on their way: had from sources into staging, each compared before it counts. */
class Obtaining
{
public:
    Obtaining(const QString &folder, QList<WantedFile> wanted, QString step, const JobContext &job)
        : m_folder(folder)
        , m_left(std::move(wanted))
        , m_step(std::move(step))
        , m_total(m_left.size())
        , m_job(job)
    { }

    Result<> makeLinks();
    Result<> askAll(FileSources &sources);

    const QList<ComingFile> &coming() const { return m_coming; }
    /** Paths that came from elsewhere than the install's own copy. */
    const QStringList &foreign() const { return m_foreign; }
    const QList<WantedFile> &left() const { return m_left; }
    const QStringList &problems() const { return m_problems; }

private:
    Result<> ask(FileSource &source);
    bool take(const WantedFile &file, const FileSource &source);
    QString nextPlace() { return m_folder + u"/%1"_s.arg(m_count++); }
    void add(const WantedFile &file, const QString &staged);

    const QString m_folder;
    QList<WantedFile> m_left;
    const QString m_step;
    const qsizetype m_total;
    const JobContext &m_job;
    QList<ComingFile> m_coming;
    QStringList m_foreign;
    QStringList m_problems;
    int m_count = 0;
};

void Obtaining::add(const WantedFile &file, const QString &staged)
{
    m_coming += {.path = file.entry.path, .staged = staged, .mode = file.entry.mode};
    m_job.report(
        {.step = m_step, .done = m_coming.size(), .total = m_total, .unit = ProgressUnit::Items});
}

Result<> Obtaining::makeLinks()
{
    QList<WantedFile> files;
    for (const WantedFile &file : std::as_const(m_left)) {
        if (file.entry.kind != ManifestEntry::Kind::Link) {
            files += file;
            continue;
        }
        const QString staged = nextPlace();
        const Result<> made = makeLink(file.entry.linkTarget, staged);
        if (!made)
            return made;
        add(file, staged);
    }
    m_left = files;
    return {};
}

bool Obtaining::take(const WantedFile &file, const FileSource &source)
{
    for (const QString &place : source.placesOf(file)) {
        const QString staged = nextPlace();
        Result<> cloned = cloneFile(place, staged, CloneMethod::Reflink);
        if (!cloned && cloned.error().code == ErrorCode::Unsupported && source.mayBeLinked())
            cloned = cloneFile(place, staged, CloneMethod::HardLink);
        if (!cloned && cloned.error().code == ErrorCode::Unsupported)
            cloned = cloneFile(place, staged, CloneMethod::Copy);
        if (!cloned)
            continue;
        const Result<Sha256> digest = hashFile(staged, m_job);
        if (digest && *digest == file.entry.sha256) {
            add(file, staged);
            if (!source.mayBeLinked())
                m_foreign += file.entry.path;
            return true;
        }
        QFile::remove(staged);
    }
    return false;
}

Result<> Obtaining::ask(FileSource &source)
{
    QList<WantedFile> possible;
    for (const WantedFile &file : std::as_const(m_left)) {
        if (source.mayHave(file))
            possible += file;
    }
    if (possible.isEmpty())
        return {};
    const QString scratch = nextPlace();
    const Result<> made = makeFolder(scratch);
    if (!made)
        return made;
    const Result<> prepared = source.prepare(possible, scratch, m_job);
    if (m_job.isCancelled())
        return cancelledError();
    if (!prepared) {
        if (prepared.error().code == ErrorCode::DiskFull)
            return prepared;
        m_problems += prepared.error().message;
        m_job.log(prepared.error().message);
    }
    QList<WantedFile> left;
    for (const WantedFile &file : std::as_const(m_left)) {
        if (m_job.isCancelled())
            return cancelledError();
        if (!source.mayHave(file) || !take(file, source))
            left += file;
    }
    m_left = left;
    const Result<> removed = removeTree(scratch, m_job);
    if (!removed)
        m_job.log(removed.error().message);
    return {};
}

Result<> Obtaining::askAll(FileSources &sources)
{
    for (const std::unique_ptr<FileSource> &source : sources) {
        const Result<> asked = ask(*source);
        if (!asked)
            return asked;
    }
    return {};
}

/** What was got from elsewhere, because the install's own copy had lost it, is there again. */
void mendOwnCopy(const QString &folder, const QStringList &paths)
{
    const QString copy = pristineFolder(folder);
    if (!QFileInfo(copy).isDir())
        return;
    for (const QString &path : paths) {
        const QString to = copy + u'/' + path;
        QFile::remove(to);
        const Result<> made = makeFolder(QFileInfo(to).path());
        Result<> cloned = made ? cloneFile(folder + u'/' + path, to, CloneMethod::Reflink) : made;
        if (!cloned)
            cloned = cloneFile(folder + u'/' + path, to, CloneMethod::HardLink);
        Q_UNUSED(cloned) // the next repair then gets it from elsewhere again
    }
}

} // namespace

Result<PutBackPlan> planPutBack(const RepairServices &services, const Install &install,
                                const DriftedTree &base, const JobContext &job)
{
    PutBackPlan plan;
    sortOut(base, plan.wanted, plan.leaving);
    const FileSources sources = fileSourcesFor(services, install, plan.wanted, job);
    QSet<QString> used;
    for (const WantedFile &file : std::as_const(plan.wanted)) {
        plan.bytes += file.entry.size;
        if (file.entry.kind == ManifestEntry::Kind::Link)
            continue;
        const auto source = std::find_if(sources.begin(), sources.end(),
                                         [&file](const auto &one) { return one->mayHave(file); });
        if (source == sources.end()) {
            plan.nowhere += file.entry.path;
            continue;
        }
        used.insert((*source)->name());
        plan.needsNetwork |= (*source)->needsNetwork();
    }
    for (const std::unique_ptr<FileSource> &source : sources) {
        if (used.contains(source->name()))
            plan.sources += source->name();
    }
    return plan;
}

Result<PutBackOutcome> carryOutPutBack(const RepairServices &services, const Install &install,
                                       const DriftedTree &base, const QString &kept,
                                       const QString &step, const JobContext &job)
{
    QList<WantedFile> wanted;
    Exchange exchange{.folder = base.folder, .kept = kept, .step = step};
    sortOut(base, wanted, exchange.leaving);
    const auto staging = StagingDir::create(services.library.staging(),
                                            Text::tr("putting back “%1”").arg(install.name));
    if (!staging)
        return staging.error();
    FileSources sources = fileSourcesFor(services, install, wanted, job);
    Obtaining obtaining(staging->path(), wanted, step, job);
    const Result<> linked = obtaining.makeLinks();
    if (!linked)
        return linked.error();
    const Result<> asked = obtaining.askAll(sources);
    if (!asked)
        return asked.error();
    exchange.coming = obtaining.coming();
    const Result<> exchanged = exchangeFiles(exchange, job);
    if (!exchanged)
        return exchanged.error();
    mendOwnCopy(base.folder, obtaining.foreign());
    PutBackOutcome outcome{.brought = exchange.coming.size(),
                           .left = exchange.leaving.size(),
                           .missing = {},
                           .problems = obtaining.problems()};
    for (const WantedFile &file : obtaining.left())
        outcome.missing += file.entry.path;
    return outcome;
}

} // namespace portico
