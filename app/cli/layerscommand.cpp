// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "core/base/lists.h"
#include "core/installs/layerstore.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::LayersCommand)
};

QJsonObject toJson(const StoredLayer &layer)
{
    return {{u"id"_s, layer.id},
            {u"folder"_s, layer.folder},
            {u"created"_s, layer.created.toUTC().toString(Qt::ISODateWithMs)},
            {u"packages"_s, QJsonArray::fromStringList(layer.packages)},
            {u"bytes"_s, layer.bytes},
            {u"usedBy"_s, QJsonArray::fromStringList(layer.usedBy)},
            {u"isBroken"_s, layer.isBroken}};
}

QJsonObject toJson(const LayerInventory &inventory)
{
    QJsonArray layers;
    for (const StoredLayer &layer : inventory.layers)
        layers.append(toJson(layer));
    return {{u"layers"_s, layers},
            {u"wheels"_s,
             QJsonObject{{u"used"_s, inventory.wheels},
                         {u"usedBytes"_s, inventory.wheelBytes},
                         {u"unused"_s, inventory.unusedWheels},
                         {u"unusedBytes"_s, inventory.unusedWheelBytes}}},
            {u"unusedBytes"_s, inventory.unusedBytes()}};
}

QString lineOf(const StoredLayer &layer)
{
    QString state = Text::tr("not used");
    if (layer.isUsed())
        state = Text::tr("used by %1").arg(listed(layer.usedBy));
    if (layer.isBroken)
        state = Text::tr("damaged, %1").arg(state);
    return u"%1  %2  %3, %4"_s.arg(
        layer.id, sizeText(layer.bytes).rightJustified(10),
        Text::tr("%n package(s)", nullptr, static_cast<int>(layer.packages.size())), state);
}

JobCommand::Report reportOf(const LayerInventory &inventory)
{
    return [inventory](Terminal &terminal) {
        terminal.print(toJson(inventory));
        for (const StoredLayer &layer : inventory.layers)
            terminal.print(lineOf(layer));
        if (inventory.layers.isEmpty())
            terminal.print(Text::tr("There is no layer yet."));
        terminal.print(Text::tr("Wheels for building them again: %1.")
                           .arg(sizeText(inventory.wheelBytes + inventory.unusedWheelBytes)));
        if (inventory.unusedBytes() > 0)
            terminal.print(Text::tr("%1 are not used; “porticoctl layers clean” removes them.")
                               .arg(sizeText(inventory.unusedBytes())));
    };
}

JobCommand::Report reportOf(const LayerCleaning &cleaning)
{
    return [cleaning](Terminal &terminal) {
        terminal.print(QJsonObject{{u"removed"_s, QJsonArray::fromStringList(cleaning.removed)},
                                   {u"kept"_s, QJsonArray::fromStringList(cleaning.kept)},
                                   {u"wheels"_s, cleaning.wheels},
                                   {u"bytes"_s, cleaning.bytes}});
        for (const QString &id : cleaning.removed)
            terminal.print(Text::tr("The layer %1 was removed.").arg(id));
        for (const QString &id : cleaning.kept)
            terminal.print(Text::tr("The layer %1 is being put in now and was kept.").arg(id));
        terminal.print(cleaning.bytes > 0 ? Text::tr("%1 were freed.").arg(sizeText(cleaning.bytes))
                                          : Text::tr("Nothing was unused."));
    };
}

std::unique_ptr<RunningCommand> listRun(const CommandContext &context)
{
    return std::make_unique<JobCommand>(
        context, Text::tr("List the layers"),
        [library = context.library](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<LayerInventory> inventory = layerInventory(library, job);
            if (!inventory)
                return inventory.error();
            return reportOf(*inventory);
        });
}

std::unique_ptr<RunningCommand> cleanRun(const CommandContext &context)
{
    return std::make_unique<JobCommand>(
        context, Text::tr("Remove unused layers"),
        [library = context.library](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<LayerCleaning> cleaning = cleanLayers(library, job);
            if (!cleaning)
                return cleaning.error();
            return reportOf(*cleaning);
        });
}

} // namespace

Command layersCommand()
{
    return {.name = u"layers"_s,
            .summary = Text::tr("List the layers of packages, or remove those nobody uses"),
            .syntax = u"list|clean"_s,
            .description =
                Text::tr("A layer holds the packages that node packs need. Installs with the same "
                         "needs over the same base share one. “clean” removes those that no "
                         "install names, and the wheels that only they were made of."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"act"_s, Text::tr("“list” or “clean”."),
                                                 u"list|clean"_s);
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                const QString act = context.parser.positionalArguments().value(0);
                if (act == "list"_L1)
                    return listRun(context);
                if (act == "clean"_L1)
                    return cleanRun(context);
                return std::make_unique<InstantCommand>(context, [act]() -> Result<int> {
                    return Error{.code = ErrorCode::Usage,
                                 .message =
                                     Text::tr("“%1” is neither “list” nor “clean”.").arg(act),
                                 .nextStep = Text::tr("See “porticoctl help layers”."),
                                 .detail = {}};
                });
            }};
}

} // namespace portico::cli
