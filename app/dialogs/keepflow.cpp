// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/keepflow.h"

#include "app/context.h"
#include "app/dialogs/changedialog.h"
#include "app/models/keptlook.h"
#include "app/services.h"
#include "core/jobs/jobrunner.h"

#include <QWidget>

namespace portico::app {

using namespace Qt::StringLiterals;

KeepFlow::KeepFlow(const Context &context, KeepRequest request, QString name, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_request(std::move(request))
    , m_name(std::move(name))
{ }

KeepFlow::~KeepFlow()
{
    if (m_job)
        m_job->cancel();
}

QString KeepFlow::title() const
{
    return tr("Keep %1 for offline", "an install").arg(m_name);
}

void KeepFlow::begin()
{
    m_dialog = new ChangeDialog(
        {.title = title(), .first = tr("Size"), .second = tr("Now"), .accept = tr("&Keep")},
        qobject_cast<QWidget *>(parent()));
    connect(m_dialog, &ChangeDialog::againRequested, this, &KeepFlow::prepare);
    connect(m_dialog, &ChangeDialog::agreed, this, &KeepFlow::carryOut);
    connect(m_dialog, &QDialog::rejected, this, &QObject::deleteLater);
    m_dialog->open();
    prepare();
}

void KeepFlow::prepare()
{
    Job &job = m_context.background.start<KeepPlan>(
        {.title = title(), .exclusiveKey = {}},
        [nodes = m_context.services.nodes(), environments = m_context.services.environments(),
         request = m_request](const JobContext &context) {
            return planKeeping({.nodes = nodes, .environments = environments}, request, context);
        },
        this, [this](const Result<KeepPlan> &plan) { show(plan); });
    m_job = &job;
    m_dialog->showPlanning(job);
}

void KeepFlow::show(const Result<KeepPlan> &plan)
{
    m_job.clear();
    if (!m_dialog)
        return;
    if (!plan) {
        m_dialog->showError(plan.error());
        return;
    }
    m_dialog->showView(
        {.sentence = keepSentence(*plan), .groups = keepGroups(*plan), .accept = tr("&Keep")});
}

/** What could not be kept is the error of a job that kept all the rest. */
void KeepFlow::carryOut()
{
    m_context.jobs.start<VendoredState>(
        {.title = title(), .exclusiveKey = u"install/"_s + m_request.install.toString()},
        [nodes = m_context.services.nodes(), environments = m_context.services.environments(),
         request = m_request](const JobContext &job) -> Result<VendoredState> {
            Result<VendoredState> kept =
                keepForOffline({.nodes = nodes, .environments = environments}, request, job);
            if (!kept || kept->lacks.isEmpty())
                return kept;
            return lackError(*kept);
        },
        this, [this](const Result<VendoredState> &) { deleteLater(); });
}

} // namespace portico::app
