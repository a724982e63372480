// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/addedreport.h"

#include "app/cli/installjson.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::AddCommand)
};

} // namespace

JobCommand::Report addedReport(const Library &library, const Install &install)
{
    return [library, install](Terminal &terminal) {
        terminal.print(installJson(library, install));
        terminal.print(Text::tr("Added “%1” as %2.").arg(install.name, install.id.toString()));
        const Generation *generation = install.generation();
        if (generation && !install.isAdopted() && !generation->origin.isVerified) {
            terminal.say(Text::tr("No published hash was given, so the bundle is not verified. Its "
                                  "SHA-256 is %1.")
                             .arg(generation->origin.sha256.toHex()));
        }
        terminal.say(Text::tr("Start it with: porticoctl start %1").arg(install.id.toString()));
    };
}

} // namespace portico::cli
