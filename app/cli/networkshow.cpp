// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/networkruns.h"
#include "app/networkkeeper.h"
#include "app/services.h"
#include "core/net/authorities.h"
#include "core/net/gitnetwork.h"
#include "core/net/networktest.h"
#include "core/net/networkvalues.h"
#include "core/net/toolenvironment.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NetworkCommand)
};

/** One consumer's view: lines for people, a document for programs. */
struct View
{
    QString name;
    QStringList lines;
    QStringList notes;
};

QString wayTo(const NetworkChain &chain, const QUrl &url)
{
    return u"%1: %2"_s.arg(url.host(), wayText(proxiesFor(chain, url).constFirst()));
}

View porticoView(const NetworkChain &chain)
{
    View view{.name = consumerName(Consumer::Portico), .lines = {}, .notes = {}};
    for (const QUrl &url : usualAddresses(chain))
        view.lines += wayTo(chain, url);
    for (const QSslCertificate &authority : chain.extraAuthorities)
        view.lines += Text::tr("also trusts %1").arg(authorityName(authority));
    return view;
}

View gitView(const NetworkChain &chain)
{
    View view{.name = consumerName(Consumer::Git), .lines = {}, .notes = {}};
    const GitNetwork git = gitNetworkFor(chain, QUrl(u"https://github.com/Comfy-Org/ComfyUI"_s));
    view.lines += wayTo(chain, git.remote);
    if (!git.authorityBundle.isEmpty())
        view.lines += Text::tr("trusts the authorities in %1").arg(git.authorityBundle);
    return view;
}

QList<View> viewsOf(const NetworkChain &chain)
{
    QList<View> views{porticoView(chain), gitView(chain)};
    for (const Consumer consumer :
         {Consumer::Uv, Consumer::Pip, Consumer::Pixi, Consumer::ComfyUi}) {
        const ToolEnvironment environment = environmentFor(consumer, chain);
        views += View{.name = consumerName(consumer),
                      .lines = shownEnvironment(environment),
                      .notes = environment.notes};
    }
    return views;
}

QJsonObject document(const NetworkSettings &settings, const QString &password,
                     const NetworkChain &chain)
{
    QJsonObject values;
    for (const NetworkKey key : allNetworkKeys())
        values[networkKeyName(key)] = networkValue(settings, key);
    QJsonArray consumers;
    for (const View &view : viewsOf(chain)) {
        consumers += QJsonObject{{u"name"_s, view.name},
                                 {u"sees"_s, QJsonArray::fromStringList(view.lines)},
                                 {u"notes"_s, QJsonArray::fromStringList(view.notes)}};
    }
    QJsonObject result{{u"settings"_s, values}, {u"consumers"_s, consumers}};
    if (!settings.proxy.user.isEmpty())
        result[u"password"_s] = password;
    if (chain.problem)
        result[u"problem"_s] = chain.problem->message;
    return result;
}

void print(Terminal &terminal, const NetworkSettings &settings, const QString &password,
           const NetworkChain &chain)
{
    terminal.print(document(settings, password, chain));
    for (const NetworkKey key : allNetworkKeys()) {
        const QString value = networkValue(settings, key);
        terminal.print(u"%1  %2"_s.arg(networkKeyName(key).leftJustified(13),
                                       value.isEmpty() ? u"–"_s : value));
    }
    if (!settings.proxy.user.isEmpty())
        terminal.print(Text::tr("Password of the proxy: %1").arg(password));
    for (const View &view : viewsOf(chain)) {
        terminal.print(u'\n' + view.name);
        if (view.lines.isEmpty() && view.notes.isEmpty())
            terminal.print(u"  "_s + Text::tr("nothing of its own"));
        for (const QString &line : view.lines)
            terminal.print(u"  "_s + line);
        for (const QString &note : view.notes)
            terminal.print(u"  ! "_s + note);
    }
    if (chain.problem)
        terminal.printError(*chain.problem);
}

} // namespace

std::unique_ptr<RunningCommand> showNetwork(const CommandContext &context)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    const NetworkSettings settings = readNetworkSettings(context.settings);
    return std::make_unique<JobCommand>(
        context, Text::tr("Look at the network"),
        [services, settings](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<NetworkChain> chain = services->network().chain(job);
            if (!chain)
                return chain.error();
            return JobCommand::Report([services, settings, chain = *chain](Terminal &terminal) {
                const auto state = services->networkKeeper().passwordState();
                print(terminal, settings, secretStateText(state.value_or(SecretState::Locked)),
                      chain);
            });
        });
}

} // namespace portico::cli
