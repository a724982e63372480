// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/restoreflow.h"

#include "app/context.h"
#include "app/dialogs/changedialog.h"
#include "app/models/environments.h"
#include "app/models/health.h"
#include "app/models/historylook.h"
#include "app/services.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"

#include <QWidget>

namespace portico::app {

using namespace Qt::StringLiterals;

RestoreFlow::RestoreFlow(const Context &context, Wish wish, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_wish(std::move(wish))
{ }

RestoreFlow::~RestoreFlow()
{
    if (m_job)
        m_job->cancel();
}

void RestoreFlow::begin()
{
    m_dialog = new ChangeDialog(
        {.title = m_wish.title, .first = tr("Then"), .second = tr("Now"), .accept = tr("&Go back")},
        qobject_cast<QWidget *>(parent()));
    connect(m_dialog, &ChangeDialog::againRequested, this, [this] { prepare(m_wish.how); });
    connect(m_dialog, &ChangeDialog::agreed, this, &RestoreFlow::takeConsent);
    connect(m_dialog, &QDialog::rejected, this, &QObject::deleteLater);
    m_dialog->open();
    prepare(m_wish.how);
}

void RestoreFlow::prepare(const RestoreWish &how)
{
    m_prepared.reset();
    Job &job = m_context.background.start<PreparedRestore>(
        {.title = m_wish.title, .exclusiveKey = u"install/"_s + m_wish.install.toString()},
        [nodes = m_context.services.nodes(), environments = m_context.services.environments(),
         wish = m_wish, how](const JobContext &context) -> Result<PreparedRestore> {
            const Result<SnapshotContent> content = wish.content(context);
            if (!content)
                return content.error();
            return prepareRestore({.nodes = nodes, .environments = environments}, wish.install,
                                  *content, how, context);
        },
        this, [this](Result<PreparedRestore> prepared) { take(std::move(prepared)); });
    m_job = &job;
    if (m_dialog)
        m_dialog->showPlanning(job);
}

void RestoreFlow::take(Result<PreparedRestore> prepared)
{
    m_job.clear();
    if (!m_dialog)
        return;
    if (!prepared) {
        m_dialog->showError(prepared.error());
        return;
    }
    m_prepared = std::make_shared<PreparedRestore>(std::move(*prepared));
    showPlan();
}

void RestoreFlow::showPlan()
{
    const ChangePlan &plan = m_prepared->change.plan();
    const bool lacks = !plan.lacks.isEmpty();
    ChangeDialog::View view{.groups = restoreGroups(*m_prepared)};
    const QString kept = tr("Models, pictures and your other files stay as they are. The state of "
                            "now is kept, so that this, too, can be taken back.");
    if (m_prepared->isEmpty() && !lacks) {
        view.sentence = tr("Everything is as it was then. There is nothing to do.");
        view.groups.clear();
    } else if (!lacks) {
        view.sentence = kept;
        view.accept = tr("&Go back");
    } else if (plan.acceptsLacks) {
        view.sentence =
            tr("What is listed first stays as it is, the rest becomes what it was then.") + u' '
            + kept;
        view.accept = tr("&Go back as far as possible");
    } else {
        view.sentence = tr("Not everything can be as it was then.");
        view.accept = tr("&Plan without that");
        view.isFinal = false;
    }
    m_dialog->showView(view);
}

void RestoreFlow::takeConsent()
{
    const ChangePlan &plan = m_prepared->change.plan();
    if (plan.lacks.isEmpty() || plan.acceptsLacks) {
        carryOut();
        return;
    }
    RestoreWish rest = m_wish.how;
    rest.exactness = Exactness::AsFarAsPossible;
    prepare(rest);
}

void RestoreFlow::carryOut()
{
    m_context.jobs.start<RestoreOutcome>(
        {.title = m_wish.title, .exclusiveKey = u"install/"_s + m_wish.install.toString()},
        [nodes = m_context.services.nodes(), environments = m_context.services.environments(),
         prepared = m_prepared](const JobContext &job) -> Result<RestoreOutcome> {
            Result<RestoreOutcome> outcome =
                restore({.nodes = nodes, .environments = environments}, std::move(*prepared), job);
            if (!outcome)
                return outcome;
            for (const QString &remark : outcome->change.remarks + outcome->remarks)
                job.log(remark);
            if (outcome->notBuilt.isEmpty())
                return outcome;
            const auto &[name, error] = outcome->notBuilt.constFirst();
            return error.inContext(
                tr("All is as it was then, but the isolated environment “%1” could not be built.")
                    .arg(name));
        },
        this,
        [this](const Result<RestoreOutcome> &) {
            m_context.installs.rescan();
            m_context.health.look(m_wish.install);
            m_context.environments.look(m_wish.install);
            deleteLater();
        });
    m_prepared.reset();
}

} // namespace portico::app
