// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/judgedcommand.h"
#include "app/services.h"
#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/site/applysite.h"
#include "core/site/writesite.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::ApplyCommand)
};

struct Wish
{
    QString file; ///< absolute
    bool isCheck = false;
    bool isYes = false;
    ChangeConsent consent{};
};

/** All that applying needs, on the settings' thread. */
struct Tools
{
    Tools(SettingsStore &settings, const Library &library)
        : services(settings, library)
        , add(services.add())
        , catalogue(services.catalogue())
        , nodes(services.nodes())
        , environments(services.environments())
    { }

    Services services;
    AddServices add;
    CatalogueServices catalogue;
    NodeServices nodes;
    EnvOperations environments;
};

QString partText(const SiteDifference &one)
{
    switch (one.part) {
    case SitePart::Install:
        return {};
    case SitePart::Comfyui:
        return Text::tr("ComfyUI");
    case SitePart::Packs:
        return Text::tr("node pack %1").arg(one.name);
    case SitePart::Layer:
        return Text::tr("package %1").arg(one.name);
    case SitePart::Settings:
        return Text::tr("setting %1").arg(one.name);
    case SitePart::Manifest:
        return Text::tr("manifest");
    }
    return {};
}

QString lineOf(const SiteDifference &one)
{
    if (one.part == SitePart::Install)
        return Text::tr("“%1” is not here: %2").arg(one.install, one.after);
    const QString none = Text::tr("none");
    return Text::tr("“%1”, %2: %3 → %4", "install, what, now, declared")
        .arg(one.install, partText(one), one.before.isEmpty() ? none : one.before,
             one.after.isEmpty() ? none : one.after);
}

QStringList linesOf(const SiteDrift &drift)
{
    QStringList lines;
    for (const SiteDifference &one : drift.differences)
        lines += lineOf(one);
    for (const SiteOther &other : drift.others)
        lines += other.pack.isEmpty()
            ? Text::tr("“%1” is not in the file, and is left alone.").arg(other.install)
            : Text::tr("“%1”, node pack %2: not in the file, and is left alone.")
                  .arg(other.install, other.pack);
    return lines;
}

/** Of the file, not of this library: told apart by scripts from a drift. */
Error documentError(Error error)
{
    if (error.code == ErrorCode::InvalidInput || error.code == ErrorCode::Corrupt)
        error.code = ErrorCode::Usage;
    return error;
}

JudgedCommand::Report planned(const SiteDrift &drift, const Wish &wish)
{
    return [drift, wish](Terminal &terminal) {
        QJsonObject json = toJson(drift);
        json.insert(u"type"_s, wish.isCheck ? u"check"_s : u"plan"_s);
        terminal.print(json);
        for (const QString &line : linesOf(drift))
            terminal.print(line);
        if (drift.isEmpty())
            terminal.print(Text::tr("The library is as the file says: nothing is to be done."));
        else
            terminal.say(Text::tr("Nothing was changed. Do it with --yes."));
        return wish.isCheck && !drift.isEmpty() ? Failed : Done;
    };
}

JudgedCommand::Report report(const AppliedSite &applied)
{
    return [applied](Terminal &terminal) {
        QJsonObject json = toJson(applied.left);
        json.insert(u"type"_s, u"applied"_s);
        json.insert(u"done"_s, QJsonArray::fromStringList(applied.done));
        json.insert(u"remarks"_s, QJsonArray::fromStringList(applied.remarks));
        terminal.print(json);
        for (const QString &line : applied.remarks + linesOf(applied.left))
            terminal.print(line);
        if (applied.left.isEmpty())
            terminal.print(Text::tr("The library is as the file says."));
        else
            terminal.print(Text::tr("This is different even so."));
        return applied.left.isEmpty() ? Done : Failed;
    };
}

Result<JudgedCommand::Report> run(const Tools &tools, const Wish &wish, const JobContext &job)
{
    const Result<Site> site = readSite(wish.file, tools.nodes.plainHttpHosts);
    if (!site)
        return documentError(site.error());
    const Result<SiteDrift> drift = compareSite(tools.services.library(), *site, job);
    if (!drift)
        return drift.error();
    if (!wish.isYes || drift->isEmpty())
        return planned(*drift, wish);
    for (const QString &line : linesOf(*drift))
        job.log(line);
    const Result<AppliedSite> applied = applySite({.add = tools.add,
                                                   .catalogue = tools.catalogue,
                                                   .nodes = tools.nodes,
                                                   .environments = tools.environments},
                                                  *site, wish.consent, job);
    return applied ? Result<JudgedCommand::Report>(report(*applied)) : applied.error();
}

