// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodesregistry.h"

#include "app/cli/nodeschange.h"
#include "app/cli/nodesinfo.h"
#include "app/cli/nodesverb.h"
#include "core/catalogue/documentcache.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesRegistry)
};

constexpr qsizetype kShownText = 100;

QJsonObject freshnessJson(const RegistryFreshness &freshness)
{
    QJsonObject object{{u"asked"_s, freshness.asked.toString(Qt::ISODate)},
                       {u"isKept"_s, freshness.isKept}};
    if (freshness.problem)
        object.insert(u"problem"_s, freshness.problem->message);
    return object;
}

/** Old answers say so. */
void sayAge(Terminal &terminal, const RegistryFreshness &freshness)
{
    if (!freshness.isKept)
        return;
    if (freshness.problem)
        terminal.say(freshness.problem->message);
    terminal.say(Text::tr("This is what was kept of the Comfy Registry on %1.")
                     .arg(momentText(freshness.asked)));
}

QString firstLine(const QString &text)
{
    const QString line = text.section(u'\n', 0, 0).simplified();
    return line.size() > kShownText ? line.left(kShownText - 1) + u'…' : line;
}

void printNode(Terminal &terminal, const RegistryNode &node)
{
    const QString version = node.latest ? node.latest->version : QString();
    terminal.print(u"%1  %2  %3"_s.arg(node.id, version, node.name).trimmed());
    if (!node.description.isEmpty())
        terminal.print(u"    "_s + firstLine(node.description));
}

JobCommand::Report pageReport(const RegistryPage &page)
{
    return [page](Terminal &terminal) {
        QJsonArray nodes;
        for (const RegistryNode &node : page.nodes) {
            nodes.append(toJson(node));
            printNode(terminal, node);
        }
        QJsonObject object{{u"nodes"_s, nodes},
                           {u"page"_s, page.page},
                           {u"pages"_s, page.pages},
                           {u"total"_s, page.total}};
        object.insert(u"freshness"_s, freshnessJson(page.freshness));
        terminal.print(object);
        if (page.nodes.isEmpty())
            terminal.print(Text::tr("The Comfy Registry has no such node pack."));
        else if (page.pages > 1)
            terminal.say(Text::tr("Page %1 of %2; %n node pack(s) in all.", nullptr, page.total)
                             .arg(page.page)
                             .arg(page.pages));
        sayAge(terminal, page.freshness);
    };
}

JobCommand::Report packReport(const RegistryPack &pack)
{
    return [pack](Terminal &terminal) {
        QJsonArray versions;
        for (const RegistryVersion &version : pack.versions)
            versions.append(toJson(version));
        QJsonObject object = toJson(pack.node);
        object.insert(u"versions"_s, versions);
        object.insert(u"freshness"_s, freshnessJson(pack.freshness));
        terminal.print(object);
        printNode(terminal, pack.node);
        const QList<QPair<QString, QString>> facts{
            {Text::tr("Publisher"), pack.node.publisher},
            {Text::tr("Licence"), pack.node.license},
            {Text::tr("Repository"), pack.node.repository.toString()}};
        for (const auto &[name, value] : facts) {
            if (!value.isEmpty())
                terminal.print(u"    %1: %2"_s.arg(name, value));
        }
        for (const RegistryVersion &version : pack.versions) {
            terminal.print(u"  %1  %2  %3"_s
                               .arg(version.version,
                                    QLocale().toString(version.created.toLocalTime().date(),
                                                       QLocale::ShortFormat),
                                    firstLine(version.changelog))
                               .trimmed());
        }
        sayAge(terminal, pack.freshness);
    };
}

Asking askingOf(const CommandContext &context)
{
    return context.parser.isSet(u"offline"_s) ? Asking::Never : Asking::Always;
}

QCommandLineOption offlineOption()
{
    return {u"offline"_s, Text::tr("Ask nobody: only what is kept of the last answers.")};
}

std::unique_ptr<RunningCommand> failing(const CommandContext &context, const Error &error)
{
    return std::make_unique<InstantCommand>(context, [error]() -> Result<int> { return error; });
}

