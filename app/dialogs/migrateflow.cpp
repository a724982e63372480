// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/migrateflow.h"

#include "app/context.h"
#include "app/dialogs/changedialog.h"
#include "app/services.h"
#include "core/jobs/jobrunner.h"

#include <QWidget>

namespace portico::app {

using namespace Qt::StringLiterals;

MigrateFlow::MigrateFlow(const Context &context, const Install &adopted, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_id(adopted.id)
    , m_title(tr("Migrate %1 into the library").arg(adopted.name))
{ }

MigrateFlow::~MigrateFlow()
{
    if (m_job)
        m_job->cancel();
}

void MigrateFlow::begin()
{
    m_dialog =
        new ChangeDialog({.title = m_title, .first = {}, .second = {}, .accept = tr("&Migrate")},
                         qobject_cast<QWidget *>(parent()));
    connect(m_dialog, &ChangeDialog::againRequested, this, &MigrateFlow::plan);
    connect(m_dialog, &ChangeDialog::agreed, this, &MigrateFlow::carryOut);
    connect(m_dialog, &QDialog::rejected, this, &QObject::deleteLater);
    m_dialog->open();
    plan();
}

void MigrateFlow::plan()
{
    Job &job = m_context.background.start<MigrationPlan>(
        {.title = m_title, .exclusiveKey = {}},
        [compose = m_context.services.compose(), id = m_id](const JobContext &context) {
            return planMigration(compose, id, context);
        },
        this, [this](const Result<MigrationPlan> &plan) { take(plan); });
    m_job = &job;
    if (m_dialog)
        m_dialog->showPlanning(job);
}

void MigrateFlow::take(const Result<MigrationPlan> &plan)
{
    m_job.clear();
    if (!m_dialog)
        return;
    if (plan)
        m_dialog->showView({.sentence = migrationSentences(*plan).join(u"\n\n"_s),
                            .groups = {},
                            .accept = tr("&Migrate")});
    else
        m_dialog->showError(plan.error());
}

void MigrateFlow::carryOut()
{
    m_context.jobs.start<Install>(
        {.title = m_title, .exclusiveKey = u"install/"_s + m_id.toString()},
        [compose = m_context.services.compose(), id = m_id](const JobContext &job) {
            return migrateInstall(compose, {.id = id}, job);
        },
        this,
        [this](const Result<Install> &install) {
            emit migrated(install);
            deleteLater();
        });
}

} // namespace portico::app
