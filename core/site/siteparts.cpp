// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/site/siteparts.h"

#include "core/installs/gpupick.h"
#include "core/installs/installfile.h"
#include "core/nodes/nodepacks.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SiteParts)
};

Error isRepository(const SitePack &pack)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("%1 is a git repository, whose state today says nothing about "
                                "tomorrow's.")
                           .arg(QDir::toNativeSeparators(pack.source.place)),
            .nextStep = Text::tr("Name it with \"git\" and \"commit\" in place of \"folder\"."),
            .detail = {}};
}

Error isIsolated(const QString &name)
{
    return {.code = ErrorCode::Unsupported,
            .message =
                Text::tr("“%1” has a Python of its own, and would become another.").arg(name),
            .nextStep = Text::tr("Undo that first: porticoctl env rejoin."),
            .detail = {}};
}

/** As its source has it today; nothing where that is not there. */
Result<std::optional<RecordedPack>> atItsSource(const SitePack &pack, const JobContext &job)
{
    const bool isHere =
        pack.source.kind == PackSource::Kind::Folder || pack.source.kind == PackSource::Kind::File;
    if (!isHere || !QFileInfo::exists(pack.source.place))
        return std::optional<RecordedPack>();
    const NodePack there = readNodePack(pack.name, pack.source.place);
    if (there.kind == PackKind::Git)
        return isRepository(pack);
    const Result<RecordedPack> recorded = recordPack(there, nullptr, job);
    return recorded ? Result<std::optional<RecordedPack>>(*recorded) : recorded.error();
}

/** What a pack of no known content must be: it is never taken for one that is there. */
RecordedPack unknownFrom(const SitePack &pack)
{
    return {.name = pack.name, .kind = PackKind::Folder, .version = pack.source.place};
}

bool isFromSource(const RecordedPack &now, const SitePack &pack)
{
    return !now.isEdited && now.source.kind == pack.source.kind
        && now.source.place == pack.source.place;
}

/** The code that is declared; `now` itself where it is that. */
Result<RecordedPack> codeWanted(const SitePack &pack, const std::optional<RecordedPack> &now,
                                const JobContext &job)
{
    if (pack.source.kind == PackSource::Kind::Git)
        return RecordedPack{.name = pack.name, .kind = PackKind::Git, .commit = pack.source.ref};
    if (pack.source.kind == PackSource::Kind::Registry)
        return RecordedPack{.name = pack.name,
                            .kind = PackKind::Registry,
                            .version = pack.source.ref,
                            .digest = pack.digest};
    RecordedPack wanted = unknownFrom(pack);
    wanted.digest = pack.digest;
    if (pack.digest.isNull()) {
        const auto there = atItsSource(pack, job);
        if (!there)
            return there.error();
        if (*there)
            wanted = **there;
    }
    const bool isThere =
        now && (wanted.digest.isNull() ? isFromSource(*now, pack) : now->digest == wanted.digest);
    return isThere ? *now : wanted;
}

QJsonArray listOf(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

} // namespace

Result<std::optional<Install>> installNamed(const Library &library, const QString &name)
{
    std::optional<Install> found;
    for (const Install &install : listInstalls(library).installs) {
        if (install.name != name)
            continue;
        if (found)
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("Two installs are called “%1”.").arg(name),
                         .nextStep = Text::tr("Rename one of them: porticoctl rename."),
                         .detail = {}};
        found = install;
    }
    return found;
}

Result<QList<SitePackState>> sitePackStates(const QList<RecordedPack> &now,
                                            const QList<SitePack> &declared, const JobContext &job)
{
    QList<SitePackState> states;
    for (const SitePack &pack : declared) {
        SitePackState state;
        const auto found = std::find_if(now.begin(), now.end(), [&](const RecordedPack &other) {
            return collisionKey(other.name) == collisionKey(pack.name);
        });
        if (found != now.end())
            state.now = *found;
        const Result<RecordedPack> wanted = codeWanted(pack, state.now, job);
        if (!wanted)
            return wanted.error();
        const bool isSame = state.now && isSameCode(*state.now, *wanted);
        if (!isSame && state.now && state.now->isIsolated)
            return isIsolated(pack.name);
        state.isMet = isSame && state.now->isEnabled == pack.isEnabled;
        state.wanted = isSame ? *state.now : *wanted;
        state.wanted.isEnabled = pack.isEnabled;
        if (!isSame)
            state.wanted.source = pack.source;
        if (!isSame && state.now)
            state.wanted.name = state.now->name;
        states += state;
    }
    return states;
}

Result<QJsonObject> settingsWanted(const Install &install, const SiteSettings &settings)
{
    QJsonObject wanted;
    if (settings.arguments)
        wanted.insert(u"arguments"_s, listOf(*settings.arguments));
    if (settings.models)
        wanted.insert(u"modelFolders"_s, listOf(*settings.models));
    for (auto it = settings.folders.begin(); it != settings.folders.end(); ++it)
        wanted.insert(it.key(), it.value());
    if (settings.accelerator) {
        const Result<QString> accelerator = readAcceleratorSetting(install, *settings.accelerator);
        if (!accelerator)
            return accelerator.error();
        wanted.insert(u"accelerator"_s, *accelerator);
    }
    if (settings.gpu)
        wanted.insert(u"gpus"_s, *settings.gpu);
    if (settings.layout)
        wanted.insert(u"layout"_s, dataLayoutName(*settings.layout));
    if (settings.track)
        wanted.insert(u"track"_s, trackName(*settings.track));
    if (!settings.environment.isEmpty()) {
        QJsonObject environment;
        const QMap<QString, QString> &now = install.settings.environment;
        for (auto it = now.begin(); it != now.end(); ++it)
            environment.insert(it.key(), it.value());
        for (auto it = settings.environment.begin(); it != settings.environment.end(); ++it) {
            if (it.value().isEmpty())
                environment.remove(it.key());
            else
                environment.insert(it.key(), it.value());
        }
        wanted.insert(u"environment"_s, environment);
    }
    QJsonObject all;
    if (settings.port)
        all.insert(u"port"_s, *settings.port);
    if (!wanted.isEmpty())
        all.insert(u"settings"_s, wanted);
    return all;
}

bool isSamePackage(const LockedPackage &a, const LockedPackage &b)
{
    return a.name == b.name && a.version == b.version
        && std::any_of(a.hashes.begin(), a.hashes.end(),
                       [&](const Sha256 &hash) { return b.hashes.contains(hash); });
}

} // namespace portico
