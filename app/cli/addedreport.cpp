// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/addedreport.h"

#include "app/cli/installjson.h"
#include "app/services.h"
#include "core/repair/probeinstall.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::AddCommand)
};

} // namespace

JobCommand::Report addedReport(const Services &services, const Install &install,
                               const JobContext &job)
{
    const std::optional<TorchProbe> probe =
        probeAfterwards(services.library(), install, services.processes(), job);
    return [library = services.library(), install, probe](Terminal &terminal) {
        QJsonObject document = installJson(library, install);
        if (probe)
            document.insert(u"probe"_s, toJson(*probe));
        terminal.print(document);
        terminal.print(Text::tr("Added “%1” as %2.").arg(install.name, install.id.toString()));
        const Generation *generation = install.generation();
        if (generation && !install.isAdopted() && !generation->origin.isVerified) {
            terminal.say(Text::tr("No published hash was given, so the bundle is not verified. Its "
                                  "SHA-256 is %1.")
                             .arg(generation->origin.sha256.toHex()));
        }
        if (!install.settings.arguments.isEmpty())
            terminal.print(
                Text::tr("ComfyUI starts with “%1”.").arg(install.settings.arguments.join(u' ')));
        if (probe)
            terminal.print(probeLine(*probe));
        terminal.say(Text::tr("Start it with: porticoctl start %1").arg(install.id.toString()));
    };
}

QString probeLine(const TorchProbe &probe)
{
    return (probe.isGood ? QString() : u"✗ "_s) + probeSentence(probe);
}

} // namespace portico::cli
