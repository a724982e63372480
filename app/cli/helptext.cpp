// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What --help prints.
#include "app/cli/command.h"
#include "app/cli/commandwords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::Commands)
};

constexpr qsizetype kColumns = 79;
constexpr qsizetype kMostNames = 26; ///< a longer name has a line of its own

/** A name and what it is for. */
using Row = std::pair<QString, QString>;

/** Broken between words; further lines stand below the first. */
QString wrapped(const QString &text, qsizetype indent)
{
    QString lines;
    qsizetype column = indent;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const bool isFirst = column == indent;
        if (!isFirst && column + 1 + word.size() > kColumns) {
            lines += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (!isFirst) {
            lines += u' ';
            ++column;
        }
        lines += word;
        column += word.size();
    }
    return lines;
}

QString section(const QString &title, const QList<Row> &rows)
{
    if (rows.isEmpty())
        return {};
    qsizetype width = 0;
    for (const Row &row : rows) {
        if (row.first.size() <= kMostNames)
            width = std::max(width, row.first.size());
    }
    const qsizetype indent = width + 4;
    QString text = u"\n\n"_s + title;
    for (const auto &[name, about] : rows) {
        text += u"\n  "_s + name.leftJustified(width);
        text += name.size() > width ? u'\n' + QString(indent, u' ') : u"  "_s;
        text += wrapped(about, indent);
    }
    return text;
}

} // namespace

QString helpText(const QList<Command> &commands)
{
    QString text = Text::tr("porticoctl installs, starts, watches and removes portable ComfyUI.");
    text +=
        u"\n\n"_s + Text::tr("Usage: porticoctl [--library DIR] [--json] <command> …") + u"\n\n"_s;
    qsizetype width = 0;
    for (const Command &command : commands)
        width = std::max(width, command.name.size());
    for (const Command &command : commands)
        text += u"  %1  %2\n"_s.arg(command.name.leftJustified(width), command.summary);
    text += u'\n'
        + Text::tr("“porticoctl help <command>” tells more. --library and --json may stand before "
                   "or after any command.");
    text +=
        u'\n' + Text::tr("Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 busy.");
    return text;
}

QString helpText(const Command &command)
{
    QString text = u"porticoctl %1 %2\n%3."_s.arg(command.name, command.syntax, command.summary);
    if (!command.description.isEmpty())
        text += u"\n\n"_s + command.description;
    const CommandWords words = declaredWords(command);
    QList<Row> options;
    for (const KnownOption &option : words.options) {
        const QString value = option.value.isEmpty() ? QString() : u" <%1>"_s.arg(option.value);
        options += {option.names.join(", "_L1) + value, option.description};
    }
    QList<Row> arguments;
    for (const KnownArgument &argument : words.arguments)
        arguments += {argument.name, argument.description};
    return text + section(Text::tr("Options:"), options)
        + section(Text::tr("Arguments:"), arguments);
}

} // namespace portico::cli
