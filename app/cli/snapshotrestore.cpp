// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/judgedcommand.h"
#include "app/cli/snapshotlines.h"
#include "app/cli/snapshotverbs.h"
#include "app/services.h"
#include "core/base/lists.h"
#include "core/installs/installfile.h"
#include "core/snapshots/exportsnapshot.h"
#include "core/snapshots/takesnapshot.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::SnapshotCommand)
};

struct Wish
{
    QString install;
    QString snapshot; ///< empty: of a file
    QString file{};
    RestoreWish restore{};
    bool isYes = false;
};

/** What to restore, and what is to be said about it. */
struct Chosen
{
    SnapshotContent content{};
    QStringList remarks{};
    QString imported{}; ///< id
};

/** "packs,layer" or several times. */
Result<QList<SnapshotPart>> partsOf(const QStringList &given)
{
    QList<SnapshotPart> parts;
    for (const QString &name : given.join(u',').split(u',', Qt::SkipEmptyParts)) {
        const auto part = snapshotPartFromName(name);
        if (!part) {
            QStringList names;
            for (const SnapshotPart known : allSnapshotParts())
                names += snapshotPartName(known);
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("“%1” is no part of a snapshot.").arg(name),
                         .nextStep = Text::tr("Choose some of: %1.").arg(listed(names)),
                         .detail = {}};
        }
        parts += *part;
    }
    return parts;
}

Result<Chosen> chooseKept(const Library &library, const Install &install, const Wish &wish)
{
    const Result<Snapshot> snapshot = findSnapshot(library, install.id, wish.snapshot);
    return snapshot ? Result<Chosen>(Chosen{.content = snapshot->content}) : snapshot.error();
}

/** Portico's own are among the install's snapshots from now on. */
Result<Chosen> chooseFile(const Library &library, const Install &install, Wish &wish,
                          const JobContext &job)
{
    const Result<SnapshotContent> now = contentOf(library, install, job);
    if (!now)
        return now.error();
    const Result<ImportedSnapshot> imported = importSnapshot(wish.file, *now);
    if (!imported)
        return imported.error();
    Chosen chosen{.content = imported->snapshot.content, .remarks = imported->remarks};
    wish.restore.isForeign = imported->format != SnapshotFormat::Portico;
    if (wish.restore.parts.isEmpty())
        wish.restore.parts = imported->parts;
    if (wish.restore.isForeign)
        return chosen;
    const Result<KeptSnapshot> kept = keepSnapshot(library, install.id, chosen.content,
                                                   {.reason = KeepReason::Import,
                                                    .now = QDateTime::currentDateTimeUtc(),
                                                    .note = imported->snapshot.note},
                                                   job);
    if (!kept)
        return kept.error();
    chosen.imported = kept->snapshot.id.toHex();
    chosen.remarks.prepend(Text::tr("Snapshot %1 is imported.").arg(shortId(kept->snapshot.id)));
    return chosen;
}

JudgedCommand::Report planned(const QStringList &lines, const QJsonObject &json, bool isEmpty)
{
    return [lines, json, isEmpty](Terminal &terminal) {
        terminal.print(json);
        for (const QString &line : lines)
            terminal.print(line);
        if (isEmpty)
            terminal.print(Text::tr("Everything is as it was then."));
        else
            terminal.say(Text::tr("Nothing was changed. Do it with --yes."));
        return Done;
    };
}

Result<JudgedCommand::Report> run(const RestoreServices &services, Wish wish, const JobContext &job)
{
    const Library &library = services.nodes.compose.library;
    const Result<Install> install = findInstall(library, wish.install);
    if (!install)
        return install.error();
    const Result<Chosen> chosen = wish.file.isEmpty() ? chooseKept(library, *install, wish)
                                                      : chooseFile(library, *install, wish, job);
    if (!chosen)
        return chosen.error();
    Result<PreparedRestore> prepared =
        prepareRestore(services, install->id, chosen->content, wish.restore, job);
    if (!prepared)
        return prepared.error();
    QJsonObject plan = restoreJson(*prepared);
    plan.insert(u"remarks"_s, QJsonArray::fromStringList(chosen->remarks));
    if (!chosen->imported.isEmpty())
        plan.insert(u"imported"_s, chosen->imported);
    const QStringList lines = chosen->remarks + restoreLines(*prepared);
    const bool isEmpty = prepared->isEmpty() && prepared->change.plan().lacks.isEmpty();
    if (!wish.isYes || isEmpty)
        return planned(lines, plan, isEmpty);
    for (const QString &line : lines)
        job.log(line);
    const Result<RestoreOutcome> outcome = restore(services, std::move(*prepared), job);
    if (!outcome)
        return outcome.error();
    return JudgedCommand::Report([plan, outcome = *outcome, id = install->id](Terminal &terminal) {
        terminal.print(plan);
        terminal.print(outcomeJson(outcome));
        for (const QString &line : outcomeLines(outcome, id))
            terminal.print(line);
        return outcome.notBuilt.isEmpty() ? Done : Failed;
    });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context, Wish wish)
{
    const QCommandLineParser &parser = context.parser;
    const Result<QList<SnapshotPart>> parts = partsOf(parser.values(u"only"_s));
    if (!parts)
        return std::make_unique<InstantCommand>(
            context, [error = parts.error()]() -> Result<int> { return error; });
    wish.restore.parts = *parts;
    wish.restore.exactness =
        parser.isSet(u"as-far-as-possible"_s) ? Exactness::AsFarAsPossible : Exactness::Demanded;
    wish.isYes = parser.isSet(u"yes"_s) && !parser.isSet(u"plan"_s);
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(context, Text::tr("Restore a snapshot"),
                                           [services, nodes = services->nodes(),
                                            environments = services->environments(),
                                            wish](const JobContext &job) {
                                               return run({nodes, environments}, wish, job);
                                           });
}

} // namespace

QList<SnapshotVerb> snapshotRestoreVerbs()
{
    const QString choices = u"[--only PART,…] [--as-far-as-possible] [--plan] [--yes]"_s;
    const QStringList options{u"only"_s, u"as-far-as-possible"_s, u"plan"_s, u"yes"_s};
    return {{.name = u"restore"_s,
             .syntax = u"<install> <snapshot> "_s + choices,
             .minimumWords = 2,
             .maximumWords = 2,
             .options = options,
             .make =
                 [](const CommandContext &context, const QStringList &words) {
                     return make(context, {.install = words.at(0), .snapshot = words.at(1)});
                 }},
            {.name = u"import"_s,
             .syntax = u"<install> <file> "_s + choices,
             .minimumWords = 2,
             .maximumWords = 2,
             .options = options,
             .make = [](const CommandContext &context, const QStringList &words) {
                 return make(context,
                             {.install = words.at(0),
                              .snapshot = {},
                              .file = QDir::current().absoluteFilePath(words.at(1))});
             }}};
}

} // namespace portico::cli
