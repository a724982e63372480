// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

namespace portico::cli {

/** A JobCommand whose outcome decides the exit code: what the report returns. */
class JudgedCommand final : public RunningCommand
{
    Q_OBJECT

public:
    using Report = std::function<int(Terminal &)>;
    using Body = std::function<Result<Report>(const JobContext &)>;

    JudgedCommand(CommandContext context, QString title, Body body);

    void begin() override;
    void interrupt() override;

private:
    const QString m_title;
    const Body m_body;
    Job *m_job = nullptr;
};

} // namespace portico::cli
