// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/bundledialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/factlist.h"
#include "app/widgets/jobprogress.h"
#include "core/jobs/job.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

BundleDialog::BundleDialog(const QString &title, QWidget *form, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_problem(new MessageCard(CardTone::Failure, this))
    , m_pages(new QStackedWidget(this))
    , m_plan(makeScroll(new QWidget(this), this))
    , m_sentence(makeSentence({}, TextRole::Body, this))
    , m_progress(new JobProgress(this))
{
    QVBoxLayout *column = frameDialog(this, title);
    m_sentence->setAccessibleDescription(tr("What would happen"));
    column->addWidget(m_sentence);
    column->addWidget(m_progress);
    column->addWidget(m_problem);
    m_pages->addWidget(makeScroll(form, this));
    m_pages->addWidget(m_plan);
    column->addWidget(m_pages, 1);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Show the plan"));
    m_accept = buttons.accept;
    m_back = new QPushButton(tr("&Back"), this);
    buttons.row->insertWidget(0, m_back);
    m_problem->hide();
    connect(m_accept, &QPushButton::clicked, this, &BundleDialog::press);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
        m_job.clear();
        setView(View::Form);
    });
    setMinimumSize(520, 380);
    resize(dialogSize(parent, {680, 600}));
    setView(View::Form);
}

BundleDialog::~BundleDialog()
{
    if (m_job)
        m_job->cancel();
}

QScrollArea *BundleDialog::makeScroll(QWidget *content, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

void BundleDialog::press()
{
    if (m_view == View::Form) {
        m_problem->hide();
        emit planRequested();
    } else if (m_view == View::Plan) {
        emit agreed();
        accept();
    }
}

void BundleDialog::setView(View view)
{
    m_view = view;
    m_pages->setCurrentIndex(view == View::Plan ? 1 : 0);
    m_pages->widget(0)->setEnabled(view == View::Form);
    m_progress->setVisible(view == View::Planning);
    m_back->setVisible(view != View::Form);
    m_accept->setEnabled(view != View::Planning);
    m_accept->setText(view == View::Plan ? tr("&Make it") : tr("&Show the plan"));
    m_accept->setAccessibleName(m_accept->text().remove(u'&'));
    if (view == View::Planning)
        m_sentence->setText(tr("Working out what would be made. Nothing is made yet."));
    m_sentence->setVisible(view != View::Form);
}

void BundleDialog::showPlanning(Job &job)
{
    m_job = &job;
    setView(View::Planning);
    m_progress->show(job);
    connect(&job, &Job::changed, m_progress, [this, &job] { m_progress->show(job); });
}

void BundleDialog::showPlan(const BundlePlanLook &plan)
{
    m_job.clear();
    m_sentence->setText(plan.sentence);
    QWidget *content = makePlan(plan);
    content->setAutoFillBackground(false);
    m_plan->setWidget(content); // the one before goes
    setView(View::Plan);
    m_accept->setFocus();
}

QWidget *BundleDialog::makePlan(const BundlePlanLook &plan)
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    auto *card = new Card(CardTone::Plain, content);
    auto *facts = new FactList(card);
    for (const auto &[name, value] : plan.facts)
        facts->addFact(name, value);
    card->content()->addWidget(facts);
    column->addWidget(card);
    if (!plan.packs.isEmpty()) {
        column->addWidget(makeLabel(tr("%n node pack(s)", nullptr, int(plan.packs.size())),
                                    TextRole::Strong, content));
        QLabel *packs = makeSentence(plan.packs.join(u'\n'), TextRole::Body, content);
        packs->setTextInteractionFlags(Qt::TextSelectableByMouse);
        packs->setAccessibleDescription(tr("Node packs"));
        column->addWidget(packs);
    }
    if (!plan.remarks.isEmpty()) {
        column->addWidget(makeLabel(tr("To know"), TextRole::Strong, content));
        for (const QString &remark : plan.remarks)
            column->addWidget(makeSentence(remark, TextRole::Body, content));
    }
    column->addStretch(1);
    return content;
}

void BundleDialog::showError(const Error &error)
{
    m_job.clear();
    setView(View::Form);
    m_problem->setError(error);
    m_problem->show();
}

} // namespace portico::app
