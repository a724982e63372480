// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/fixrun.h"

#include "app/cli/command.h"
#include "core/repair/rememberneeds.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::FixRun)
};

Error noCommand(const QStringList &words)
{
    return {.code = ErrorCode::Internal,
            .message = Text::tr("No command carries out this fix."),
            .nextStep = Text::tr("Please report this as a bug."),
            .detail = words.join(u' ')};
}

} // namespace

FixRun::FixRun(const CommandContext &context, Install install, Fix fix, FixConsent consent)
    : RunningCommand(context)
    , m_install(std::move(install))
    , m_fix(std::move(fix))
    , m_consent(consent)
{ }

void FixRun::begin()
{
    const bool needsMore = m_fix.kind == FixKind::InstallPackages && m_fix.arguments.size() > 1;
    if (needsMore && m_consent == FixConsent::Given)
        remember();
    else
        runCommand();
}

void FixRun::remember()
{
    m_job = &m_context.jobs.start<QStringList>(
        {.title = Text::tr("Look what the node pack needs"), .exclusiveKey = {}},
        [library = m_context.library, install = m_install, fix = m_fix](const JobContext &job) {
            return rememberForPack(library, install, fix.arguments.at(0), fix.arguments.at(1), job);
        },
        this,
        [this](const Result<QStringList> &remembered) {
            m_job = nullptr;
            if (!remembered)
                return fail(remembered.error());
            m_remembered = *remembered;
            runCommand();
        });
}

void FixRun::runCommand()
{
    const QStringList words = fixWords(m_install, m_fix, m_consent);
    const QList<Command> commands = allCommands();
    const auto command = std::find_if(commands.begin(), commands.end(), [&](const Command &one) {
        return one.name == words.value(0);
    });
    if (command == commands.end())
        return fail(noCommand(words));
    command->declare(m_parser);
    if (!m_parser.parse(words))
        return fail(noCommand(words));
    m_command = command->make(
        {m_context.library, m_parser, m_context.terminal, m_context.jobs, m_context.settings});
    connect(m_command.get(), &RunningCommand::finished, this, &FixRun::end);
    m_command->begin();
}

void FixRun::end(int exitCode)
{
    if (exitCode != 0)
        forgetNeeds(m_context.library, m_install, m_remembered);
    emit finished(exitCode);
}

void FixRun::interrupt()
{
    if (m_command)
        m_command->interrupt();
    else if (m_job)
        m_job->cancel();
}

} // namespace portico::cli
