// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/updateflow.h"

#include "app/context.h"
#include "app/dialogs/changedialog.h"
#include "app/models/health.h"
#include "app/models/updatelook.h"
#include "app/services.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"

#include <QWidget>

namespace portico::app {

using namespace Qt::StringLiterals;

UpdateFlow::UpdateFlow(const Context &context, Wish wish, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_wish(std::move(wish))
{ }

UpdateFlow::~UpdateFlow()
{
    if (m_job)
        m_job->cancel();
}

void UpdateFlow::begin()
{
    m_dialog = new ChangeDialog({.title = m_wish.title,
                                 .first = tr("Now"),
                                 .second = tr("Afterwards"),
                                 .accept = tr("&Update")},
                                qobject_cast<QWidget *>(parent()));
    connect(m_dialog, &ChangeDialog::againRequested, this, &UpdateFlow::prepare);
    connect(m_dialog, &ChangeDialog::agreed, this, &UpdateFlow::carryOut);
    connect(m_dialog, &QDialog::rejected, this, &QObject::deleteLater);
    m_dialog->open();
    prepare();
}

void UpdateFlow::prepare()
{
    m_prepared.reset();
    Job &job = m_context.background.start<PreparedUpdate>(
        {.title = m_wish.title, .exclusiveKey = u"install/"_s + m_wish.request.id.toString()},
        [services = m_context.services.nodes(), request = m_wish.request](
            const JobContext &context) { return prepareUpdate(services, request, context); },
        this, [this](Result<PreparedUpdate> prepared) { take(std::move(prepared)); });
    m_job = &job;
    if (m_dialog)
        m_dialog->showPlanning(job);
}

void UpdateFlow::take(Result<PreparedUpdate> prepared)
{
    m_job.clear();
    if (!m_dialog)
        return;
    if (!prepared) {
        m_dialog->showError(prepared.error());
        return;
    }
    m_prepared = std::make_shared<PreparedUpdate>(std::move(*prepared));
    const UpdatePlan &plan = m_prepared->plan();
    ChangeDialog::View view{.sentence = updateSentence(plan)};
    if (!plan.isEmpty()) {
        view.groups = updateGroups(plan);
        view.accept = tr("&Update");
        view.isAllowed = plan.clashes.isEmpty();
    }
    m_dialog->showView(view);
}

void UpdateFlow::carryOut()
{
    m_context.jobs.start<UpdateOutcome>(
        {.title = m_wish.title, .exclusiveKey = u"install/"_s + m_wish.request.id.toString()},
        [services = m_context.services.nodes(),
         prepared = m_prepared](const JobContext &job) -> Result<UpdateOutcome> {
            Result<UpdateOutcome> outcome = portico::carryOut(services, std::move(*prepared), job);
            if (!outcome)
                return outcome;
            for (const QString &remark : outcome->remarks)
                job.log(remark);
            return outcome;
        },
        this,
        [this](const Result<UpdateOutcome> &) {
            m_context.installs.rescan();
            m_context.health.look(m_wish.request.id);
            deleteLater();
        });
    m_prepared.reset();
}

} // namespace portico::app
