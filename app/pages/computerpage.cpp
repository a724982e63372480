// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/computerpage.h"

#include "app/context.h"
#include "app/models/advice.h"
#include "app/models/computertext.h"
#include "app/models/texts.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/card.h"
#include "app/widgets/checklist.h"
#include "app/widgets/hardwareview.h"
#include "app/widgets/wraprow.h"
#include "core/jobs/jobrunner.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

ComputerPage::ComputerPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{
    addTitle(tr("This computer"), {});
    buildHardware();
    buildSelfCheck();
    addStretch();
    connect(&m_context.advice, &Advice::computerChanged, this, &ComputerPage::showHardware);
    showHardware();
}

void ComputerPage::buildHardware()
{
    m_sentence = makeSentence({}, TextRole::Body, widget());
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setAccessibleDescription(tr("What this computer is"));
    m_sentence->setMinimumHeight(m_sentence->fontMetrics().lineSpacing());
    column()->addWidget(m_sentence);
    m_problems = new MessageCard(CardTone::Warning, widget());
    m_problems->hide();
    column()->addWidget(m_problems);
    m_again = new QPushButton(tr("&Look again"), widget());
    m_again->setIcon(makeIcon(IconName::Restart));
    m_copy = new QPushButton(tr("Copy as &text"), widget());
    m_copy->setIcon(makeIcon(IconName::Copy));
    auto *buttons = new WrapRow;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_again);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    column()->addLayout(buttons);

    QVBoxLayout *choice = addSection(tr("The right build"), Topic::Bundle);
    m_waiting = makeSentence(tr("This computer is being looked at…"), TextRole::Body, widget());
    m_waiting->setForegroundRole(QPalette::PlaceholderText);
    m_choice = new ChoiceView(widget());
    choice->addWidget(m_waiting);
    choice->addWidget(m_choice);
    m_gpus = new GpuList(widget());
    addSection(tr("Graphics"))->addWidget(m_gpus);
    m_factCard = addSection(tr("What else is here"));
    m_facts = new FactList(widget());
    for (const Fact &fact : computerFacts({}))
        m_facts->addFact(fact.first, u"…"_s);
    m_factCard->addWidget(m_facts);
    connect(m_again, &QPushButton::clicked, &m_context.advice, &Advice::lookAgain);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const auto &computer = m_context.advice.computer())
            QGuiApplication::clipboard()->setText(
                computerReport(*computer, m_context.advice.choice()));
    });
}

void ComputerPage::showHardware()
{
    const Advice &advice = m_context.advice;
    const auto &computer = advice.computer();
    m_again->setEnabled(!advice.isLooking());
    m_copy->setEnabled(computer.has_value());
    m_waiting->setVisible(!computer);
    m_choice->setVisible(computer.has_value());
    m_sentence->setText(computer ? computerSentence(*computer)
                                 : tr("This computer is being looked at…"));
    if (!computer || advice.isLooking())
        return;
    m_choice->show(advice.choice());
    m_gpus->show(computer->gpus, advice.choice().gpu);
    delete m_facts;
    m_facts = new FactList(widget());
    for (const Fact &fact : computerFacts(*computer))
        m_facts->addFact(fact.first, fact.second);
    m_facts->addFact(tr("Library"), QDir::toNativeSeparators(m_context.services.library().root()));
    m_factCard->addWidget(m_facts);
    showProblems(computer->problems);
}

void ComputerPage::showProblems(const QList<Error> &problems)
{
    QStringList what;
    QStringList next;
    for (const Error &problem : problems) {
        what += problem.message;
        if (!problem.nextStep.isEmpty() && !next.contains(problem.nextStep))
            next += problem.nextStep;
    }
    m_problems->setMessage(what.join(u'\n'), next.join(u'\n'));
    m_problems->setVisible(!problems.isEmpty());
}

void ComputerPage::buildSelfCheck()
{
    QVBoxLayout *check = addSection(tr("Self-check"));
    m_verdict = makeSentence(
        tr("Makes a small demo bundle and takes it the whole way here: download, verify, unpack, "
           "start, a picture, stop, remove. It takes less than a minute and leaves nothing "
           "behind."),
        TextRole::Body, widget());
    m_check = new QPushButton(tr("&Run the self-check"), widget());
    m_check->setIcon(makeIcon(IconName::Shield));
    m_cancel = new QPushButton(tr("Cancel"), widget());
    m_cancel->setAccessibleName(tr("Cancel the self-check"));
    m_cancel->hide();
    m_steps = new CheckList(widget());
    m_steps->hide();
    auto *buttons = new WrapRow;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_check);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    check->addWidget(m_verdict);
    check->addLayout(buttons);
    check->addWidget(m_steps);
    connect(m_check, &QPushButton::clicked, this, &ComputerPage::startSelfCheck);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
    });
}

void ComputerPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_context.advice.begin();
}

void ComputerPage::startSelfCheck()
{
    if (m_job && !m_job->isFinished())
        return;
    const Services &services = m_context.services;
    m_check->setEnabled(false);
    m_cancel->show();
    m_steps->show();
    Job &job = m_context.jobs.start<SelfCheckReport>(
        {.title = tr("Self-check"), .exclusiveKey = u"selfcheck"_s},
        [&services](const JobContext &context) {
            return runSelfCheck(services.add(), SelfCheckRequest(), context);
        },
        this, [this](const Result<SelfCheckReport> &report) { showReport(report); });
    m_job = &job;
    m_steps->showRunning(job);
    connect(&job, &Job::changed, this, [this] {
        if (m_job && !m_job->isFinished())
            m_steps->showRunning(*m_job);
    });
}

void ComputerPage::showReport(const Result<SelfCheckReport> &report)
{
    m_check->setEnabled(true);
    m_check->setText(tr("&Run the self-check again"));
    m_cancel->hide();
    m_steps->setVisible(bool(report));
    if (!report) {
        m_verdict->setText(report.error().code == ErrorCode::Cancelled
                               ? tr("The self-check was cancelled.")
                               : report.error().message);
        return;
    }
    m_steps->showReport(*report);
    const QString time =
        durationText(std::chrono::duration_cast<std::chrono::seconds>(report->duration()));
    m_verdict->setText(report->hasPassed()
                           ? tr("Everything works on this computer. It took %1.").arg(time)
                           : tr("Something does not work here yet. The failed step says what and "
                                "what to do."));
}

} // namespace portico::app
