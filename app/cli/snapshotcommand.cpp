// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/snapshotverbs.h"
#include "core/base/lists.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::SnapshotCommand)
};

QList<SnapshotVerb> allVerbs()
{
    return snapshotRecordVerbs() + snapshotRestoreVerbs();
}

std::unique_ptr<RunningCommand> wrong(const CommandContext &context, const QString &message,
                                      const QString &nextStep)
{
    return std::make_unique<InstantCommand>(context, [message, nextStep]() -> Result<int> {
        return Error{
            .code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
    });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QString name = context.parser.positionalArguments().constFirst();
    const QStringList words = context.parser.positionalArguments().mid(1);
    const QList<SnapshotVerb> verbs = allVerbs();
    const auto verb = std::find_if(verbs.begin(), verbs.end(),
                                   [&](const SnapshotVerb &known) { return known.name == name; });
    if (verb == verbs.end()) {
        QStringList names;
        for (const SnapshotVerb &known : verbs)
            names += known.name;
        return wrong(context, Text::tr("“snapshot” cannot “%1”.").arg(name),
                     Text::tr("Choose one of: %1.").arg(listed(names)));
    }
    const QString syntax =
        Text::tr("Usage: porticoctl snapshot %1 %2").arg(verb->name, verb->syntax);
    if (words.size() < verb->minimumWords)
        return wrong(context, Text::tr("“snapshot %1” needs more than was given.").arg(name),
                     syntax);
    if (words.size() > verb->maximumWords)
        return wrong(
            context,
            Text::tr("“snapshot %1” takes no “%2”.").arg(name, words.at(verb->maximumWords)),
            syntax);
    for (const QString &option : context.parser.optionNames()) {
        if (!verb->options.contains(option))
            return wrong(context, Text::tr("“snapshot %1” takes no “--%2”.").arg(name, option),
                         syntax);
    }
    return verb->make(context, words);
}

QString description()
{
    QString text;
    for (const SnapshotVerb &verb : allVerbs())
        text += u"  snapshot %1 %2\n"_s.arg(verb.name, verb.syntax);
    text += Text::tr(
        "A snapshot says what an install is: its generation, node packs with their commits and "
        "states, the lock of their packages, isolated environments, settings, arguments and model "
        "folders. One is taken before every change, and one is named by the beginning of its id, "
        "or “latest”; “now” is the install as it is. “restore” makes it that again, all of it or "
        "with --only some of: packs, layer, environments, settings, arguments, models. Node packs "
        "that came since are disabled. It works, too, when ComfyUI cannot start; models, pictures "
        "and your own files are never touched; and the state before is a snapshot as well. "
        "“export” writes one into a file without secrets, and “import” restores such a file, or "
        "one "
        "of ComfyUI-Manager or Comfy Desktop, in another install: the same, or a list of what "
        "cannot be the same. Nothing changes without --yes: first it is shown what would.");
    return text;
}

} // namespace

Command snapshotCommand()
{
    return {
        .name = u"snapshot"_s,
        .summary = Text::tr("Take, compare and restore snapshots of an install"),
        .syntax = u"<what> …"_s,
        .description = description(),
        .declare =
            [](QCommandLineParser &parser) {
                QStringList names;
                for (const SnapshotVerb &verb : allVerbs())
                    names += verb.name;
                parser.addPositionalArgument(names.join(u'|'), Text::tr("What to do."));
                parser.addOption(
                    {u"note"_s, Text::tr("What is worth knowing about it."), u"text"_s});
                parser.addOption({u"only"_s,
                                  Text::tr("Restore only this part; several with commas, or "
                                           "given several times."),
                                  u"part"_s});
                parser.addOption({u"as-far-as-possible"_s,
                                  Text::tr("Restore also where something cannot be as it was; "
                                           "that stays as it is now.")});
                parser.addOption(
                    {u"manager"_s, Text::tr("Write it as ComfyUI-Manager does, which says less.")});
                parser.addOption({u"plan"_s, Text::tr("Only show what would be done.")});
                parser.addOption({u"yes"_s, Text::tr("Really do it; otherwise it is only shown.")});
            },
        .minimumArguments = 1,
        .maximumArguments = 99,
        .make = make};
}

} // namespace portico::cli
