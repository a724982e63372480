// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodesverb.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesCooldown)
};

void tell(Terminal &terminal, int days)
{
    terminal.print(QJsonObject{{u"cooldownDays"_s, days}});
    terminal.print(days == 0 ? Text::tr("Packages are trusted from the moment they are uploaded.")
                             : Text::tr("Packages are not trusted for %n day(s) after they were "
                                        "uploaded, where older ones fit.",
                                        nullptr, days));
}

Result<int> run(const CommandContext &context)
{
    const QString typed = wordsOf(context).value(0);
    SettingsStore &store = context.settings;
    if (!typed.isEmpty()) {
        bool isNumber = false;
        const int days = typed.toInt(&isNumber);
        if (!isNumber || days < 0 || days > settings::kMostCooldownDays)
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("“%1” is no number of days.").arg(typed),
                         .nextStep = Text::tr("Write a number from 0 (none) to %1.")
                                         .arg(settings::kMostCooldownDays),
                         .detail = {}};
        store.set(settings::kCooldownDays, days);
        const Result<> kept = store.save({});
        if (!kept)
            return kept.error();
    }
    tell(context.terminal, store.get(settings::kCooldownDays));
    return Done;
}

} // namespace

NodesVerb nodesCooldownVerb()
{
    return {.name = u"cooldown"_s,
            .syntax = u"[DAYS]"_s,
            .summary = Text::tr("For how many days a newly uploaded package is not trusted yet; "
                                "of all installs"),
            .options = {},
            .minimumWords = 0,
            .maximumWords = 1,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<InstantCommand>(context,
                                                        [context] { return run(context); });
            }};
}

} // namespace portico::cli
