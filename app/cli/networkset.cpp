// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/networkruns.h"
#include "app/networkkeeper.h"
#include "app/services.h"
#include "core/base/lists.h"
#include "core/net/networkvalues.h"
#include "core/platform/terminal.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NetworkCommand)
};

Error usageError(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

Result<NetworkSettings> withAssignments(NetworkSettings settings, const QStringList &assignments)
{
    for (const QString &assignment : assignments) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals < 1)
            return usageError(Text::tr("“%1” is no setting with a value.").arg(assignment),
                              Text::tr("Write it as key=value, such as "
                                       "proxy=http://proxy.example:3128."));
        const std::optional<NetworkKey> key = networkKeyFromName(assignment.left(equals));
        if (!key) {
            QStringList names;
            for (const NetworkKey each : allNetworkKeys())
                names += networkKeyName(each);
            return usageError(Text::tr("There is no setting “%1”.").arg(assignment.left(equals)),
                              Text::tr("Choose one of: %1.").arg(listed(names)));
        }
        const auto changed = withNetworkValue(settings, *key, assignment.mid(equals + 1));
        if (!changed)
            return changed.error();
        settings = *changed;
    }
    return settings;
}

/** One line of standard input, which is nobody's argument list and in no history. */
QString readPassword()
{
    const HiddenInput hidden; // a person types it: nobody reads along
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Text))
        return {};
    return QString::fromUtf8(input.readLine(4'096)).remove(u'\n').remove(u'\r');
}

/** Writes the settings, then the password, and ends when both are where they belong. */
class NetworkSetRun final : public RunningCommand
{
public:
    NetworkSetRun(const CommandContext &context, NetworkSettings settings)
        : RunningCommand(context)
        , m_wanted(std::move(settings))
    { }

    void begin() override
    {
        writeNetworkSettings(m_context.settings, m_wanted);
        if (const Result<> saved = m_context.settings.save({}); !saved)
            return fail(saved.error());
        if (!m_context.parser.isSet(u"password"_s))
            return end();
        m_services.emplace(m_context.settings, m_context.library);
        NetworkKeeper &keeper = m_services->networkKeeper();
        if (hasInputTerminal())
            m_context.terminal.say(Text::tr("Password of the proxy:"));
        keeper.setPassword(readPassword());
        connect(&keeper, &NetworkKeeper::passwordChanged, this, &NetworkSetRun::takePassword);
    }

    void interrupt() override { emit finished(Failed); }

private:
    void takePassword()
    {
        const SecretState state =
            m_services->networkKeeper().passwordState().value_or(SecretState::Locked);
        m_password = secretStateText(state);
        if (state == SecretState::Saved || state == SecretState::NotAvailable)
            return end();
        fail({.code = ErrorCode::PermissionDenied,
              .message = Text::tr("The proxy's password could not be kept.") + u' ' + m_password,
              .nextStep = Text::tr("Where there is no keychain, give it in the variable "
                                   "PORTICO_PROXY_PASSWORD."),
              .detail = {}});
    }

    void end()
    {
        if (const Result<> saved = m_context.settings.save({}); !saved)
            return fail(saved.error());
        QJsonObject values;
        for (const NetworkKey key : allNetworkKeys())
            values[networkKeyName(key)] = networkValue(m_wanted, key);
        QJsonObject document{{u"settings"_s, values}};
        if (!m_password.isEmpty())
            document[u"password"_s] = m_password;
        m_context.terminal.print(document);
        m_context.terminal.print(Text::tr("Changed; it counts at once. Try it out with: "
                                          "porticoctl network test"));
        const QString hint = m_password.isEmpty() && !m_wanted.proxy.user.isEmpty()
            ? Text::tr("Its password: porticoctl network set --password")
            : m_password;
        if (!hint.isEmpty())
            m_context.terminal.say(hint);
        emit finished(Done);
    }

    const NetworkSettings m_wanted;
    std::optional<Services> m_services;
    QString m_password;
};

} // namespace

std::unique_ptr<RunningCommand> setNetwork(const CommandContext &context)
{
    const QStringList assignments = context.parser.positionalArguments().mid(1);
    const auto settings = withAssignments(readNetworkSettings(context.settings), assignments);
    const bool isNothing = assignments.isEmpty() && !context.parser.isSet(u"password"_s);
    if (settings && !isNothing)
        return std::make_unique<NetworkSetRun>(context, *settings);
    const Error error = settings
        ? usageError(Text::tr("Nothing was given to set."),
                     Text::tr("Write it as key=value, such as proxy=http://proxy.example:3128."))
        : settings.error();
    return std::make_unique<InstantCommand>(context, [error]() -> Result<int> { return error; });
}

} // namespace portico::cli
