// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/wishedpacks.h"

#include "core/git/gitaddress.h"
#include "core/io/file.h"
#include "core/nodes/registrynode.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WishedPacks)
};

constexpr int kMostRounds = 8; ///< of packs that want packs that want packs

Error notUsable(const WantedPack &pack, const QString &by, const QString &why)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("“%1” wants “%2”, but %3.").arg(by, pack.name, why),
            .nextStep = Text::tr("Install it by hand with “porticoctl nodes install”, or ask the "
                                 "author of “%1”.")
                            .arg(by),
            .detail = {}};
}

/** "owner/repository" is one of GitHub. */
QString addressOf(const QString &github)
{
    static const QRegularExpression ownerAndName(u"^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$"_s);
    return ownerAndName.match(github).hasMatch() ? "https://github.com/"_L1 + github : github;
}

Result<PackSource> sourceOf(const WantedPack &pack, const QString &by, const QStringList &hosts)
{
    PackSource source{.name = pack.name};
    if (!pack.registry.isEmpty()) {
        source.place = pack.registry;
        source.ref = pack.version;
        const bool isUsable = isRegistryId(pack.registry)
            && (pack.version.isEmpty() || isRegistryVersion(pack.version));
        if (!isUsable)
            return notUsable(
                pack, by,
                Text::tr("“%1” is nothing that the registry has")
                    .arg(QStringList{pack.registry, pack.version}.join(u' ').trimmed()));
    } else {
        source.kind = PackSource::Kind::Git;
        source.place = addressOf(pack.github);
        source.ref = pack.tag;
        for (const QString &other : {pack.branch, pack.commit}) {
            if (source.ref.isEmpty())
                source.ref = other;
        }
        if (pack.github.isEmpty())
            return notUsable(pack, by, Text::tr("it does not say where that is"));
        // A stranger's file: it may name an address, never a place of this computer.
        const Result<GitAddress> address = source.place.contains("://"_L1)
            ? gitAddress(source.place, hosts)
            : Result<GitAddress>(Error());
        if (!address || address->isLocal())
            return notUsable(pack, by,
                             Text::tr("“%1” is no address of a repository").arg(pack.github));
        if (!source.ref.isEmpty() && !isPossibleRef(source.ref))
            return notUsable(pack, by,
                             Text::tr("“%1” is no tag, branch or commit").arg(source.ref));
    }
    const Result<QString> name = packFolderName(source);
    return name ? Result<PackSource>(source) : name.error();
}

/** What the fetched packs want in turn, and neither is there nor comes along. */
QList<WishedPack> wishesOf(const ChangePlan &plan, const WishedChange &wish,
                           const QStringList &hosts)
{
    QList<PackWishes> all;
    for (const PackStep &step : plan.steps) {
        if (step.after)
            all += readWishesOf(step.pack, step.after->folder, wish.home);
    }
    QList<WishedPack> wished = wishedPacks(all, hosts);
    wished.removeIf([&plan](const WishedPack &pack) {
        return std::any_of(plan.steps.begin(), plan.steps.end(),
                           [&pack](const PackStep &step) { return step.pack == pack.name; });
    });
    return wished;
}

Result<QList<PackSource>> sourcesOf(const WishedChange &wish)
{
    QList<PackSource> sources;
    QStringList unknown = wish.names;
    for (const WishedPack &pack : wish.wished) {
        if (!wish.names.isEmpty() && !wish.names.contains(pack.name))
            continue;
        unknown.removeAll(pack.name);
        if (pack.problem && !wish.names.isEmpty())
            return *pack.problem;
        if (!pack.problem)
            sources += pack.source;
    }
    if (unknown.isEmpty())
        return sources;
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("No pack wants “%1”, or it is there.").arg(unknown.first()),
                 .nextStep = Text::tr("“porticoctl env wishes” shows what is wanted."),
                 .detail = {}};
}

} // namespace

QList<WishedPack> wishedPacks(const QList<PackWishes> &wishes, const QStringList &plainHttpHosts)
{
    QList<WishedPack> wished;
    for (const PackWishes &each : wishes) {
        for (const WantedPack &wanted : each.root ? each.root->packs : QList<WantedPack>()) {
            if (!each.missingPacks.contains(wanted.name))
                continue;
            const auto known =
                std::find_if(wished.begin(), wished.end(),
                             [&](const WishedPack &pack) { return pack.name == wanted.name; });
            if (known != wished.end()) {
                known->wantedBy += each.pack;
                continue;
            }
            WishedPack pack{.name = wanted.name, .wantedBy = {each.pack}};
            const Result<PackSource> source = sourceOf(wanted, each.pack, plainHttpHosts);
            if (source)
                pack.source = *source;
            else
                pack.problem = source.error();
            wished += pack;
        }
    }
    std::sort(wished.begin(), wished.end(),
              [](const WishedPack &a, const WishedPack &b) { return a.name < b.name; });
    return wished;
}

Result<PreparedChange> prepareWishedPacks(const NodeServices &services, const InstallId &id,
                                          const WishedChange &wish, const JobContext &job)
{
    const Result<QList<PackSource>> sources = sourcesOf(wish);
    if (!sources)
        return sources.error();
    PackChange change = wish.change;
    change.act = PackAct::Install;
    change.sources = *sources;
    for (int round = 1;; ++round) {
        Result<PreparedChange> prepared = prepareChange(services, id, change, job);
        if (!prepared)
            return prepared;
        QList<PackSource> more;
        for (const WishedPack &pack : wishesOf(prepared->plan(), wish, services.plainHttpHosts)) {
            if (pack.problem)
                job.log(pack.problem->message + u' ' + pack.problem->nextStep);
            else
                more += pack.source;
        }
        if (more.isEmpty() || round == kMostRounds)
            return prepared;
        job.log(Text::tr("What was fetched wants other packs, too; the plan is made with them."));
        change.sources += more;
    }
}

QJsonObject toJson(const WishedPack &pack)
{
    return {{u"name"_s, pack.name},
            {u"wantedBy"_s, QJsonArray::fromStringList(pack.wantedBy)},
            {u"source"_s, pack.problem ? QString() : shownSource(pack.source)},
            {u"problem"_s, pack.problem ? pack.problem->message : QString()},
            {u"nextStep"_s, pack.problem ? pack.problem->nextStep : QString()}};
}

} // namespace portico
