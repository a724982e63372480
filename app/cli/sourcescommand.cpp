// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/services.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::SourcesCommand)
};

QString kindTitle(OwnSource::Kind kind)
{
    return kind == OwnSource::Kind::Anymatix ? Text::tr("Anymatix releases")
                                             : Text::tr("Team catalogue");
}

QJsonObject sourceJson(const OwnSource &source)
{
    return {{u"kind"_s, source.kind == OwnSource::Kind::Anymatix ? u"anymatix"_s : u"team"_s},
            {u"address"_s, source.address}};
}

void printSources(Terminal &terminal, const CatalogueOptions &options)
{
    QJsonArray array;
    terminal.print(Text::tr("Official portable and standalone environments: always"));
    for (const OwnSource &source : ownSources(options)) {
        array.append(sourceJson(source));
        terminal.print(u"%1: %2"_s.arg(kindTitle(source.kind), source.address));
    }
    terminal.print(QJsonObject{{u"sources"_s, array}});
}

Error usageError(const QString &what)
{
    return {.code = ErrorCode::Usage,
            .message = Text::tr("“%1” does not belong here.").arg(what),
            .nextStep = Text::tr("Write “sources”, “sources add ADDRESS” or “sources remove "
                                 "ADDRESS”."),
            .detail = {}};
}

/** Asks it first: a source that cannot be read is not added. */
std::unique_ptr<RunningCommand> addSource(const CommandContext &context, const OwnSource &source)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    SettingsStore &store = context.settings;
    return std::make_unique<JobCommand>(
        context, Text::tr("Add a source"),
        [services, catalogue = services->catalogue(), source,
         &store](const JobContext &job) -> Result<JobCommand::Report> {
            const auto answer = askSource(catalogue, source, job);
            if (!answer)
                return answer.error();
            const int count = static_cast<int>(answer->entries.size());
            return JobCommand::Report([source, count, &store](Terminal &terminal) {
                keepSource(store, source);
                const Result<> kept = store.save({});
                if (!kept)
                    return terminal.printError(kept.error());
                QJsonObject document = sourceJson(source);
                document.insert(u"entries"_s, count);
                terminal.print(document);
                terminal.print(
                    Text::tr("Added %1, with %n bundle(s).", nullptr, count).arg(source.address));
            });
        });
}

Result<int> removeSource(const CommandContext &context, const OwnSource &source)
{
    if (!dropSource(context.settings, source))
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("%1 is none of the sources.").arg(source.address),
                     .nextStep = Text::tr("“porticoctl sources” lists them."),
                     .detail = {}};
    if (const Result<> kept = context.settings.save({}); !kept)
        return kept.error();
    context.terminal.print(sourceJson(source));
    context.terminal.print(
        Text::tr("Removed %1. What was installed from it stays.").arg(source.address));
    return static_cast<int>(Done);
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QStringList words = context.parser.positionalArguments();
    const OwnSource source = ownSourceFrom(words.value(1));
    if (words.size() == 2 && words.constFirst() == "add"_L1)
        return addSource(context, source);
    return std::make_unique<InstantCommand>(context, [context, words, source]() -> Result<int> {
        if (words.isEmpty()) {
            printSources(context.terminal, catalogueOptions(context.settings));
            return static_cast<int>(Done);
        }
        if (words.size() == 2 && words.constFirst() == "remove"_L1)
            return removeSource(context, source);
        return usageError(words.join(u' '));
    });
}

} // namespace

Command sourcesCommand()
{
    return {.name = u"sources"_s,
            .summary = Text::tr("Show, add and remove sources of the catalogue"),
            .syntax = u"[add|remove ADDRESS]"_s,
            .description = Text::tr(
                "ADDRESS is a GitHub repository with Anymatix bundles (owner/name), or a team's "
                "own catalogue: a JSON file by path or address (docs/catalogue.md)."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"act"_s, Text::tr("add or remove."));
                    parser.addPositionalArgument(u"address"_s, Text::tr("Which source."));
                },
            .minimumArguments = 0,
            .maximumArguments = 2,
            .make = make};
}

} // namespace portico::cli
