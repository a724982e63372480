// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/sourceround.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

namespace portico {

namespace {

using Moment = std::chrono::steady_clock::time_point;

/** How long a cancelled tool gets to be gone: it is killed at once, and is then collected. */
constexpr auto kFarewell = 300ms;

/** Shared by the asking thread and the sources' own, which may outlive it. */
struct Round
{
    Round(const QList<Source> &asked, std::shared_ptr<const HardwareProbe> askedProbe,
          const CancelToken &parent)
        : sources(asked)
        , probe(std::move(askedProbe))
        , stop(parent)
        , reports(asked.size())
    { }

    const QList<Source> sources;
    const std::shared_ptr<const HardwareProbe> probe;
    CancelSource stop;

    std::mutex mutex;
    std::condition_variable changed;
    QList<std::optional<SourceReport>> reports;
    bool isCancelled = false;

    bool hasAll() const
    {
        return std::all_of(reports.begin(), reports.end(),
                           [](const auto &report) { return report.has_value(); });
    }

    bool isComplete(const QString &name) const
    {
        for (qsizetype i = 0; i < sources.size(); ++i) {
            if (sources.at(i).name == name)
                return reports.at(i) && reports.at(i)->isComplete;
        }
        return false;
    }

    /** Whether nothing more needs to be waited for. */
    bool isEnough() const
    {
        for (qsizetype i = 0; i < sources.size(); ++i) {
            if (!reports.at(i) && !isComplete(sources.at(i).replacedBy))
                return false;
        }
        return true;
    }
};

void startThread(const std::shared_ptr<Round> &round, qsizetype position)
{
    std::thread([round, position] {
        SourceReport report =
            round->sources.at(position).read(*round->probe, JobContext(round->stop.token()));
        const std::lock_guard lock(round->mutex);
        round->reports[position] = std::move(report);
        round->changed.notify_all();
    }).detach();
}

SourceReport slowReport(const Source &source, std::chrono::milliseconds limit)
{
    SourceReport report{.source = source.name};
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limit);
    report.problems += toolWasSlow(source.name, seconds);
    return report;
}

} // namespace

QList<SourceReport> askSources(const QList<Source> &sources,
                               const std::shared_ptr<const HardwareProbe> &probe,
                               const JobContext &job, std::chrono::milliseconds limit)
{
    const auto round = std::make_shared<Round>(sources, probe, job.cancel);
    const auto registration = job.cancel.onCancel([weak = std::weak_ptr<Round>(round)] {
        if (const auto living = weak.lock()) {
            const std::lock_guard lock(living->mutex);
            living->isCancelled = true;
            living->changed.notify_all();
        }
    });
    for (qsizetype i = 0; i < sources.size(); ++i)
        startThread(round, i);

    std::unique_lock lock(round->mutex);
    round->changed.wait_for(lock, limit, [&] { return round->isCancelled || round->isEnough(); });
    const bool wasCancelled = round->isCancelled || job.isCancelled();
    const bool wasEnough = round->isEnough();
    if (!round->hasAll()) {
        const QList<std::optional<SourceReport>> inTime = round->reports;
        lock.unlock();
        round->stop.cancel();
        lock.lock();
        round->changed.wait_for(lock, kFarewell, [&] { return round->hasAll(); });
        round->reports = inTime; // what a cancelled tool still said is not its answer
    }
    QList<SourceReport> reports;
    for (qsizetype i = 0; i < sources.size() && !wasCancelled; ++i) {
        if (round->reports.at(i))
            reports += *round->reports.at(i);
        else if (!wasEnough && !round->isComplete(sources.at(i).replacedBy))
            reports += slowReport(sources.at(i), limit);
    }
    return reports;
}

} // namespace portico
