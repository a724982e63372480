// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/sessioncommand.h"
#include "core/server/currentstatus.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::StopCommand)
};

/** Asks for the stop ladder and waits until nothing of the session is left. */
class StopRun final : public SessionCommand
{
public:
    using SessionCommand::SessionCommand;

protected:
    void onInstallFound() override
    {
        client().watch();
        onStatus(client().status());
    }

    void onStatus(const SessionStatus &status) override
    {
        if (!client().isConnected()) {
            if (m_hasAsked || !hasSession())
                report(status);
            return;
        }
        if (!status.activity.isEmpty() && status.state == SessionState::Stopping)
            m_context.terminal.say(status.activity);
        if (std::exchange(m_hasAsked, true)) {
            if (status.state == SessionState::Stopped)
                report(status);
            return;
        }
        if (m_context.parser.isSet(u"now"_s))
            client().kill();
        else
            client().stop();
    }

    void onInterrupt() override { client().kill(); }

private:
    bool hasSession() const { return isSessionHeld(m_context.library, install().id); }

    void report(const SessionStatus &status)
    {
        if (std::exchange(m_hasReported, true))
            return;
        m_context.terminal.print(QJsonObject{{u"id"_s, install().id.toString()},
                                             {u"wasRunning"_s, m_hasAsked},
                                             {u"session"_s, toJson(status)}});
        m_context.terminal.print(m_hasAsked
                                     ? Text::tr("“%1” is stopped.").arg(install().name)
                                     : Text::tr("“%1” was not running.").arg(install().name));
        finishWhenReleased(Done);
    }

    bool m_hasAsked = false;
    bool m_hasReported = false;
};

} // namespace

Command stopCommand()
{
    return {
        .name = u"stop"_s,
        .summary = Text::tr("Stop an install, whoever started it"),
        .syntax = u"<install> [--now]"_s,
        .description = Text::tr("Asks ComfyUI to end, then terminates it, then kills what is left, "
                                "and waits until nothing is left."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                parser.addOption({u"now"_s, Text::tr("End it at once, without asking it first.")});
            },
        .minimumArguments = 1,
        .maximumArguments = 1,
        .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
            return std::make_unique<StopRun>(context, SessionLease::None);
        }};
}

} // namespace portico::cli
