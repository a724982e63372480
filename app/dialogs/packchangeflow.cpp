// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/packchangeflow.h"

#include "app/context.h"
#include "app/dialogs/plandialog.h"
#include "app/models/health.h"
#include "app/services.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/repair/probeinstall.h"

#include <QWidget>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** Makes sense of what was typed, then fetches and plans. */
Result<PreparedChange> prepareWish(const NodeServices &services, PackWish wish,
                                   const JobContext &job)
{
    if (!wish.typed.isEmpty()) {
        const Result<QList<PackSource>> sources =
            packSources(wish.typed, {}, services.plainHttpHosts);
        if (!sources)
            return sources.error();
        wish.change.sources = *sources;
    }
    if (!wish.extrasFile.isEmpty()) {
        const Result<ExtrasProfile> extras = readExtrasProfile(wish.extrasFile);
        if (!extras)
            return extras.error();
        wish.change.extras = *extras;
    }
    return wish.prepare ? wish.prepare(services, job)
                        : prepareChange(services, wish.install, wish.change, job);
}

} // namespace

PackChangeFlow::PackChangeFlow(const Context &context, PackWish wish, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_wish(std::move(wish))
{ }

PackChangeFlow::~PackChangeFlow()
{
    if (m_job)
        m_job->cancel();
}

void PackChangeFlow::begin()
{
    if (m_wish.show == PackWish::Show::Always)
        openDialog();
    prepare();
}

void PackChangeFlow::openDialog()
{
    m_dialog = new PlanDialog(m_wish.title, qobject_cast<QWidget *>(parent()));
    connect(m_dialog, &PlanDialog::againRequested, this, &PackChangeFlow::prepare);
    connect(m_dialog, &PlanDialog::planRequested, this, &PackChangeFlow::planWithout);
    connect(m_dialog, &PlanDialog::isolationRequested, this, &PackChangeFlow::planIsolated);
    connect(m_dialog, &PlanDialog::agreed, this, &PackChangeFlow::takeConsent);
    connect(m_dialog, &PlanDialog::offerTaken, this, &PackChangeFlow::takeOffer);
    connect(m_dialog, &QDialog::rejected, this, &PackChangeFlow::end);
    m_dialog->open();
}

/** With a dialog the dialog shows it; without one the activity pane does. */
void PackChangeFlow::prepare()
{
    m_prepared.reset();
    JobRunner &runner = m_dialog ? m_context.background : m_context.jobs;
    Job &job = runner.start<PreparedChange>(
        {.title = tr("Plan: %1", "a change of node packs").arg(m_wish.title),
         .exclusiveKey = u"install/"_s + m_wish.install.toString()},
        [services = m_context.services.nodes(), wish = m_wish](const JobContext &context) {
            return prepareWish(services, wish, context);
        },
        this, [this](Result<PreparedChange> prepared) { takePrepared(std::move(prepared)); });
    m_job = &job;
    if (m_dialog)
        m_dialog->showPlanning(job);
}

void PackChangeFlow::takePrepared(Result<PreparedChange> prepared)
{
    m_job.clear();
    if (prepared) {
        m_prepared = std::make_shared<PreparedChange>(std::move(*prepared));
        showPlan();
        return;
    }
    if (!m_dialog) {
        end();
        return;
    }
    m_dialog->showError(prepared.error());
    const bool hasEdits = prepared.error().code == ErrorCode::Refused
        && m_wish.change.act == PackAct::Update && m_wish.change.edits == LocalEdits::Refuse;
    if (hasEdits)
        m_dialog->offer(tr("Update and keep my changes aside"));
    m_offer = Offer::KeepEditsAside;
}

void PackChangeFlow::takeOffer()
{
    if (m_offer == Offer::GoOnWithoutScripts && m_prepared) {
        showPlan(); // as it was: nothing of the script is left
        return;
    }
    m_wish.change.edits = LocalEdits::Stash;
    prepare();
}

void PackChangeFlow::planWithout(const QStringList &without)
{
    if (m_prepared)
        planAnew([services = m_context.services.nodes(), prepared = m_prepared,
                  without](const JobContext &job) {
            return planAgain(services, *prepared, without, job);
        });
}

void PackChangeFlow::planIsolated(const QString &pack)
{
    if (m_prepared)
        planAnew([services = m_context.services.nodes(), prepared = m_prepared,
                  pack](const JobContext &job) {
            return isolateInPlan(services, *prepared, {pack}, job);
        });
}

/** The dialog shows what it has become. */
void PackChangeFlow::planAnew(const std::function<Result<>(const JobContext &)> &plan)
{
    Job &job = m_context.background.start<void>(
        {.title = m_wish.title, .exclusiveKey = u"install/"_s + m_wish.install.toString()}, plan,
        this, [this](const Result<> &planned) {
            m_job.clear();
            if (planned)
                showPlan();
            else if (m_dialog)
                m_dialog->showError(planned.error());
        });
    m_job = &job;
    if (m_dialog)
        m_dialog->showPlanning(job);
}

void PackChangeFlow::showPlan()
{
    const ChangePlan &plan = m_prepared->plan();
    const bool isSmall = plan.isComplete()
        && (!plan.changesLayer()
            || (m_wish.show == PackWish::Show::WhenAsked && !plan.layer->needsConsent()));
    if (!m_dialog && isSmall) {
        carryOut({});
        return;
    }
    if (!m_dialog)
        openDialog();
    m_dialog->showPlan(plan);
}

void PackChangeFlow::takeConsent(const ChangeConsent &consent)
{
    if (consent.scripts.isEmpty())
        carryOut(consent);
    else
        runScripts(consent);
}

/** What they print is in the job's log; what they add is shown before anything is installed. */
void PackChangeFlow::runScripts(const ChangeConsent &consent)
{
    Job &job = m_context.jobs.start<ScriptsRun>(
        {.title = tr("Run install.py: %1", "a change of node packs").arg(m_wish.title),
         .exclusiveKey = u"install/"_s + m_wish.install.toString()},
        [services = m_context.services.nodes(), prepared = m_prepared,
         consent](const JobContext &context) {
            return runInstallScripts(services, *prepared, consent.scripts, consent, context);
        },
        this, [this, consent](const Result<ScriptsRun> &run) { takeScripts(run, consent); });
    m_job = &job;
    if (m_dialog)
        m_dialog->showPlanning(job);
}

void PackChangeFlow::takeScripts(const Result<ScriptsRun> &run, const ChangeConsent &consent)
{
    m_job.clear();
    if (!m_dialog || !m_prepared)
        return;
    if (!run) {
        m_dialog->showError(run.error());
        if (m_wish.change.act != PackAct::RunScript)
            m_dialog->offer(tr("Go on without running it"));
        m_offer = Offer::GoOnWithoutScripts;
        return;
    }
    const bool isToldAlready = !run->changesPlan && m_prepared->plan().remarks.isEmpty();
    if (!isToldAlready) {
        showPlan();
        return;
    }
    QPointer<PlanDialog> dialog = m_dialog;
    carryOut({.sourceBuilds = consent.sourceBuilds, .scripts = {}});
    if (dialog)
        dialog->accept();
}

void PackChangeFlow::carryOut(const ChangeConsent &consent)
{
    // The dialog closes by itself; its end is not this flow's.
    if (m_dialog)
        disconnect(m_dialog, nullptr, this, nullptr);
    m_context.jobs.start<ChangeOutcome>(
        {.title = m_wish.title, .exclusiveKey = u"install/"_s + m_wish.install.toString()},
        [services = m_context.services.nodes(), prepared = m_prepared, id = m_wish.install,
         consent](const JobContext &job) {
            const ChangePlan plan = prepared->plan();
            Result<ChangeOutcome> outcome =
                portico::carryOut(services, std::move(*prepared), consent, job);
            if (!outcome)
                return outcome;
            for (const QString &remark : plan.remarks + outcome->remarks)
                job.log(remark);
            logProbe(probeAfterChange(services, id, plan, job), job);
            return outcome;
        },
        this,
        [this](const Result<ChangeOutcome> &outcome) {
            m_context.installs.rescan();
            m_context.health.look(m_wish.install);
            if (outcome)
                emit finished(*outcome);
            end();
        });
    m_prepared.reset();
}

void PackChangeFlow::end()
{
    if (m_job)
        m_job->cancel();
    deleteLater();
}

} // namespace portico::app
