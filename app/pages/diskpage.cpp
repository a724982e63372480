// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/diskpage.h"

#include "app/context.h"
#include "app/dialogs/removeenvsdialog.h"
#include "app/models/texts.h"
#include "app/pages/keptrows.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/cleanrow.h"
#include "app/widgets/sharerow.h"
#include "app/widgets/wraprow.h"
#include "core/jobs/jobrunner.h"
#include "core/platform/host.h"

#include <QLabel>
#include <QMap>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

void clear(QVBoxLayout *card)
{
    while (QLayoutItem *item = card->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void fill(QVBoxLayout *card, const QList<ShareRow::Share> &shares, const QString &nothing)
{
    clear(card);
    QWidget *const parent = card->parentWidget();
    for (const ShareRow::Share &share : shares)
        card->addWidget(new ShareRow(share, parent));
    if (shares.isEmpty())
        card->addWidget(makeSentence(nothing, TextRole::Body, parent));
}

} // namespace

DiskPage::DiskPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{
    addTitle(tr("Disk"), {});
    buildWhole();
    buildParts();
    addStretch();
    showSentence();
    fillPlan();
}

void DiskPage::buildWhole()
{
    m_sentence = makeSentence({}, TextRole::Body, widget());
    m_sentence->setAccessibleDescription(tr("How much space Portico takes"));
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column()->addWidget(m_sentence);
    m_problem = new MessageCard(CardTone::Warning, widget());
    m_problem->hide();
    column()->addWidget(m_problem);
    m_again = new QPushButton(tr("&Measure again"), widget());
    m_again->setIcon(makeIcon(IconName::Restart));
    auto *buttons = new WrapRow;
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    column()->addLayout(buttons);
    connect(m_again, &QPushButton::clicked, this, [this] {
        measure();
        m_kept->look();
        plan();
    });
}

void DiskPage::buildParts()
{
    m_installs = addSection(tr("Installs"), Topic::Generation);
    m_shared = addSection(tr("Shared by all installs"), Topic::Store);
    QVBoxLayout *const kept = addSection(tr("Kept for offline"));
    m_kept = new KeptRows(m_context, kept->parentWidget());
    kept->addWidget(m_kept);
    connect(m_kept, &KeptRows::changed, this, &DiskPage::measure);
    m_unneeded = addSection(tr("What nobody needs"));
}

void DiskPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    measure();
    m_kept->look();
    plan();
}

/** Nobody looks: the walk over all files ends. */
void DiskPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    for (QPointer<Job> *job : {&m_job, &m_planning}) {
        if (*job)
            (*job)->cancel();
        job->clear();
    }
}

void DiskPage::measure()
{
    if (m_job && !m_job->isFinished())
        return;
    m_again->setEnabled(false);
    m_job = &m_context.background.start<DiskUse>(
        {.title = tr("Measure the library"), .exclusiveKey = {}},
        [library = m_context.services.library()](const JobContext &job) {
            return diskUse(library, job);
        },
        this, [this](const Result<DiskUse> &use) { show(use); });
    showSentence();
}

void DiskPage::show(const Result<DiskUse> &use)
{
    if (!use && use.error().code == ErrorCode::Cancelled)
        return;
    m_again->setEnabled(true);
    m_problem->setVisible(!use);
    if (!use)
        m_problem->setError(use.error());
    else
        m_use = *use;
    showSentence();
    fillInstalls();
    fillShared();
}

void DiskPage::showSentence()
{
    if (!m_use) {
        m_sentence->setText(m_problem->isHidden() ? tr("Portico measures its library…")
                                                  : QString());
        return;
    }
    const auto space = m_context.services.host().diskSpace(m_context.services.library().root());
    QString sentence = tr("Portico's library takes %1.").arg(sizeText(m_use->bytes()));
    if (space)
        sentence += u' ' + tr("%1 are free on its disk.").arg(sizeText(space->available));
    if (m_use->sharedBytes > 0)
        sentence += u' '
            + tr("%1 are used in several places and take their space once.")
                  .arg(sizeText(m_use->sharedBytes));
    if (space && mayShareBlocks(space->fileSystem))
        sentence += u' ' + tr("Copies on this disk may share space, so it can be less.");
    m_sentence->setText(sentence);
}