/** A file that somebody wrote is not written over unasked. */
Error isThere(const QString &file)
{
    return {.code = ErrorCode::AlreadyExists,
            .message = Text::tr("%1 is there already.").arg(QDir::toNativeSeparators(file)),
            .nextStep = Text::tr("Give another name, or --yes to replace it."),
            .detail = {}};
}

Result<JudgedCommand::Report> write(const Library &library, const Wish &wish, const JobContext &job)
{
    if (QFileInfo::exists(wish.file) && !wish.isYes)
        return isThere(wish.file);
    const Result<WrittenSite> written = writeSite(library, job);
    if (!written)
        return written.error();
    const Result<> saved = writeFileAtomically(wish.file, jsonToBytes(written->site));
    if (!saved)
        return saved.error();
    return JudgedCommand::Report([wish, remarks = written->remarks](Terminal &terminal) {
        terminal.print(QJsonObject{{u"type"_s, u"written"_s},
                                   {u"file"_s, wish.file},
                                   {u"remarks"_s, QJsonArray::fromStringList(remarks)}});
        for (const QString &line : remarks)
            terminal.print(line);
        terminal.print(Text::tr("The library is written down in %1.")
                           .arg(QDir::toNativeSeparators(wish.file)));
        return Done;
    });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const QString file = parser.positionalArguments().constFirst();
    const Wish wish{.file = QDir::cleanPath(QDir::current().absoluteFilePath(file)),
                    .isCheck = parser.isSet(u"check"_s),
                    .isYes = parser.isSet(u"yes"_s),
                    .consent = {.sourceBuilds = parser.isSet(u"allow-builds"_s)
                                    ? SourceBuilds::Allow
                                    : SourceBuilds::Refuse}};
    if (wish.isCheck && (wish.isYes || parser.isSet(u"write"_s)))
        return std::make_unique<InstantCommand>(context, []() -> Result<int> {
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("--check changes nothing."),
                         .nextStep = Text::tr("Give it alone, or without it --yes or --write."),
                         .detail = {}};
        });
    if (parser.isSet(u"write"_s))
        return std::make_unique<JudgedCommand>(
            context, Text::tr("Write down the library"),
            [library = context.library, wish](const JobContext &job) {
                return write(library, wish, job);
            });
    const auto tools = std::make_shared<Tools>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(
        context, Text::tr("Apply a declared state"),
        [tools, wish](const JobContext &job) { return run(*tools, wish, job); });
}

} // namespace

Command applyCommand()
{
    return {
        .name = u"apply"_s,
        .summary = Text::tr("Make the library what a file declares; says first what differs"),
        .syntax = u"<site.json> [--check|--yes] [--allow-builds] | <site.json> --write [--yes]"_s,
        .description = Text::tr(
            "The file names installs, what each is made of, its version of ComfyUI, node packs, "
            "their packages and settings; docs/site.md tells how. What is so already stays, so "
            "that a second time nothing is done; what was interrupted is finished by the next "
            "time. What the library has beyond the file is named and left alone. Installs that are "
            "made of what is kept for offline (“porticoctl vendor”) need no network, and are the "
            "same on every computer. “--check” ends with 1 where something differs."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(u"site.json"_s, Text::tr("The file."));
                parser.addOption(
                    {u"check"_s, Text::tr("Change nothing; end with 1 where something differs.")});
                parser.addOption({u"yes"_s, Text::tr("Really do it; otherwise it is only shown.")});
                parser.addOption(
                    {u"write"_s, Text::tr("Write the file instead: the library as it is now.")});
                parser.addOption({u"allow-builds"_s,
                                  Text::tr("Packages may be built from source, which runs their "
                                           "own code.")});
            },
        .minimumArguments = 1,
        .maximumArguments = 1,
        .make = make};
}

} // namespace portico::cli
