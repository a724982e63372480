// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/vendorverbs.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::VendorCommand)
};

QList<VendorVerb> allVerbs()
{
    return vendorKeepVerbs() + vendorUseVerbs() + vendorUpstreamVerbs() + vendorCarryVerbs();
}

std::unique_ptr<RunningCommand> wrong(const CommandContext &context, const QString &message,
                                      const QString &nextStep)
{
    return std::make_unique<InstantCommand>(context, [message, nextStep]() -> Result<int> {
        return Error{
            .code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
    });
}

/** `vendor <install>` is `vendor keep <install>`. */
std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    QStringList words = context.parser.positionalArguments();
    const QList<VendorVerb> verbs = allVerbs();
    auto verb = std::find_if(verbs.begin(), verbs.end(), [&](const VendorVerb &known) {
        return known.name == words.constFirst();
    });
    if (verb == verbs.end())
        verb = verbs.begin();
    else
        words.removeFirst();
    const QString syntax = Text::tr("Usage: porticoctl vendor %1 %2").arg(verb->name, verb->syntax);
    if (words.size() < verb->minimumWords)
        return wrong(context, Text::tr("“vendor %1” needs more than was given.").arg(verb->name),
                     syntax);
    if (words.size() > verb->maximumWords)
        return wrong(
            context,
            Text::tr("“vendor %1” takes no “%2”.").arg(verb->name, words.at(verb->maximumWords)),
            syntax);
    for (const QString &option : context.parser.optionNames()) {
        if (!verb->options.contains(option))
            return wrong(context, Text::tr("“vendor %1” takes no “--%2”.").arg(verb->name, option),
                         syntax);
    }
    return verb->make(context, words);
}

QString description()
{
    QString text;
    for (const VendorVerb &verb : allVerbs())
        text += u"  vendor %1 %2\n"_s.arg(verb.name, verb.syntax);
    text += Text::tr(
        "Keep for offline: all that an install is made of comes into the library's store, so that "
        "it can be made again without a network, whatever becomes of where its parts came from: "
        "ComfyUI with its Python, node packs with their history, the packages of the layer, "
        "isolated environments. “vendor <install>” is “vendor keep <install>”. Each file is "
        "compared with what promises it, and what cannot be kept is named with its reason. "
        "<library>/store/vendored/<id>/SHA256SUMS is for “sha256sum -c”, run in that folder. "
        "“verify” compares all of it before anything is replaced; “rebuild” makes a new install of "
        "it with no network at all, and compares each part with the first build; “check-upstream” "
        "tells what is gone or is another where it came from, and changes nothing. “export” makes "
        "one file of it, which “import” takes into another computer's library. What is kept "
        "stays until “remove”. Nothing changes without --yes: first it is shown what would.");
    return text;
}

} // namespace

Command vendorCommand()
{
    return {
        .name = u"vendor"_s,
        .summary = Text::tr("Keep an install for offline, verify it, rebuild it"),
        .syntax = u"[<what>] <install> …"_s,
        .description = description(),
        .declare =
            [](QCommandLineParser &parser) {
                QStringList names;
                for (const VendorVerb &verb : allVerbs())
                    names += verb.name;
                parser.addPositionalArgument(names.join(u'|'), Text::tr("What to do."));
                parser.addOption({u"snapshot"_s,
                                  Text::tr("A snapshot to keep, instead of the install as it "
                                           "is now."),
                                  u"id"_s});
                parser.addOption({u"repair"_s, Text::tr("Have what is damaged or lacking again.")});
                parser.addOption({u"port"_s, Text::tr("The port it is reached at."), u"PORT"_s});
                parser.addOption(
                    {u"name"_s, Text::tr("What the new install is called."), u"name"_s});
                parser.addOption({u"as-far-as-possible"_s,
                                  Text::tr("Rebuild also where something could not be kept.")});
                parser.addOption({u"plan"_s, Text::tr("Only show what would be done.")});
                parser.addOption({u"yes"_s, Text::tr("Really do it; otherwise it is only shown.")});
            },
        .minimumArguments = 1,
        .maximumArguments = 9,
        .make = make};
}

} // namespace portico::cli
