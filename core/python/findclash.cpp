// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/findclash.h"

#include <algorithm>
#include <numeric>

namespace portico {

namespace {

class Search
{
public:
    Search(const TryPacks &tryPacks, int mostQuestions)
        : m_tryPacks(tryPacks)
        , m_left(mostQuestions)
    { }

    Result<ClashReport> run(int count);

private:
    Result<> accept(const QList<int> &packs, bool isKnownToFail);
    Result<> blame(int pack, const QString &words);
    Result<std::optional<QString>> ask(QList<int> packs);

    const TryPacks &m_tryPacks;
    int m_left;
    ClashReport m_report;
};

/** Without questions left, everything is said not to go. */
Result<std::optional<QString>> Search::ask(QList<int> packs)
{
    if (m_left <= 0) {
        m_report.isExhausted = true;
        return std::optional<QString>(QString());
    }
    --m_left;
    std::sort(packs.begin(), packs.end());
    return m_tryPacks(packs);
}

/** Takes as many of these as go with those that were taken before. */
Result<> Search::accept(const QList<int> &packs, bool isKnownToFail)
{
    if (packs.isEmpty())
        return {};
    QString words;
    if (!isKnownToFail || packs.size() == 1) {
        const Result<std::optional<QString>> answer = ask(m_report.kept + packs);
        if (!answer)
            return answer.error();
        if (!*answer) {
            m_report.kept += packs;
            return {};
        }
        words = **answer;
    }
    if (packs.size() == 1)
        return blame(packs.constFirst(), words);
    const qsizetype half = packs.size() / 2;
    const qsizetype before = m_report.kept.size();
    const Result<> first = accept(packs.first(half), false);
    if (!first)
        return first;
    // With the whole first half in, the second is what fails: that was asked already.
    const bool isSecondToBlame = m_report.kept.size() == before + half;
    return accept(packs.sliced(half), isSecondToBlame);
}

/** Alone, or with which of those that stay? */
Result<> Search::blame(int pack, const QString &words)
{
    Clash clash{.pack = pack, .words = words};
    if (!m_report.kept.isEmpty()) {
        const Result<std::optional<QString>> alone = ask({pack});
        if (!alone)
            return alone.error();
        if (*alone && m_left > 0) {
            clash.words = **alone;
        } else {
            // The shortest beginning of the list that does not go with it ends with a culprit.
            qsizetype low = 1;
            qsizetype high = m_report.kept.size();
            while (low < high && m_left > 0) {
                const qsizetype middle = (low + high) / 2;
                const Result<std::optional<QString>> answer =
                    ask(m_report.kept.first(middle) + QList<int>{pack});
                if (!answer)
                    return answer.error();
                if (*answer) {
                    clash.words = **answer;
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            clash.other = m_report.kept.at(high - 1);
        }
    }
    m_report.clashes += clash;
    return {};
}

Result<ClashReport> Search::run(int count)
{
    QList<int> all(count);
    std::iota(all.begin(), all.end(), 0);
    const Result<> done = accept(all, true);
    if (!done)
        return done.error();
    return m_report;
}

} // namespace

Result<ClashReport> findClashes(int count, const TryPacks &tryPacks, int mostQuestions)
{
    return Search(tryPacks, mostQuestions).run(count);
}

} // namespace portico
