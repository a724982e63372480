// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/historytab.h"

#include "app/context.h"
#include "app/models/sessions.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/helplink.h"
#include "app/widgets/historyrow.h"
#include "app/widgets/wraplayout.h"
#include "core/installs/installstore.h"
#include "core/installs/snapshotroots.h"
#include "core/jobs/jobrunner.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kSoon{150};

} // namespace

HistoryTab::HistoryTab(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_card(new Card(CardTone::Plain, widget()))
{
    buildHead();
    buildStates();
    m_card->setAccessibleName(tr("History"));
    m_card->content()->setContentsMargins(space::kSmall, space::kSmall, space::kSmall,
                                          space::kSmall);
    m_card->content()->setSpacing(0);
    column()->addWidget(m_card);
    addStretch();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &HistoryTab::look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_soon,
            qOverload<>(&QTimer::start));
    connect(&m_context.installs, &InstallStore::changed, this, [this](const InstallId &id) {
        if (id == m_id)
            m_soon.start();
    });
    connect(&m_context.sessions, &Sessions::statusChanged, this, [this](const InstallId &id) {
        if (id == m_id)
            refresh();
    });
    refresh();
}

HistoryTab::~HistoryTab()
{
    if (m_reading)
        m_reading->cancel();
}

void HistoryTab::buildHead()
{
    QLabel *words = makeSentence(
        tr("Before every change Portico remembers what this install is: ComfyUI, node packs and "
           "their packages, settings. Any of it can be gone back to. Models, pictures and your "
           "other files are never touched."),
        TextRole::Body, widget());
    words->setForegroundRole(QPalette::PlaceholderText);
    column()->addWidget(words);
    m_take = new QPushButton(tr("&Take a snapshot…"), widget());
    m_take->setIcon(makeIcon(IconName::Save));
    m_import = new QPushButton(tr("&Import…"), widget());
    m_import->setToolTip(tr("A snapshot of another Portico, of ComfyUI-Manager or Comfy Desktop"));
    m_keep = new QPushButton(tr("&Keep for offline…"), widget());
    m_keep->setToolTip(tr("Keeps all that this install is made of, so that it can be made again "
                          "without a network"));
    auto *row = new WrapLayout;
    row->addWidget(m_take);
    row->addWidget(m_import);
    row->addWidget(m_keep);
    row->addWidget(makeHelpLink(Topic::Snapshot, widget()));
    column()->addLayout(row);
    connect(m_take, &QPushButton::clicked, this, &HistoryTab::askForSnapshot);
    connect(m_import, &QPushButton::clicked, this, &HistoryTab::chooseImport);
    connect(m_keep, &QPushButton::clicked, this, [this] { keepForOffline({}); });
}

void HistoryTab::buildStates()
{
    m_loading = makeLabel(tr("The history is being read…"), TextRole::Body, widget());
    m_loading->setForegroundRole(QPalette::PlaceholderText);
    column()->addWidget(m_loading);
    m_empty = new QWidget(widget());
    auto *empty = new QVBoxLayout(m_empty);
    empty->setContentsMargins(space::kHuge, 2 * space::kHuge, space::kHuge, space::kHuge);
    empty->setSpacing(space::kSmall);
    QLabel *title = makeLabel(tr("Nothing has changed yet"), TextRole::Heading, m_empty);
    title->setAlignment(Qt::AlignHCenter);
    title->setAccessibleName(title->text());
    empty->addWidget(title);
    QLabel *words =
        makeSentence(tr("The first good start and the first change of node packs, packages or "
                        "settings begin the history of this install."),
                     TextRole::Body, m_empty);
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setAlignment(Qt::AlignHCenter);
    empty->addWidget(words);
    column()->addWidget(m_empty);
    m_failure = new MessageCard(CardTone::Failure, widget());
    QPushButton *again = m_failure->addButton(tr("Try again"));
    column()->addWidget(m_failure);
    connect(again, &QPushButton::clicked, this, &HistoryTab::look);
    m_broken = new MessageCard(CardTone::Warning, widget());
    column()->addWidget(m_broken);
}

void HistoryTab::setInstall(const InstallId &id)
{
    if (id != m_id) {
        m_history.reset();
        m_problem.reset();
    }
    m_id = id;
    refresh();
    if (isVisible())
        look();
}

void HistoryTab::tell(const History &history)
{
    m_wasTold = true;
    m_history = history;
    refresh();
}

void HistoryTab::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    look();
}

void HistoryTab::look()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install || m_wasTold || !isVisible())
        return;
    if (m_reading) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    if (!m_watcher.directories().isEmpty())
        m_watcher.removePaths(m_watcher.directories());
    const QString folder = snapshotsFolder(m_context.services.library(), m_id);
    m_watcher.addPath(QFileInfo(folder).isDir() ? folder : QFileInfo(folder).path());
    m_reading = &m_context.background.start<History>(
        {.title = tr("Read the history"), .exclusiveKey = {}},
        [library = m_context.services.library(), install = *install](const JobContext &job) {
            return readHistory(library, install, job);
        },
        this,
        [this, id = m_id](const Result<History> &history) {
            m_reading.clear();
            if (id == m_id && !m_wasTold)
                show(history);
            if (m_isStale || id != m_id)
                look();
        });
}

void HistoryTab::show(const Result<History> &history)
{
    m_problem.reset();
    if (history)
        m_history = *history;
    else if (history.error().code != ErrorCode::Cancelled)
        m_problem = history.error();
    refresh();
}

/** Why nothing can be gone back to now, as a sentence; empty: it can. */
QString HistoryTab::obstacle() const
{
    const Install *install = m_context.installs.find(m_id);
    if (install && install->isReadOnly())
        return tr("A newer Portico made this install, so this one does not change it.");
    if (install && isRunning(m_context.sessions.status(m_id).state))
        return tr("“%1” is running. Stop it first.").arg(install->name);
    return {};
}

HistoryRow *HistoryTab::addRow()
{
    auto *row = new HistoryRow(m_card);
    m_card->content()->addWidget(row);
    connect(row, &HistoryRow::backRequested, this, [this, row] { goBack(*row); });
    connect(row, &HistoryRow::menuRequested, this,
            [this, row](const QPoint &place) { openMenu(*row, place); });
    return row;
}

/** Rows stay where they are: a focus, and what was opened, too. */
void HistoryTab::refresh()
{
    const QList<HistoryStep> steps = m_history ? m_history->steps : QList<HistoryStep>();
    while (m_rows.size() > steps.size()) {
        HistoryRow *const last = m_rows.takeLast();
        last->hide();
        last->deleteLater();
    }
    const QString why = obstacle();
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (i == m_rows.size())
            m_rows += addRow();
        m_rows[i]->setLook(historyLook(steps[i], why));
    }
    m_card->setVisible(!steps.isEmpty());
    m_loading->setVisible(!m_history && !m_problem);
    m_empty->setVisible(m_history && steps.isEmpty() && m_history->broken.isEmpty());
    m_failure->setVisible(m_problem.has_value());
    if (m_problem)
        m_failure->setError(*m_problem);
    const bool isBroken = m_history && !m_history->broken.isEmpty();
    m_broken->setVisible(isBroken);
    if (isBroken)
        m_broken->setError(m_history->broken.constFirst().error);
    m_import->setEnabled(why.isEmpty());
    m_import->setToolTip(
        why.isEmpty() ? tr("A snapshot of another Portico, of ComfyUI-Manager or Comfy Desktop")
                      : why);
}

} // namespace portico::app
