// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/diagnosetext.h"
#include "app/cli/driftnotice.h"
#include "app/cli/sessioncommand.h"
#include "app/networkkeeper.h"
#include "app/services.h"
#include "core/platform/servicemanager.h"
#include "core/snapshots/takesnapshot.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::StartCommand)
};

constexpr qsizetype kLastLines = 10;

void declareOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
    parser.addOption({u"detach"_s, Text::tr("Leave it running when this command ends.")});
    parser.addOption({u"port"_s, Text::tr("Use this port, this time."), u"PORT"_s});
    parser.addOption(
        {u"next-free-port"_s, Text::tr("If the port is taken, use the next free one.")});
    parser.addOption({u"safe"_s, Text::tr("Start without node packs.")});
    parser.addOption({u"open"_s, Text::tr("Open the browser when it is ready.")});
}

/**
 * Follows a session from the start on. Attached, it stays in the foreground and shows the log until
 * the session ends; Ctrl+C asks for the stop ladder, a second one ends the tree at once. Detached,
 * it ends when ComfyUI is ready.
 */
class StartRun final : public SessionCommand
{
public:
    using SessionCommand::SessionCommand;

protected:
    void onInstallFound() override
    {
        const QCommandLineParser &parser = m_context.parser;
        SessionStart start{.mode = parser.isSet(u"detach"_s) ? SessionMode::Detached
                                                             : SessionMode::Attached,
                           .port = std::nullopt,
                           .useNextFreePort = parser.isSet(u"next-free-port"_s),
                           .withoutNodePacks = parser.isSet(u"safe"_s)};
        if (parser.isSet(u"port"_s)) {
            bool isNumber = false;
            start.port = parser.value(u"port"_s).toUShort(&isNumber);
            if (!isNumber || *start.port == 0) {
                fail({.code = ErrorCode::Usage,
                      .message = Text::tr("“%1” is no port.").arg(parser.value(u"port"_s)),
                      .nextStep = Text::tr("Choose a number from 1 to 65535, such as 8188."),
                      .detail = {}});
                return;
            }
        }
        m_isDetached = start.mode == SessionMode::Detached;
        m_drift.look(install(), this);
        m_services.emplace(m_context.settings, m_context.library);
        m_services->networkKeeper().findEnvironment(
            Consumer::ComfyUi, this,
            [this, start](const Result<ToolEnvironment> &environment) { ask(start, environment); });
    }

    void onStatus(const SessionStatus &status) override
    {
        if (status.state != m_shown.state || status.activity != m_shown.activity) {
            show(status);
            tellManager(status);
        }
        m_shown = status;
        switch (status.state) {
        case SessionState::Ready:
            m_hasRun = true;
            if (m_context.parser.isSet(u"open"_s) && !std::exchange(m_hasOpened, true))
                openInBrowser(status.url);
            if (!std::exchange(m_hasBeenReady, true)) {
                if (m_isDetached && !m_isStopping)
                    letGo(); // also of what it says to one that starts it a second time
                keepState(status);
            }
            break;
        case SessionState::Crashed:
            tellCrash(status);
            break;
        case SessionState::Stopped:
            if (m_hasRun && !std::exchange(m_isEnding, true))
                m_drift.look(install(), this, [this] { finishWhenReleased(Done); });
            else if (m_isStopping && !m_isEnding)
                finishWhenReleased(Done);
            break;
        case SessionState::Starting:
            m_hasRun = true;
            break;
        case SessionState::Stopping:
            break;
        }
    }

    void onInterrupt() override
    {
        if (m_isDetached && m_hasBeenReady && !m_isStopping)
            return; // it is over in a moment
        if (!m_hasAsked) {
            m_isStopping = true;
            return finish(Failed);
        }
        if (std::exchange(m_isStopping, true)) {
            m_context.terminal.say(Text::tr("Ending it at once."));
            client().kill();
            return;
        }
        m_context.terminal.say(Text::tr("Stopping. Press Ctrl+C again to end it at once."));
        client().stop();
    }

private:
    void ask(SessionStart start, const Result<ToolEnvironment> &environment)
    {
        if (environment)
            start.network = *environment;
        else // ComfyUI itself needs no network
            m_context.terminal.say(environment.error().message);
        if (m_isStopping)
            return finish(Failed);
        if (m_isDetached && m_hasBeenReady)
            return; // it runs already
        m_hasAsked = true;
        client().start(start);
        if (!m_isDetached)
            client().followLog();
    }

