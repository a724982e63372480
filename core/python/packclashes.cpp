// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/packclashes.h"

#include "core/python/findclash.h"
#include "core/python/unmetneed.h"

#include <algorithm>

namespace portico {

namespace {

/** For finding out what can be left out, of all clashes of a plan together. */
constexpr int kMostTries = 24;

QList<WantedNeed> needsOf(const QStringList &packs, const QList<WantedNeed> &needs)
{
    QList<WantedNeed> chosen;
    std::copy_if(needs.begin(), needs.end(), std::back_inserter(chosen),
                 [&packs](const WantedNeed &need) { return packs.contains(need.pack); });
    return chosen;
}

QStringList packsIn(const QList<WantedNeed> &needs)
{
    QStringList packs;
    for (const WantedNeed &need : needs) {
        if (!packs.contains(need.pack))
            packs += need.pack;
    }
    return packs;
}

/** The resolver's words; nothing: these go together. */
Result<std::optional<QString>> tryNeeds(const QList<WantedNeed> &needs, LayerResolver &resolver)
{
    if (needs.isEmpty())
        return std::optional<QString>();
    const Result<LayerResolution> answer = resolver.resolve(needs);
    if (answer)
        return std::optional<QString>();
    if (!isNoSolution(answer.error()))
        return answer.error();
    return std::optional<QString>(answer.error().detail);
}

/** Words name more than what is to blame: of the candidates those stay that really help. */
Result<> proveChoices(UnmetNeed &unmet, const QList<WantedNeed> &needs, LayerResolver &resolver,
                      int &triesLeft)
{
    const QList<WantedNeed> clashing = needsOf(unmet.packs, needs);
    QList<NeedChoice> proven;
    for (const NeedChoice &choice : std::as_const(unmet.choices)) {
        if (--triesLeft < 0)
            break;
        QList<WantedNeed> rest = clashing;
        rest.removeIf([&choice](const WantedNeed &need) {
            return need.pack == choice.pack && need.requirement == choice.requirement;
        });
        const Result<std::optional<QString>> words = tryNeeds(rest, resolver);
        if (!words)
            return words.error();
        if (!*words)
            proven += choice;
    }
    unmet.choices = proven;
    return {};
}

} // namespace

ClashingNeeds needsNotFound(const QString &words, const QList<WantedNeed> &needs,
                            const PythonEnvironment &base)
{
    const QStringList missing = packagesNotFound(words);
    QList<WantedNeed> asking;
    std::copy_if(needs.begin(), needs.end(), std::back_inserter(asking),
                 [&missing](const WantedNeed &need) { return missing.contains(need.name); });
    ClashingNeeds found{.packs = packsIn(asking)};
    for (const QString &pack : std::as_const(found.packs))
        found.unmet += explainClash({.pack = pack, .words = words}, asking, base);
    return found;
}

Result<ClashingNeeds> findClashingNeeds(const QList<WantedNeed> &needs, LayerResolver &resolver,
                                        const PythonEnvironment &base)
{
    const QStringList packs = packsIn(needs);
    const Result<ClashReport> report =
        findClashes(static_cast<int>(packs.size()), [&](const QList<int> &indexes) {
            QStringList tried;
            for (const int index : indexes)
                tried += packs.at(index);
            return tryNeeds(needsOf(tried, needs), resolver);
        });
    if (!report)
        return report.error();
    ClashingNeeds found;
    int triesLeft = kMostTries;
    for (const Clash &clash : report->clashes) {
        UnmetNeed unmet =
            explainClash({.pack = packs.at(clash.pack),
                          .other = clash.other < 0 ? QString() : packs.at(clash.other),
                          .words = clash.words},
                         needs, base);
        const Result<> proven = proveChoices(unmet, needs, resolver, triesLeft);
        if (!proven)
            return proven.error();
        found.unmet += unmet;
        found.packs += packs.at(clash.pack);
    }
    return found;
}

} // namespace portico
