// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/vendorlines.h"
#include "app/cli/vendorverbs.h"
#include "app/services.h"
#include "core/vendoring/exportvendored.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::VendorCommand)
};

std::unique_ptr<RunningCommand> exportOne(const CommandContext &context, const QStringList &words)
{
    return std::make_unique<JobCommand>(
        context, Text::tr("Export what is kept for offline"),
        [library = context.library, typed = words.constFirst(),
         file = QFileInfo(words.at(1)).absoluteFilePath()](
            const JobContext &job) -> Result<JobCommand::Report> {
            const Result<QList<VendoredState>> states = findVendored(library, typed);
            if (!states)
                return states.error();
            const VendoredState &newest = states->constFirst();
            const Result<PackSummary> packed = exportVendored(library, newest, file, job);
            if (!packed)
                return packed.error();
            return JobCommand::Report([state = newest, file, packed = *packed](Terminal &terminal) {
                terminal.print(QJsonObject{{u"type"_s, u"exported"_s},
                                           {u"id"_s, state.id},
                                           {u"file"_s, file},
                                           {u"bytes"_s, packed.archiveBytes},
                                           {u"manifest"_s, manifestHash(state.parts).toHex()},
                                           {u"lacks"_s, lacksJson(state.lacks)}});
                for (const QString &line : lackLines(state.lacks))
                    terminal.print(line);
                terminal.print(Text::tr("%1 is in %2, %3.")
                                   .arg(state.id, QDir::toNativeSeparators(file),
                                        sizeText(packed.archiveBytes)));
            });
        });
}

std::unique_ptr<RunningCommand> importOne(const CommandContext &context, const QStringList &words)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Import what was kept for offline elsewhere"),
        [services, file = QFileInfo(words.constFirst()).absoluteFilePath()](
            const JobContext &job) -> Result<JobCommand::Report> {
            const Library &library = services->library();
            const Result<VendoredState> state =
                importVendored(library, services->processes(), file, job);
            if (!state)
                return state.error();
            return JobCommand::Report([library, state = *state](Terminal &terminal) {
                QJsonObject object = vendoredJson(library, state);
                object.insert(u"type"_s, u"imported"_s);
                terminal.print(object);
                for (const QString &line : lackLines(state.lacks))
                    terminal.print(line);
                terminal.print(
                    Text::tr("%1 is kept here now: %n files, %2. Make an install of it with "
                             "“porticoctl vendor rebuild %1 --yes”.",
                             nullptr, static_cast<int>(state.files.size()))
                        .arg(state.id, sizeText(state.bytes())));
            });
        });
}

} // namespace

QList<VendorVerb> vendorCarryVerbs()
{
    return {{.name = u"export"_s,
             .syntax = u"<install>|<id> <file>"_s,
             .make = exportOne,
             .minimumWords = 2,
             .maximumWords = 2},
            {.name = u"import"_s, .syntax = u"<file>"_s, .make = importOne}};
}

} // namespace portico::cli
