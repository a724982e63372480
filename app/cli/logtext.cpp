// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/logtext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::LogText)
};

} // namespace

QString levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return u"debug"_s;
    case LogLevel::Info:
        return u"info"_s;
    case LogLevel::Warning:
        return u"warning"_s;
    case LogLevel::Error:
        return u"error"_s;
    }
    return {};
}

std::optional<LogLevel> levelFromName(QStringView name)
{
    for (const LogLevel level :
         {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error}) {
        if (name.compare(levelName(level), Qt::CaseInsensitive) == 0)
            return level;
    }
    return std::nullopt;
}

void printLog(Terminal &terminal, const QList<LogLine> &lines, qint64 dropped)
{
    if (dropped > 0) {
        terminal.print(QJsonObject{{u"type"_s, u"dropped"_s}, {u"lines"_s, dropped}});
        if (terminal.format() == OutputFormat::Text)
            terminal.say(Text::tr("… %n line(s) left out: they came faster than they can be shown.",
                                  nullptr, static_cast<int>(dropped)));
    }
    for (const LogLine &line : lines) {
        if (terminal.format() == OutputFormat::Json) {
            QJsonObject object = toJson(line);
            object.insert(u"type"_s, u"log"_s);
            terminal.print(object);
        } else if (line.progress) {
            terminal.showProgress(
                {.step = line.text, .done = 0, .total = -1, .unit = ProgressUnit::Items}, 0);
        } else {
            terminal.print(line.text);
        }
    }
}

} // namespace portico::cli
