// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/snapshotverbs.h"
#include "app/cli/updatecommand.h"
#include "app/cli/vendorverbs.h"

namespace portico::cli {

QList<Command> allCommands()
{
    return {installCommand(),     catalogueCommand(),   versionsCommand(),     addCommand(),
            listCommand(),        startCommand(),       stopCommand(),         statusCommand(),
            logCommand(),         openCommand(),        renameCommand(),       setCommand(),
            removeCommand(),      duplicateCommand(),   migrateCommand(),      updateCommand(),
            generationsCommand(), rollbackCommand(),    testWorkflowCommand(), nodesCommand(),
            layersCommand(),      envCommand(),         snapshotCommand(),     vendorCommand(),
            applyCommand(),       bundleCommand(),      githubCommand(),       diskCommand(),
            cleanCommand(),       moveLibraryCommand(), verifyCommand(),       driftCommand(),
            repairCommand(),      diagnoseCommand(),    bisectCommand(),       hardwareCommand(),
            networkCommand(),     sourcesCommand(),     tokenCommand(),        selfCheckCommand(),
            appUpdateCommand(),   recoverCommand(),     completionCommand()};
}

} // namespace portico::cli