std::unique_ptr<RunningCommand> search(const CommandContext &context)
{
    const QString words = wordsOf(context).join(u' ');
    const QString typedPage = context.parser.value(u"page"_s);
    bool isNumber = true;
    const int page = typedPage.isEmpty() ? 1 : typedPage.toInt(&isNumber);
    if (!isNumber || page < 1)
        return failing(context,
                       {.code = ErrorCode::Usage,
                        .message = Text::tr("“%1” is no page.").arg(typedPage),
                        .nextStep = Text::tr("Pages count from 1: --page 2."),
                        .detail = {}});
    const auto tools = std::make_shared<NodeTools>(context);
    const bool fetchesAll = context.parser.isSet(u"refresh"_s);
    return std::make_unique<JobCommand>(
        context, Text::tr("Search the Comfy Registry"),
        [tools, words, page, fetchesAll,
         asking = askingOf(context)](const JobContext &job) -> Result<JobCommand::Report> {
            if (fetchesAll) {
                const Result<int> count = tools->registry().fetchAll(job);
                if (!count)
                    return count.error();
                job.log(Text::tr("%n node pack(s) are kept for searching without a network.",
                                 nullptr, *count));
            }
            const Result<RegistryPage> found = words.isEmpty()
                ? tools->registry().browse(page, asking, job)
                : tools->registry().search(words, page, asking, job);
            if (!found)
                return found.error();
            return pageReport(*found);
        });
}

std::unique_ptr<RunningCommand> info(const CommandContext &context)
{
    if (wordsOf(context).size() > 1)
        return showInstalledPack(context);
    const auto tools = std::make_shared<NodeTools>(context);
    return std::make_unique<JobCommand>(
        context, Text::tr("Ask the Comfy Registry"),
        [tools, id = wordsOf(context).constFirst(),
         asking = askingOf(context)](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<RegistryPack> pack = tools->registry().pack(id, asking, job);
            if (!pack)
                return pack.error();
            return packReport(*pack);
        });
}

} // namespace

NodeTools::NodeTools(const CommandContext &context)
    : m_services(context.settings, context.library)
    , m_nodes(m_services.nodes())
{
    const QString address = context.parser.value(u"registry"_s);
    if (!address.isEmpty())
        m_registry.emplace(m_services.http(), m_clock,
                           RegistryOptions{.address = QUrl(address, QUrl::StrictMode),
                                           .cache = cacheFolder() + u"/registry"_s,
                                           .plainHttpHosts = m_nodes.plainHttpHosts});
}

NodeServices NodeTools::services() const
{
    return {.compose = m_nodes.compose,
            .registry = registry(),
            .http = m_nodes.http,
            .plainHttpHosts = m_nodes.plainHttpHosts,
            .cooldownDays = m_nodes.cooldownDays,
            .isolator = m_nodes.isolator,
            .keeper = m_nodes.keeper};
}

QCommandLineOption registryOption()
{
    return {u"registry"_s,
            Text::tr("The address of the Comfy Registry or of a mirror of it, this time."),
            u"address"_s};
}

NodesVerb nodesSearchVerb()
{
    return {.name = u"search"_s,
            .syntax = u"[words…] [--page N] [--refresh] [--offline]"_s,
            .summary = Text::tr("Search the Comfy Registry; without words all of it, page by page"),
            .options = {{u"page"_s, Text::tr("Which page of the answer."), u"number"_s},
                        {u"refresh"_s,
                         Text::tr("Fetch the whole list first, to search it without a network.")},
                        offlineOption(),
                        registryOption()},
            .minimumWords = 0,
            .maximumWords = 50,
            .make = search};
}

NodesVerb nodesInfoVerb()
{
    return {.name = u"info"_s,
            .syntax = u"<id> [--offline]  |  <install> <pack>"_s,
            .summary = Text::tr("What the Comfy Registry knows of a node pack, with its versions; "
                                "or a pack of an install, with each of its requirements"),
            .options = {offlineOption(), registryOption()},
            .minimumWords = 1,
            .maximumWords = 2,
            .make = info};
}

} // namespace portico::cli
