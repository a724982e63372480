// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/computerpage.h"

#include "app/context.h"
#include "app/models/texts.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/checklist.h"
#include "core/jobs/jobrunner.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QThread>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** What takes a system call that may wait. */
struct ComputerFacts
{
    MemorySize memory;
    std::optional<DiskSpace> disk;
};

} // namespace

ComputerPage::ComputerPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{
    addTitle(tr("This computer"), {});
    QVBoxLayout *facts = addSection(tr("What is here"));
    auto *list = new FactList(widget());
    const Host &host = m_context.services.host();
    list->addFact(tr("System"), QSysInfo::prettyProductName());
    list->addFact(tr("Processor"),
                  tr("%1, %n core(s)", nullptr, QThread::idealThreadCount())
                      .arg(host.architecture() == Architecture::Arm64 ? u"ARM64"_s : u"x86-64"_s));
    m_memory = list->addFact(tr("Memory"), {});
    list->addFact(tr("Library"), QDir::toNativeSeparators(m_context.services.library().root()));
    m_disk = list->addFact(tr("Disk of the library"), {});
    facts->addWidget(list);

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
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_check);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    check->addWidget(m_verdict);
    check->addLayout(buttons);
    check->addWidget(m_steps);
    addStretch();
    connect(m_check, &QPushButton::clicked, this, &ComputerPage::startSelfCheck);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
    });
}

void ComputerPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    readFacts();
}

void ComputerPage::readFacts()
{
    const Host &host = m_context.services.host();
    const QString root = m_context.services.library().root();
    m_context.background.start<ComputerFacts>(
        {.title = tr("Facts of this computer"), .exclusiveKey = {}},
        [&host, root](const JobContext &) -> Result<ComputerFacts> {
            ComputerFacts facts{.memory = host.memory(), .disk = {}};
            if (const Result<DiskSpace> space = host.diskSpace(root))
                facts.disk = *space;
            return facts;
        },
        this,
        [this](const Result<ComputerFacts> &facts) {
            if (!facts)
                return;
            m_memory->setText(
                tr("%1, %2 free now")
                    .arg(sizeText(facts->memory.total), sizeText(facts->memory.available)));
            if (facts->disk)
                m_disk->setText(tr("%1 free of %2 (%3)", "disk space and kind of file system")
                                    .arg(sizeText(facts->disk->available),
                                         sizeText(facts->disk->total), facts->disk->fileSystem));
            else
                m_disk->setText(tr("Could not be read"));
        });
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
