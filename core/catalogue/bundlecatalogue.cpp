// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/bundlecatalogue.h"

#include <QCoreApplication>
#include <QSet>

#include <condition_variable>
#include <future>
#include <mutex>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleCatalogue)
};

/** Where the threads that ask put what they were told. */
class AnswerBox
{
public:
    using Answers = std::vector<std::optional<Result<SourceAnswer>>>;

    explicit AnswerBox(std::size_t count)
        : m_answers(count)
    { }

    void put(std::size_t index, Result<SourceAnswer> answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answers.at(index) = std::move(answer);
        ++m_count;
        m_changed.notify_one();
    }

    /** Waits for more answers than `known`; gives how many there are. */
    std::size_t wait(std::size_t known, std::chrono::steady_clock::time_point end)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, end, [this, known] { return m_count > known; });
        return m_count;
    }

    Answers answers() const
    {
        const std::lock_guard lock(m_mutex);
        return m_answers;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Answers m_answers;
    std::size_t m_count = 0;
};

Error silentError(const CatalogueSource &source, std::chrono::milliseconds limit)
{
    const int seconds = static_cast<int>((limit.count() + 999) / 1000);
    return {.code = ErrorCode::Timeout,
            .message = Text::tr("%1 did not answer within %n second(s).", nullptr, seconds)
                           .arg(source.title()),
            .nextStep = Text::tr("Check the connection, or ask again later."),
            .detail = {}};
}

SourceState stateOf(const CatalogueSource &source, const Result<SourceAnswer> &answer)
{
    SourceState state{.id = source.id(), .title = source.title()};
    if (!answer) {
        state.problem = answer.error();
        return state;
    }
    state.kind = answer->isKept ? SourceState::Kind::Kept : SourceState::Kind::Fresh;
    state.asked = answer->asked;
    state.problem = answer->problem;
    state.limit = answer->limit;
    state.entries = static_cast<int>(answer->entries.size());
    return state;
}

} // namespace

const CatalogueEntry *CatalogueAnswer::entry(const QString &id) const
{
    for (const CatalogueEntry &entry : entries) {
        if (entry.id == id)
            return &entry;
    }
    return nullptr;
}

BundleCatalogue::BundleCatalogue(std::vector<std::unique_ptr<CatalogueSource>> sources)
    : m_sources(std::move(sources))
{ }

CatalogueAnswer BundleCatalogue::wholeOf(const Answers &answers) const
{
    CatalogueAnswer whole;
    QSet<QString> seen; // a bundle that two releases carry, or a file that names it twice
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto &answer = answers.at(i);
        const CatalogueSource &source = *m_sources.at(i);
        whole.sources += answer
            ? stateOf(source, *answer)
            : SourceState{.id = source.id(), .title = source.title(), .isAsked = true};
        if (!answer || !*answer)
            continue;
        for (const CatalogueEntry &entry : (*answer)->entries) {
            if (!seen.contains(entry.id))
                whole.entries += entry;
            seen.insert(entry.id);
        }
    }
    return whole;
}

/** What counts of a source that was left because it was silent for too long. */
Result<SourceAnswer> BundleCatalogue::leftAlone(const CatalogueSource &source,
                                                const Result<SourceAnswer> &answer,
                                                std::chrono::milliseconds limit,
                                                const JobContext &job) const
{
    const bool isWhole =
        answer && (!answer->problem || answer->problem->code != ErrorCode::Cancelled);
    if (isWhole || (!answer && answer.error().code != ErrorCode::Cancelled))
        return answer; // it was just in time
    Result<SourceAnswer> kept = answer ? answer : source.entries(Asking::Never, job);
    if (!kept)
        return silentError(source, limit);
    kept->isKept = kept->isKept || !answer;
    kept->problem = silentError(source, limit);
    return kept;
}

Result<CatalogueAnswer> BundleCatalogue::ask(Asking asking, const CataloguePatience &patience,
                                             const JobContext &job) const
{
    CancelSource silence(job.cancel);
    const JobContext limited(
        silence.token(),
        {.steps = {}, .progress = {}, .log = [&job](const QString &line) { job.log(line); }});
    AnswerBox box(m_sources.size());
    std::vector<std::future<void>> threads;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        threads.push_back(std::async(std::launch::async, [this, i, asking, &box, &limited] {
            box.put(i, m_sources.at(i)->entries(asking, limited));
        }));
    }
    const auto end = std::chrono::steady_clock::now() + patience.limit;
    std::size_t known = 0;
    while (known < m_sources.size()) {
        const std::size_t now = box.wait(known, end);
        if (now == known)
            break;
        known = now;
        if (known < m_sources.size() && patience.onAnswer)
            patience.onAnswer(wholeOf(box.answers()));
    }
    const Answers inTime = box.answers();
    silence.cancel();
    for (std::future<void> &thread : threads)
        thread.get();
    if (job.isCancelled())
        return cancelledError();
    Answers answers = box.answers();
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (!inTime.at(i))
            answers.at(i) = leftAlone(*m_sources.at(i), *answers.at(i), patience.limit, job);
    }
    return wholeOf(answers);
}

} // namespace portico
