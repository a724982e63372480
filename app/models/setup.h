// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/catalogue/installentry.h"
#include "core/installs/composeinstall.h"

#include <QObject>
#include <QPointer>

#include <variant>

namespace portico {
class Job;
class JobRunner;
class Services;
class SettingsStore;
} // namespace portico

namespace portico::app {

/** What happens once the install is there. */
enum class AfterSetUp { Show, Start };

/** One thing to set up, whatever it is made from. */
struct SetUpPlan
{
    std::variant<InstallEntryRequest, AddRequest, ComposeRequest> what{};
    AfterSetUp after = AfterSetUp::Show;

    /** "ComfyUI 0.37.0, official portable for NVIDIA": for the job and the page. */
    QString title() const;
    /** Names it in the settings, so that the next Portico can offer to go on; empty for a file. */
    QString mark() const;
};

/** SetUpPlan::mark() of whatever is put together. */
QString composeMark();

/**
 * Sets up installs as jobs, and remembers the last one that was begun: a failed or cancelled one
 * can be gone on with from what it has downloaded, also by the next Portico.
 */
class SetUp final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SetUp)

public:
    SetUp(const Services &services, SettingsStore &settings, JobRunner &jobs,
          QObject *parent = nullptr);

    void begin(const SetUpPlan &plan);
    /** The last plan once more; nothing happens where there is none, or it runs. */
    void goOn();

    bool isRunning() const;
    const std::optional<SetUpPlan> &plan() const { return m_plan; }
    /** Why the last one did not succeed; Cancelled counts. */
    const std::optional<Error> &failure() const { return m_failure; }
    /** The mark of a plan of an earlier Portico that was begun and never done; empty: none. */
    QString unfinishedMark() const;
    void forgetUnfinished();

signals:
    void changed();
    void finished(const portico::Install &install, portico::app::AfterSetUp after);

private:
    void take(const Result<Install> &install, const SetUpPlan &plan, int turn);

    const Services &m_services;
    SettingsStore &m_settings;
    JobRunner &m_jobs;
    std::optional<SetUpPlan> m_plan;
    std::optional<Error> m_failure;
    QPointer<Job> m_job;
    int m_turn = 0; ///< which job the state above is of
};

} // namespace portico::app
