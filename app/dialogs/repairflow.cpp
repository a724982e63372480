// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/repairflow.h"

#include "app/context.h"
#include "app/dialogs/repairdialog.h"
#include "app/models/health.h"
#include "app/services.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"

#include <QCoreApplication>
#include <QWidget>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::RepairFlow)
};

JobDescription describe(const QString &title, const InstallId &id)
{
    return {.title = title, .exclusiveKey = u"install/"_s + id.toString()};
}

QString nameOf(const Context &context, const InstallId &id)
{
    const Install *install = context.installs.find(id);
    return install ? install->name : id.toString();
}

/** After anything that changed an install. */
void lookAgain(const Context &context, const InstallId &id)
{
    context.installs.rescan();
    context.health.look(id);
}

/** What was not done is a failure of the whole: the card and the activity say it. */
Result<RepairOutcome> wholly(const Result<RepairOutcome> &outcome, const QString &nextStep)
{
    if (!outcome || outcome->notDone.isEmpty())
        return outcome;
    return Error{.code = ErrorCode::Io,
                 .message = outcome->sentence(),
                 .nextStep = nextStep,
                 .detail = outcome->notDone.join(u'\n')};
}

/** What the card says afterwards; nothing where all was done, or where somebody stopped it. */
std::optional<Error> problemOf(const Result<RepairOutcome> &outcome)
{
    const bool hasFailed = !outcome && outcome.error().code != ErrorCode::Cancelled;
    return hasFailed ? std::optional(outcome.error()) : std::nullopt;
}

using DriftChange = Result<RepairOutcome> (*)(const RepairServices &, const InstallId &,
                                              const JobContext &);

/** One press: its job, and what the cards say of it meanwhile and afterwards. */
void changeDrift(const Context &context, const InstallId &id, const QString &title,
                 const QString &nextStep, DriftChange change)
{
    if (context.health.of(id).drift.job)
        return;
    Job &job = context.jobs.start<RepairOutcome>(
        describe(title, id),
        [services = context.services.repair(), id, nextStep, change](const JobContext &work) {
            return wholly(change(services, id, work), nextStep);
        },
        &context.health,
        [&context, id](const Result<RepairOutcome> &outcome) {
            context.health.setDriftWork(id, {.job = {}, .problem = problemOf(outcome)});
            lookAgain(context, id);
        });
    context.health.setDriftWork(id, {.job = &job, .problem = {}});
}

} // namespace

RepairFlow::RepairFlow(const Context &context, const InstallId &id, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_id(id)
{ }

RepairFlow::~RepairFlow()
{
    if (m_looking)
        m_looking->cancel();
}

void RepairFlow::begin()
{
    m_dialog = new RepairDialog(nameOf(m_context, m_id), qobject_cast<QWidget *>(parent()));
    connect(m_dialog, &RepairDialog::lookRequested, this, &RepairFlow::look);
    connect(m_dialog, &RepairDialog::repairRequested, this, &RepairFlow::repair);
    connect(m_dialog, &RepairDialog::undoRequested, this, &RepairFlow::undo);
    connect(m_dialog, &RepairDialog::stopRequested, this, [this] {
        if (m_repairing)
            m_repairing->cancel();
    });
    connect(m_dialog, &QDialog::finished, this, [this] {
        if (!m_repairing)
            deleteLater();
    });
    m_dialog->open();
    look();
}

void RepairFlow::look()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install || !m_dialog)
        return;
    Job &job = m_context.background.start<RepairPlan>(
        describe(tr("Look what can be repaired"), m_id),
        [services = m_context.services.repair(), install = *install,
         computer = computerSource(m_context.services)](const JobContext &context) {
            return planRepair(services, install, computer, context);
        },
        this,
        [this](const Result<RepairPlan> &plan) {
            if (!m_dialog)
                return;
            if (plan)
                m_dialog->showPlan(*plan);
            else
                m_dialog->showError(plan.error());
        });
    m_looking = &job;
    m_dialog->showLooking(job);
}

void RepairFlow::repair(RepairRequest request)
{
    request.install = m_id;
    Job &job = m_context.jobs.start<RepairOutcome>(
        describe(tr("Repair %1").arg(nameOf(m_context, m_id)), m_id),
        [services = m_context.services.repair(), request,
         computer = computerSource(m_context.services)](const JobContext &context) {
            return runRepair(services, request, computer, context);
        },
        this,
        [this](const Result<RepairOutcome> &outcome) {
            m_repairing.clear();
            lookAgain(m_context, m_id);
            if (!m_dialog) {
                deleteLater();
                return;
            }
            if (outcome)
                m_dialog->showOutcome(*outcome);
            else if (outcome.error().code == ErrorCode::Cancelled)
                look();
            else
                m_dialog->showError(outcome.error());
        });
    m_repairing = &job;
    if (m_dialog)
        m_dialog->showRunning(job);
}

void RepairFlow::undo()
{
    Job &job = m_context.jobs.start<QString>(
        describe(tr("Undo the repair of %1").arg(nameOf(m_context, m_id)), m_id),
        [library = m_context.services.library(), id = m_id](const JobContext &context) {
            return undoRepair(library, id, context);
        },
        this,
        [this](const Result<QString> &undone) {
            m_repairing.clear();
            lookAgain(m_context, m_id);
            if (!m_dialog)
                deleteLater();
            else if (undone)
                m_dialog->showUndone();
            else
                m_dialog->showError(undone.error());
        });
    m_repairing = &job;
    if (m_dialog)
        m_dialog->showRunning(job);
}

void putDriftBack(const Context &context, const InstallId &id)
{
    changeDrift(context, id, Text::tr("Put %1 back as it was").arg(nameOf(context, id)),
                Text::tr("“Repair” looks at everything, and says what it can do."), putBack);
}

void absorbDrift(const Context &context, const InstallId &id)
{
    changeDrift(
        context, id, Text::tr("Take new packages of %1 into its layer").arg(nameOf(context, id)),
        Text::tr("They are remembered: “Repair” installs them, or the next change of node packs."),
        absorb);
}

} // namespace portico::app