void DiskPage::fillInstalls()
{
    QStringList names;
    const QList<DiskShare> shares = m_use ? m_use->shares : QList<DiskShare>();
    QMap<QString, QMap<DiskPart, qint64>> sizes;
    for (const DiskShare &share : shares) {
        if (share.install.isEmpty())
            continue;
        if (!names.contains(share.install))
            names += share.install;
        sizes[share.install][share.part] += share.bytes;
    }
    QList<ShareRow::Share> rows;
    for (const QString &name : std::as_const(names)) {
        QStringList parts;
        for (const DiskPart part : installParts()) {
            if (const qint64 bytes = sizes.value(name).value(part); bytes > 0)
                parts += tr("%1 %2", "part of an install, its size")
                             .arg(diskPartText(part), sizeText(bytes));
        }
        rows += {.name = name,
                 .words = parts.join(u" · "_s),
                 .bytes = m_use->bytesOf(name),
                 .whole = m_use->bytes()};
    }
    fill(m_installs, rows, tr("There is no install yet."));
}

void DiskPage::fillShared()
{
    QList<ShareRow::Share> rows;
    for (const DiskPart part :
         {DiskPart::Models, DiskPart::Layers, DiskPart::Wheels, DiskPart::Offline,
          DiskPart::Downloads, DiskPart::Tools, DiskPart::Caches, DiskPart::Snapshots,
          DiskPart::Kept, DiskPart::Unfinished}) {
        if (const qint64 bytes = m_use ? m_use->bytesOf(part) : 0; bytes > 0)
            rows += {.name = diskPartText(part), .bytes = bytes, .whole = m_use->bytes()};
    }
    fill(m_shared, rows, tr("Nothing is shared yet."));
}

void DiskPage::plan()
{
    if (m_planning && !m_planning->isFinished())
        return;
    m_planning = &m_context.background.start<CleanPlan>(
        {.title = tr("Look for what nobody needs"), .exclusiveKey = {}},
        [services = m_context.services.clean()](const JobContext &job) {
            const QList<CleanKind> kinds = allCleanKinds();
            return planCleaning(services, QSet<CleanKind>(kinds.begin(), kinds.end()), job);
        },
        this, [this](const Result<CleanPlan> &found) { showPlan(found); });
}

void DiskPage::showPlan(const Result<CleanPlan> &plan)
{
    if (!plan && plan.error().code == ErrorCode::Cancelled)
        return;
    if (!plan) {
        m_problem->setError(plan.error());
        m_problem->show();
    }
    m_plan = plan ? *plan : CleanPlan();
    fillPlan();
}

void DiskPage::fillPlan()
{
    clear(m_unneeded);
    QWidget *const parent = m_unneeded->parentWidget();
    const auto say = [&](const QString &sentence) {
        m_unneeded->addWidget(makeSentence(sentence, TextRole::Body, parent));
    };
    if (!m_plan) {
        say(tr("Portico looks for what could go…"));
        return;
    }
    if (m_plan->items.isEmpty())
        say(tr("Nothing lies here that nobody needs."));
    for (const CleanKind kind : allCleanKinds()) {
        if (m_plan->bytesOf(kind) == 0)
            continue;
        auto *row = new CleanRow(kind, *m_plan, parent);
        row->setWorking(m_isCleaning);
        m_unneeded->addWidget(row);
        connect(row, &CleanRow::cleanRequested, this, &DiskPage::ask);
    }
}

/** Exactly what would go, before anything is touched. */
void DiskPage::ask(CleanKind kind)
{
    RemoveEnvsDialog::Request request{.title = cleanKindText(kind),
                                      .words = CleanRow::meaning(kind)};
    for (const CleanItem &item : m_plan ? m_plan->items : QList<CleanItem>()) {
        if (item.kind == kind)
            request.items += {.folder = item.path, .bytes = item.bytes};
    }
    auto *dialog = new RemoveEnvsDialog(request, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, kind] { clean(kind); });
    dialog->open();
}

void DiskPage::clean(CleanKind kind)
{
    m_isCleaning = true;
    fillPlan();
    m_context.jobs.start<CleanOutcome>(
        {.title = tr("Clean up the library"), .exclusiveKey = {}},
        [services = m_context.services.clean(), kind](const JobContext &job) {
            return cleanLibrary(services, {kind}, job);
        },
        this, [this](const Result<CleanOutcome> &outcome) { cleaned(outcome); });
}

void DiskPage::cleaned(const Result<CleanOutcome> &outcome)
{
    m_isCleaning = false;
    m_problem->setVisible(!outcome && outcome.error().code != ErrorCode::Cancelled);
    if (!outcome)
        m_problem->setError(outcome.error());
    fillPlan();
    measure();
    plan();
}

} // namespace portico::app
