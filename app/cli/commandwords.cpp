// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/commandwords.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::CommandWords)
};

/** QCommandLineParser gives names at most this many columns, after an indent of two. */
constexpr qsizetype kNameColumns = 50;
constexpr qsizetype kIndent = 2;

/** One entry of the help text: its name and its description, both put together again. */
struct Entry
{
    QString name;
    QString description;
};

void append(QString &sentence, const QString &more)
{
    if (!sentence.isEmpty() && !more.isEmpty())
        sentence += u' ';
    sentence += more;
}

/** The rows below the headings. A name that fills its column goes on in the next row. */
QList<Entry> entriesOf(const QString &helpText)
{
    QList<Entry> entries;
    bool nameGoesOn = false;
    for (const QString &line : helpText.split(u'\n')) {
        if (!line.startsWith("  "_L1)) {
            nameGoesOn = false;
            continue; // a heading, or nothing
        }
        const QString name = line.mid(kIndent, kNameColumns);
        const QString description = line.mid(kIndent + kNameColumns).trimmed();
        if (nameGoesOn && !entries.isEmpty())
            entries.last().name += name.trimmed();
        else if (!name.trimmed().isEmpty())
            entries.append({name.trimmed(), {}});
        if (!entries.isEmpty())
            append(entries.last().description, description);
        nameGoesOn = name.size() == kNameColumns && !name.endsWith(u' ');
    }
    return entries;
}

/** "-p, --port <PORT>" */
KnownOption optionOf(const Entry &entry)
{
    KnownOption option{.names = {}, .value = {}, .description = entry.description};
    const qsizetype value = entry.name.indexOf(u'<');
    if (value >= 0)
        option.value = entry.name.mid(value + 1).chopped(1);
    const QString names = value >= 0 ? entry.name.left(value) : entry.name;
    for (const QString &name : names.split(u',', Qt::SkipEmptyParts))
        option.names += name.trimmed();
    return option;
}

/** "list|clean" out of a syntax such as "list [--all] | clean": the words that each way begins
 * with. */
QString actsOf(const QString &syntax)
{
    static const QRegularExpression notAWord(u"[^a-z|-].*"_s);
    QStringList acts;
    for (const QString &way : syntax.split(u" | "_s)) {
        QString begin = way.trimmed();
        begin.remove(0, begin.startsWith(u'[') ? 1 : 0);
        acts += begin.remove(notAWord);
    }
    return acts.join(u'|');
}

QJsonArray optionsJson(const QList<KnownOption> &options)
{
    QJsonArray array;
    for (const KnownOption &option : options)
        array.append(QJsonObject{{u"names"_s, QJsonArray::fromStringList(option.names)},
                                 {u"value"_s, option.value},
                                 {u"description"_s, option.description}});
    return array;
}

} // namespace

CommandWords declaredWords(const Command &command)
{
    QCommandLineParser parser;
    command.declare(parser);
    // Makes the column as wide as it can get; an option, for arguments do not count there.
    const QString probe(kNameColumns - 2, u'x');
    parser.addOption(QCommandLineOption(probe));
    CommandWords words;
    QString text = parser.helpText();
    text.remove(0, text.indexOf(u"\n\n"_s)); // the usage line
    for (const Entry &entry : entriesOf(text)) {
        if (entry.name == "--"_L1 + probe)
            continue;
        if (entry.name.startsWith(u'-'))
            words.options.append(optionOf(entry));
        else
            words.arguments.append(
                {entry.name == "act"_L1 ? actsOf(command.syntax) : entry.name, entry.description});
    }
    return words;
}

QList<KnownOption> commonOptions()
{
    return {{.names = {u"--library"_s},
             .value = u"DIR"_s,
             .description = Text::tr("The folder that holds the installs.")},
            {.names = {u"--json"_s},
             .value = {},
             .description = Text::tr("Print JSON on standard output.")},
            {.names = {u"--help"_s, u"-h"_s},
             .value = {},
             .description = Text::tr("Tell what the command does.")}};
}

QJsonObject helpJson(const Command &command)
{
    const CommandWords words = declaredWords(command);
    QJsonArray arguments;
    for (const KnownArgument &argument : words.arguments)
        arguments.append(
            QJsonObject{{u"name"_s, argument.name}, {u"description"_s, argument.description}});
    return {{u"name"_s, command.name},     {u"summary"_s, command.summary},
            {u"syntax"_s, command.syntax}, {u"description"_s, command.description},
            {u"arguments"_s, arguments},   {u"options"_s, optionsJson(words.options)}};
}

QJsonObject helpJson(const QList<Command> &commands)
{
    QJsonArray all;
    for (const Command &command : commands)
        all.append(helpJson(command));
    return {{u"commands"_s, all}, {u"options"_s, optionsJson(commonOptions())}};
}

} // namespace portico::cli
