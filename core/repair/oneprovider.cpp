// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Of several packages that install the same module, one is enough.
#include "core/base/lists.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/python/provider.h"
#include "core/repair/adopted.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairAdopted)
};

/** Of those that are there, the one that would be chosen if none were. */
QString keptOf(const PythonEnvironment &environment, const QStringList &packages)
{
    PythonEnvironment without = environment;
    without.distributions.removeIf(
        [&](const Distribution &one) { return packages.contains(one.name); });
    const auto choice = chooseProvider(
        packages.constFirst(),
        {.base = without, .wanted = QSet<QString>(packages.begin(), packages.end())});
    const QString best = choice ? choice->kept : packages.constFirst();
    if (packages.contains(best))
        return best;
    // At least as much as it would have had.
    const auto rich = std::find_if(packages.begin(), packages.end(), [&](const QString &name) {
        return best.contains("contrib"_L1) && name.contains("contrib"_L1);
    });
    return rich != packages.end() ? *rich : packages.constFirst();
}

/** Whether a row of RECORD is true: what is told of a file's content is what it holds. */
bool isTrue(const QByteArray &row, const QString &site)
{
    const QList<QByteArray> parts = row.trimmed().split(',');
    if (parts.size() != 3 || !parts.at(1).startsWith("sha256="))
        return true; // nothing is told, or in words that only a few old tools write
    const auto digest =
        QByteArray::fromBase64(parts.at(1).sliced(7), QByteArray::Base64UrlEncoding);
    const Result<Sha256> now = hashFile(site + u'/' + QString::fromUtf8(parts.at(0)), {});
    return now && now->toHex() == QString::fromLatin1(digest.toHex());
}

/** The one that came last has written over the files of the others. */
bool isWhole(const Distribution &distribution)
{
    const Result<QByteArray> record =
        readFile(distribution.folder + u'/' + distribution.infoName + "/RECORD"_L1, kMostRecord);
    if (!record)
        return false;
    const QList<QByteArray> rows = record->split('\n');
    return std::all_of(rows.begin(), rows.end(), [&distribution](const QByteArray &row) {
        return isTrue(row, distribution.folder);
    });
}

/** Files that these packages have recorded and no other, with what tells of them. */
QStringList filesOfAll(const AdoptedPlace &place, const QStringList &packages)
{
    QSet<QByteArrayView> others;
    for (const Distribution &distribution : place.environment.distributions) {
        if (packages.contains(distribution.name))
            continue;
        for (const RecordedFile &file : distribution.files)
            others.insert(file.path);
    }
    const QString site = place.site.mid(place.root.size() + 1) + u'/';
    QStringList files;
    for (const Distribution &distribution : place.environment.distributions) {
        if (!packages.contains(distribution.name) || distribution.folder != place.site)
            continue;
        for (const RecordedFile &file : distribution.files) {
            if (!others.contains(file.path))
                files += site + QString::fromUtf8(file.path);
        }
        files += filesBelow(place, {distribution.infoName});
    }
    files.removeDuplicates();
    return files;
}

RepairStep stepFor(const AdoptedPlace &place, const Finding &finding)
{
    RepairStep step{.act = RepairAct::KeepOneProvider};
    const QString kept = keptOf(place.environment, finding.packages);
    QStringList dropped = finding.packages;
    dropped.removeAll(kept);
    const Distribution *const found = place.environment.find(kept);
    step.needsNetwork = !found || !isWhole(*found);
    step.title = Text::tr("Keep %1, and move away %2").arg(kept, listed(dropped));
    step.why = finding.title + u' ' + finding.message;
    step.lines = finding.evidence;
    step.packages = QStringList{kept} + dropped;
    step.files = filesOfAll(place, dropped).size();
    step.source = step.needsNetwork ? Text::tr("the package index: the others have written over it")
                                    : Text::tr("the backup gets the others");
    return step;
}

} // namespace

void planProviders(const AdoptedPlace &place, RepairPlan &plan)
{
    for (const Finding &finding : std::as_const(plan.verdict.findings)) {
        if (finding.kind == FindingKind::TwoProviders)
            plan.steps += stepFor(place, finding);
    }
}

Result<> runKeepOneProvider(const RepairWork &work, const RepairStep &step)
{
    const Result<AdoptedPlace> place = adoptedPlace(work.services, work.install, work.job);
    if (!place)
        return place.error();
    const QString kept = step.packages.value(0);
    const Distribution *const found = place->environment.find(kept);
    Exchange exchange{.folder = place->root, .kept = {}, .step = step.title};
    if (found && isWhole(*found)) {
        exchange.leaving = filesOfAll(*place, step.packages.mid(1));
        return throughBackup(work, *place, exchange);
    }
    const auto staging = StagingDir::create(work.services.library.staging(),
                                            Text::tr("repairing “%1”").arg(work.install.name));
    if (!staging)
        return staging.error();
    const Result<StagedPackages> staged = stagePackages(work, *place, {kept}, staging->path());
    if (!staged)
        return staged.error();
    if (!staged->lock.find(kept))
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("The files of %1 could not be fetched again.").arg(kept),
                     .nextStep = Text::tr("Check the connection and the package index in the "
                                          "network settings, then repair again."),
                     .detail = {}};
    exchange.leaving = filesOfAll(*place, step.packages);
    exchange.coming = staged->coming;
    return throughBackup(work, *place, exchange);
}

} // namespace portico
