// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/packpanel.h"
#include "core/base/identifiers.h"
#include "core/nodes/changepacks.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
class PlanDialog;

/** One change of the packs of an install, as the person asked for it. */
struct PackWish
{
    InstallId install{};
    PackChange change{};
    QString typed{};      ///< sources as they were typed: a worker makes sense of them
    QString extrasFile{}; ///< the extras that come, which a worker reads
    QString title{};      ///< "Install Impact Pack": for the job and the dialog
    enum class Show {
        Always,
        WhenPackagesChange, ///< not where only the packs themselves change
        WhenAsked,          ///< only where the person has to choose or to consent: what is undone
    } show = Show::Always;
    /** How a worker plans it; empty: by the change alone. */
    std::function<Result<PreparedChange>(const NodeServices &, const JobContext &)> prepare{};
};

/**
 * A change from the wish to its end: fetches and plans on a worker, shows the plan, plans again
 * without a pack, and carries it out as a job once the person agreed. Deletes itself at the end.
 */
class PackChangeFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackChangeFlow)

public:
    /** `parent` is the widget that the dialog stands over. */
    PackChangeFlow(const Context &context, PackWish wish, QWidget *parent);
    ~PackChangeFlow() override;

    void begin();

signals:
    /** The packs are as they were wished. */
    void finished(const portico::ChangeOutcome &outcome);

private:
    void openDialog();
    void prepare();
    void takePrepared(Result<PreparedChange> prepared);
    void planWithout(const QStringList &without);
    void planIsolated(const QString &pack);
    void planAnew(const std::function<Result<>(const JobContext &)> &plan);
    void showPlan();
    void takeConsent(const ChangeConsent &consent);
    void runScripts(const ChangeConsent &consent);
    void takeScripts(const Result<ScriptsRun> &run, const ChangeConsent &consent);
    void carryOut(const ChangeConsent &consent);
    void takeOffer();
    void end();

    const Context &m_context;
    PackWish m_wish;
    QPointer<PlanDialog> m_dialog;
    QPointer<Job> m_job;
    std::shared_ptr<PreparedChange> m_prepared;
    /** What the dialog offers after a failure. */
    enum class Offer { KeepEditsAside, GoOnWithoutScripts } m_offer = Offer::KeepEditsAside;
};

} // namespace portico::app
