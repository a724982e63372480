// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/halving.h"

#include <QSet>

#include <algorithm>

namespace portico {

namespace {

using PackSet = QSet<QString>;

int roundsFor(qsizetype packs)
{
    int rounds = 0;
    for (; packs > 1; packs = (packs + 1) / 2)
        ++rounds;
    return rounds;
}

/** Makes trials, remembers them, and draws from them what needs no trial. */
class Search
{
public:
    Search(QStringList packs, const PackTrial &trial, const HalvingOptions &options)
        : m_packs(std::move(packs))
        , m_trial(trial)
        , m_options(options)
        , m_most(roundsFor(m_packs.size()) + 2)
    { }

    Result<Halving> run();

private:
    Result<bool> fails(const QStringList &packs);
    Result<QStringList> candidate();
    Result<QStringList> narrowDown();
    Result<QStringList> needed(const QStringList &candidates, const QStringList &beside);
    Halving ended(Halving::End end, const QStringList &guilty) const
    {
        return {.end = end, .guilty = guilty, .rounds = m_rounds};
    }

    const QStringList m_packs;
    const PackTrial &m_trial;
    const HalvingOptions &m_options;
    const int m_most;
    QList<PackSet> m_good;
    QList<PackSet> m_bad;
    int m_rounds = 0;
};

/** Whether it goes wrong with these; asks only what does not follow from earlier answers. */
Result<bool> Search::fails(const QStringList &packs)
{
    const PackSet set(packs.begin(), packs.end());
    const auto holdsIt = [&set](const PackSet &good) { return good.contains(set); };
    const auto isInIt = [&set](const PackSet &bad) { return set.contains(bad); };
    if (std::any_of(m_good.begin(), m_good.end(), holdsIt))
        return false;
    if (std::any_of(m_bad.begin(), m_bad.end(), isInIt))
        return true;
    ++m_rounds;
    if (m_options.onRound)
        m_options.onRound(m_rounds, std::max(m_most, m_rounds), packs);
    const Result<bool> answer = m_trial(packs);
    if (answer)
        (*answer ? m_bad : m_good).append(set);
    return answer;
}

/** One candidate, if one pack alone is guilty. What is not in the half that goes well is taken to
 *  be in the other: checked at the end. */
Result<QStringList> Search::narrowDown()
{
    QStringList candidates = m_packs;
    while (candidates.size() > 1) {
        const qsizetype half = (candidates.size() + 1) / 2;
        const Result<bool> isBad = fails(candidates.first(half));
        if (!isBad)
            return isBad.error();
        candidates = *isBad ? candidates.first(half) : candidates.sliced(half);
    }
    return candidates;
}

/** The suspect, if it is guilty alone; else what halving leaves. */
Result<QStringList> Search::candidate()
{
    const QString suspect = m_options.suspect ? m_options.suspect() : QString();
    if (m_packs.contains(suspect) && m_packs.size() > 1) {
        const Result<bool> isGuilty = fails({suspect});
        if (!isGuilty)
            return isGuilty.error();
        if (*isGuilty)
            return QStringList{suspect};
    }
    return narrowDown();
}

/** Which of the candidates are needed for it to go wrong, when `beside` are there as well. */
Result<QStringList> Search::needed(const QStringList &candidates, const QStringList &beside)
{
    if (candidates.size() <= 1)
        return candidates;
    const qsizetype half = (candidates.size() + 1) / 2;
    const QStringList first = candidates.first(half);
    const QStringList second = candidates.sliced(half);
    for (const QStringList &part : {first, second}) {
        const Result<bool> isBad = fails(part + beside);
        if (!isBad)
            return isBad.error();
        if (*isBad)
            return needed(part, beside);
    }
    const Result<QStringList> ofFirst = needed(first, second + beside);
    if (!ofFirst)
        return ofFirst.error();
    const Result<QStringList> ofSecond = needed(second, *ofFirst + beside);
    if (!ofSecond)
        return ofSecond.error();
    return *ofFirst + *ofSecond;
}

Result<Halving> Search::run()
{
    using enum Halving::End;
    const Result<bool> all = fails(m_packs);
    if (!all)
        return all.error();
    if (!*all)
        return ended(DoesNotFail, {});
    if (m_options.looksLikeNoPack && m_options.looksLikeNoPack()) {
        const Result<bool> none = fails({});
        if (!none)
            return none.error();
        if (*none)
            return ended(NoPack, {});
    }
    const Result<QStringList> one = candidate();
    if (!one)
        return one.error();
    const Result<bool> isGuilty = fails(*one);
    if (!isGuilty)
        return isGuilty.error();
    if (*isGuilty) {
        const Result<bool> none = fails({}); // follows from any trial that went well
        if (!none)
            return none.error();
        return *none ? ended(NoPack, {}) : ended(Found, *one);
    }
    const Result<QStringList> together = needed(m_packs, {});
    if (!together)
        return together.error();
    return ended(together->size() == 1 ? Found : Together, *together);
}

} // namespace

Result<Halving> findByHalves(const QStringList &packs, const PackTrial &trial,
                             const HalvingOptions &options)
{
    return Search(packs, trial, options).run();
}

} // namespace portico
