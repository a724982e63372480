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
    Q_DECLARE_TR_FUNCTIONS(portico::cli::OpenCommand)
};

/** Opens the browser as soon as the session is ready. */
class OpenRun final : public SessionCommand
{
public:
    using SessionCommand::SessionCommand;

protected:
    void onInstallFound() override
    {
        if (!isSessionHeld(m_context.library, install().id)) {
            fail({.code = ErrorCode::NotFound,
                  .message = Text::tr("“%1” is not running, so there is nothing to open.")
                                 .arg(install().name),
                  .nextStep = Text::tr("Start it with: porticoctl start %1 --open")
                                  .arg(install().id.toString()),
                  .detail = {}});
            return;
        }
        client().watch();
    }

    void onStatus(const SessionStatus &status) override
    {
        if (status.state == SessionState::Ready) {
            m_context.terminal.print(QJsonObject{{u"url"_s, status.url.toString()}});
            m_context.terminal.print(status.url.toString());
            if (m_context.parser.isSet(u"app-window"_s))
                openInOwnWindow(status.url);
            else
                openInBrowser(status.url);
            finish(Done);
        } else if (client().isConnected() && status.state != SessionState::Starting) {
            finish(Failed);
        }
    }

    void onInterrupt() override { finish(Failed); }
};

} // namespace

Command openCommand()
{
    return {.name = u"open"_s,
            .summary = Text::tr("Open a running install in the browser"),
            .syntax = u"<install>"_s,
            .description = Text::tr("Waits until it is ready."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption(
                        {u"app-window"_s,
                         Text::tr("In a window of its own, without tabs and address bar, where a "
                                  "browser is here that can do that.")});
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<OpenRun>(context, SessionLease::None);
            }};
}

} // namespace portico::cli
