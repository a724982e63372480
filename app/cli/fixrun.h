// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"
#include "core/diagnosis/fixpart.h"
#include "core/installs/install.h"

namespace portico::cli {

/** Does a fix by the command that is there for it, in this same program: as if its words had been
 *  typed. What a pack imports without naming it is remembered first, where that is agreed to. */
class FixRun final : public RunningCommand
{
    Q_OBJECT

public:
    FixRun(const CommandContext &context, Install install, Fix fix, FixConsent consent);

    void begin() override;
    void interrupt() override;

private:
    void remember();
    void runCommand();
    void end(int exitCode);

    const Install m_install;
    const Fix m_fix;
    const FixConsent m_consent;
    QStringList m_remembered;
    QCommandLineParser m_parser;
    std::unique_ptr<RunningCommand> m_command;
    Job *m_job = nullptr;
};

} // namespace portico::cli
