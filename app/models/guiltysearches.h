// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/diagnosis/findguilty.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <memory>
#include <optional>

namespace portico {
class Job;
class JobRunner;
class Services;
} // namespace portico

namespace portico::app {

/** Who says whether a round of the search went wrong. */
enum class GuiltyJudge {
    Portico, ///< crashes and failed imports
    Person,  ///< asked in each round
};

/** Where the search for an install's guilty pack stands. */
struct GuiltyState
{
    bool isRunning = false;
    std::optional<GuiltyRound> question{}; ///< the person is asked about this round
    std::optional<GuiltyFound> found{};
    std::optional<Error> error{};
};

/** The searches for guilty node packs, one an install at a time, as jobs of the activity pane. */
class GuiltySearches final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuiltySearches)

public:
    GuiltySearches(const Services &services, JobRunner &jobs, QObject *parent = nullptr);
    ~GuiltySearches() override;

    void begin(const Install &install, GuiltyJudge judge);
    const GuiltyState &of(const InstallId &id) const;
    /** The answer to the question that is open. */
    void answer(const InstallId &id, bool goesWrong);
    /** The person has seen the outcome. */
    void forget(const InstallId &id);

signals:
    void changed(const portico::InstallId &id);

private:
    class Answer;
    struct Entry
    {
        GuiltyState state{};
        std::shared_ptr<Answer> answer{};
    };

    void search(const Install &install, GuiltyJudge judge, const ToolEnvironment &network);
    RoundJudge askPerson(const InstallId &id, const std::shared_ptr<Answer> &answer);
    void end(const InstallId &id, const Result<GuiltyFound> &found);

    const Services &m_services;
    JobRunner &m_jobs;
    std::map<InstallId, Entry> m_entries;
};

} // namespace portico::app