    /** What works is worth a snapshot. */
    void keepState(const SessionStatus &status)
    {
        m_context.jobs.start<bool>(
            {.title = Text::tr("Take a snapshot"), .exclusiveKey = {}},
            [library = m_context.library, id = install().id,
             started = status.started](const JobContext &job) -> Result<bool> {
                const Result<> kept = keepGoodStart(library, id, started, job);
                return kept ? Result<bool>(true) : kept.error();
            },
            this,
            [this](const Result<bool> &kept) {
                if (!kept)
                    m_context.terminal.say(kept.error().message);
                if (m_isDetached && !m_isStopping)
                    finish(Done);
            });
    }

    /** What is left of it: its last lines (attached, they were shown as they came), how it ended,
     * why, and what to do. */
    void tellCrash(const SessionStatus &status)
    {
        if (m_isDetached) {
            const QStringList &lines = status.lastLines;
            for (const QString &line : lines.mid(std::max<qsizetype>(0, lines.size() - kLastLines)))
                m_context.terminal.say(u"  | "_s + line);
        }
        if (!status.exitText.isEmpty())
            m_context.terminal.say(Text::tr("ComfyUI ended: %1.").arg(status.exitText));
        if (status.failure)
            m_context.terminal.printError(*status.failure);
        const int code = status.failure ? exitCodeFor(status.failure->code) : Failed;
        if (std::exchange(m_isDiagnosing, true))
            return;
        m_context.jobs.start<LastStart>(
            {.title = Text::tr("Read the log"), .exclusiveKey = {}},
            [library = m_context.library, id = install().id](const JobContext &job) {
                return readLastStart(library, id, job);
            },
            this,
            [this, code, started = status.started](const Result<LastStart> &start) {
                if (start && start->time >= started)
                    tellDiagnoses(*start);
                finishWhenReleased(code);
            });
    }

    /** What the log knows of it; what only looks bad is left out. */
    void tellDiagnoses(const LastStart &start)
    {
        QList<Diagnosis> grave;
        for (const Diagnosis &diagnosis : start.diagnoses) {
            if (diagnosis.gravity == Gravity::Stops)
                grave.append(diagnosis);
        }
        printDiagnoses(m_context.terminal, install(), grave);
        m_context.terminal.print(QJsonObject{{u"type"_s, u"diagnosis"_s},
                                             {u"start"_s, lastStartJson(install(), start)}});
    }

    /** For portico@.service: systemd calls it started when ComfyUI answers. */
    static void tellManager(const SessionStatus &status)
    {
        switch (status.state) {
        case SessionState::Starting:
            return tellServiceManager(ServiceState::Starting, status.activity);
        case SessionState::Ready:
            return tellServiceManager(
                ServiceState::Ready, Text::tr("ComfyUI is ready at %1").arg(status.url.toString()));
        case SessionState::Stopping:
            return tellServiceManager(ServiceState::Stopping, status.activity);
        case SessionState::Crashed:
        case SessionState::Stopped:
            return; // this program ends, and its exit code tells
        }
    }

    void show(const SessionStatus &status)
    {
        m_context.terminal.print(
            QJsonObject{{u"type"_s, u"status"_s}, {u"status"_s, toJson(status)}});
        if (status.state == SessionState::Ready && status.state != m_shown.state)
            m_context.terminal.say(Text::tr("ComfyUI is ready at %1").arg(status.url.toString()));
        else if (!status.activity.isEmpty())
            m_context.terminal.say(status.activity);
    }

    std::optional<Services> m_services;
    SessionStatus m_shown;
    bool m_hasAsked = false; ///< for the start
    bool m_isDetached = false;
    bool m_hasRun = false;
    bool m_hasOpened = false;
    bool m_hasBeenReady = false;
    bool m_isStopping = false;
    bool m_isEnding = false; ///< looks once more, then ends
    DriftNotice m_drift{m_context};
    bool m_isDiagnosing = false;
};

} // namespace

Command startCommand()
{
    return {.name = u"start"_s,
            .summary = Text::tr("Start an install"),
            .syntax = u"<install> [--detach] [--port PORT] [--next-free-port] [--safe] [--open]"_s,
            .description =
                Text::tr("Stays in the foreground and shows the log; Ctrl+C stops it. With "
                         "--detach it keeps running, and “porticoctl stop” or the window ends it."),
            .declare = declareOptions,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<StartRun>(context, SessionLease::Hold);
            }};
}

} // namespace portico::cli
