// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/wrapverdict.h"

#include "core/base/lists.h"
#include "core/installs/starttest.h"
#include "core/io/json.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WrapVerdict)
};

constexpr qsizetype kNamed = 5;

QString shown(const QStringList &nodes)
{
    const QString named = listed(nodes.mid(0, kNamed));
    if (nodes.size() <= kNamed)
        return named;
    return Text::tr("%1 and %n more", nullptr, static_cast<int>(nodes.size() - kNamed)).arg(named);
}

Error refused(const QString &message, const QString &words)
{
    return {.code = ErrorCode::Refused,
            .message = message,
            .nextStep = Text::tr("Nothing was changed. Leave the node pack as it is, or leave out "
                                 "one of those that do not go together."),
            .detail = words};
}

} // namespace

WorkerReport readWorkerReport(const QString &file)
{
    const Result<QJsonObject> object = readJsonObject(file);
    if (!object)
        return {};
    return {.wasImported = true,
            .nodes = textsIn(object->value("nodes"_L1)),
            .unreachable = textsIn(object->value("unreachable"_L1)),
            .web = object->value("web"_L1).toString(),
            .routes = textsIn(object->value("routes"_L1))};
}

QString routesLost(const QStringList &routes)
{
    return Text::tr(
               "Its own addresses in ComfyUI do not answer while it is isolated, and what asks "
               "there, like its pages, does not work: %1.")
        .arg(shown(routes));
}

QStringList lossesSeen(const TrialFacts &facts)
{
    QStringList routes = facts.worker.routes;
    for (const QString &route : facts.plain.routes) {
        if (!facts.isolated.routes.contains(route) && !routes.contains(route))
            routes += route;
    }
    routes.sort();
    QStringList losses;
    if (!routes.isEmpty())
        losses += routesLost(routes);
    QStringList pages = facts.plain.web;
    pages.removeIf([&facts](const QString &name) { return facts.pages.contains(name); });
    if (!pages.isEmpty())
        losses += Text::tr("Its additions to ComfyUI's pages (%1) are not shown while it is "
                           "isolated.")
                      .arg(shown(pages));
    return losses;
}

Result<QStringList> judgeTrial(const TrialFacts &facts)
{
    const TriedStart &isolated = facts.isolated;
    if (!facts.worker.wasImported || isolated.nodes.isEmpty()) {
        const QString reason = reasonInTraceback(isolated.words);
        return refused(
            reason.isEmpty()
                ? Text::tr("“%1” registers no nodes when it is isolated.").arg(facts.pack)
                : Text::tr("“%1” cannot be imported when it is isolated: %2.")
                      .arg(facts.pack, reason),
            isolated.words);
    }
    QStringList lost;
    for (const QString &node : facts.plain.nodes + facts.worker.nodes) {
        if (!isolated.nodes.contains(node) && !lost.contains(node))
            lost += node;
    }
    if (!lost.isEmpty())
        return refused(
            Text::tr("“%1” would lose nodes by being isolated: %2.").arg(facts.pack, shown(lost)),
            isolated.words);
    if (!facts.worker.unreachable.isEmpty())
        return refused(Text::tr("Nodes of “%1” could not be run where it is isolated: %2.")
                           .arg(facts.pack, shown(facts.worker.unreachable)),
                       isolated.words);
    QStringList remarks{Text::tr("“%1” was tried: all its %n node(s) are there.", nullptr,
                                 static_cast<int>(isolated.nodes.size()))
                            .arg(facts.pack)};
    if (facts.plain.nodes.isEmpty())
        remarks += Text::tr("As it is it registers none, so that nobody could compare.");
    return remarks;
}

} // namespace portico
