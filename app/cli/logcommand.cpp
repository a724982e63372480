// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/logtext.h"
#include "app/cli/sessioncommand.h"
#include "core/server/currentstatus.h"
#include "core/server/logfiles.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::LogCommand)
};

constexpr int kDefaultLines = 100;
/** A line is at most 16 KiB, but few are: enough of the file's end for the usual number of lines.
 */
constexpr qint64 kBytesPerLine = 512;

/** The last lines of the log file of the last session. */
QStringList lastLinesOf(const QString &path, int count)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const qint64 start = std::max<qint64>(0, file.size() - count * kBytesPerLine);
    file.seek(start);
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    if (start > 0 && !lines.isEmpty())
        lines.removeFirst(); // cut in the middle
    return lines.mid(std::max<qsizetype>(0, lines.size() - count));
}

/** Shows the log of the running session, or what the last one left on disk. */
class LogRun final : public SessionCommand
{
public:
    using SessionCommand::SessionCommand;

protected:
    void onInstallFound() override
    {
        const QCommandLineParser &parser = m_context.parser;
        bool isNumber = true;
        m_count =
            parser.isSet(u"lines"_s) ? parser.value(u"lines"_s).toInt(&isNumber) : kDefaultLines;
        m_level =
            parser.isSet(u"level"_s) ? levelFromName(parser.value(u"level"_s)) : LogLevel::Debug;
        if (!isNumber || m_count < 1 || !m_level) {
            fail({.code = ErrorCode::Usage,
                  .message = Text::tr("--lines needs a number from 1 on, --level one of debug, "
                                      "info, warning, error."),
                  .nextStep = Text::tr("Try: porticoctl log %1 --lines 50 --level warning")
                                  .arg(install().id.toString()),
                  .detail = {}});
            return;
        }
        if (!isSessionHeld(m_context.library, install().id)) {
            printFile();
            return;
        }
        client().watch();
        client().followLog();
    }

    void onStatus(const SessionStatus &status) override
    {
        if (status.state == SessionState::Stopped || status.state == SessionState::Crashed)
            finish(Done);
    }

    void onLog(const QList<LogLine> &lines, qint64 dropped) override
    {
        QList<LogLine> shown;
        for (const LogLine &line : lines) {
            if (line.level >= *m_level)
                shown.append(line);
        }
        const bool isFirst = !std::exchange(m_hasPrinted, true);
        if (isFirst)
            shown = shown.mid(std::max<qsizetype>(0, shown.size() - m_count));
        printLog(m_context.terminal, shown, isFirst ? 0 : dropped);
        if (!m_context.parser.isSet(u"follow"_s))
            finish(Done);
    }

    void onInterrupt() override { finish(Done); }

private:
    void printFile()
    {
        const QString path = LogFiles::currentFile(m_context.library.logFolder(install().id));
        const QStringList lines = lastLinesOf(path, m_count);
        if (lines.isEmpty())
            m_context.terminal.say(
                Text::tr("“%1” has no log yet: it was not started.").arg(install().name));
        for (const QString &line : lines) {
            m_context.terminal.print(line);
            m_context.terminal.print(QJsonObject{{u"type"_s, u"log"_s}, {u"text"_s, line}});
        }
        finish(Done);
    }

    int m_count = kDefaultLines;
    std::optional<LogLevel> m_level = LogLevel::Debug;
    bool m_hasPrinted = false;
};

} // namespace

Command logCommand()
{
    return {.name = u"log"_s,
            .summary = Text::tr("Show the log of an install"),
            .syntax = u"<install> [--follow] [--lines N] [--level LEVEL]"_s,
            .description = Text::tr("Of the running session, else of the last one."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption({u"follow"_s, Text::tr("Go on showing new lines.")});
                    parser.addOption(
                        {u"lines"_s, Text::tr("How many lines to begin with (100)."), u"N"_s});
                    parser.addOption(
                        {u"level"_s, Text::tr("Only lines of this level and above."), u"LEVEL"_s});
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<LogRun>(context, SessionLease::None);
            }};
}

} // namespace portico::cli
