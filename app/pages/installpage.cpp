// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/installpage.h"

#include "app/context.h"
#include "app/dialogs/guiltydialog.h"
#include "app/models/diagnoses.h"
#include "app/models/sessions.h"
#include "app/pages/environmentstab.h"
#include "app/pages/fixacts.h"
#include "app/pages/historytab.h"
#include "app/pages/installheader.h"
#include "app/pages/installsettingstab.h"
#include "app/pages/nodestab.h"
#include "app/pages/overviewtab.h"
#include "app/services.h"
#include "app/style/metrics.h"
#include "app/widgets/diagnosiscards.h"
#include "app/widgets/logpane.h"
#include "app/widgets/logview.h"
#include "core/installs/installstore.h"
#include "core/nodes/registryclient.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

namespace {

constexpr int kLeastContent = 100; ///< of usual text: what a tab that scrolls keeps in sight

int leastHeightOf(const QWidget *part, int width)
{
    const QLayout *layout = part->layout();
    if (layout && layout->hasHeightForWidth())
        return layout->totalMinimumHeightForWidth(width);
    return part->minimumSizeHint().expandedTo(part->minimumSize()).height();
}

} // namespace

InstallPage::InstallPage(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_diagnoses(
          new Diagnoses(context.sessions, context.services.library(), context.background, this))
    , m_guilty(new GuiltySearches(context.services, context.jobs, this))
    , m_fixes(new FixActs(context, this))
    , m_header(new InstallHeader(context, this))
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Parts of this install"));
    m_tabs->addTab(tr("O&verview"));
    m_tabs->addTab(tr("&Log"));
    m_tabs->addTab(tr("&Nodes"));
    m_tabs->addTab(tr("&Environments"));
    m_tabs->addTab(tr("&History"));
    m_tabs->addTab(tr("Se&ttings"));
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *place = new QWidget(m_stack);
        auto *layout = new QVBoxLayout(place);
        layout->setContentsMargins(0, 0, 0, 0);
        m_stack->addWidget(place);
    }
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(space::kHuge - space::kMedium, 0, space::kHuge, 0);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch(1);
    auto *edge = new QFrame(this);
    edge->setFixedHeight(1);
    edge->setAutoFillBackground(true);
    edge->setBackgroundRole(QPalette::Mid);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(tabRow);
    column->addWidget(edge);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &InstallPage::fillTab);
    connect(m_header, &InstallHeader::failed, this, &InstallPage::failed);
    connect(m_header, &InstallHeader::freshRequested, this, &InstallPage::freshRequested);
    connectFixes();
}

void InstallPage::connectFixes()
{
    connect(m_header, &InstallHeader::guiltyRequested, this, &InstallPage::askForGuilty);
    connect(m_fixes, &FixActs::failed, this, &InstallPage::failed);
    connect(m_fixes, &FixActs::startRequested, m_header, &InstallHeader::act);
    connect(m_fixes, &FixActs::diskRequested, this, &InstallPage::diskRequested);
    connect(m_fixes, &FixActs::versionsRequested, m_header, &InstallHeader::showVersions);
    connect(m_fixes, &FixActs::packRequested, this, [this](const QString &type) {
        showTab(Nodes);
        m_nodes->searchPack(nodeTypePrefix() + type);
    });
    connect(m_diagnoses, &Diagnoses::changed, this, [this] {
        if (m_logCards)
            m_logCards->setDiagnoses(m_diagnoses->shown());
    });
}

void InstallPage::askForGuilty()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    showTab(Overview); // its cards tell how the search goes
    auto *dialog = new GuiltyDialog(install->name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &GuiltyDialog::chosen, this, [this, id = m_id](GuiltyJudge judge) {
        if (const Install *wanted = m_context.installs.find(id))
            m_guilty->begin(*wanted, judge);
    });
    dialog->open();
}

void InstallPage::makeOverview(QLayout *place)
{
    m_overview = new OverviewTab(m_context, {*m_diagnoses, *m_guilty}, this);
    place->addWidget(m_overview);
    connect(m_overview, &OverviewTab::logRequested, this, [this] { showTab(Log); });
    connect(m_overview, &OverviewTab::nodesRequested, this, [this] { showTab(Nodes); });
    connect(m_overview, &OverviewTab::startRequested, m_header, &InstallHeader::act);
    connect(m_overview, &OverviewTab::fixRequested, this,
            [this](const Diagnosis &diagnosis) { m_fixes->carryOut(m_id, diagnosis); });
}

/** The gravest finding stands above the lines that it came from. */
void InstallPage::makeLog(QLayout *place)
{
    auto *frame = new QWidget(this);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(space::kHuge, space::kSmall, space::kHuge, 0);
    m_logCards = new DiagnosisCards(1, frame);
    column->addWidget(m_logCards);
    m_log = new LogPane(m_context.jobs, this);
    place->addWidget(frame);
    place->addWidget(m_log);
    connect(m_logCards, &DiagnosisCards::fixRequested, this,
            [this](const Diagnosis &diagnosis) { m_fixes->carryOut(m_id, diagnosis); });
}

int InstallPage::leastHeight(int width) const
{
    int height = 0;
    for (int i = 0; i < layout()->count(); ++i) {
        QLayoutItem *item = layout()->itemAt(i);
        if (item->widget() != m_stack)
            height +=
                item->hasHeightForWidth() ? item->heightForWidth(width) : item->sizeHint().height();
    }
    int content = 0;
    const QLayout *place = m_stack->currentWidget()->layout();
    for (int i = 0; i < place->count(); ++i) {
        const QWidget *part = place->itemAt(i)->widget();
        if (!part || part->isHidden())
            continue;
        content += part == m_nodes ? m_nodes->leastHeight(width) : leastHeightOf(part, width);
    }
    return height + std::max(content, withText(kLeastContent));
}

void InstallPage::setInstall(const InstallId &id)
{
    m_id = id;
    m_header->setInstall(id);
    m_diagnoses->follow(id);
    fillTab(m_tabs->currentIndex());
}

void InstallPage::fillTab(int tab)
{
    QLayout *place = m_stack->widget(tab)->layout();
    switch (Tab(tab)) {
    case Overview:
        if (!m_overview)
            makeOverview(place);
        m_overview->setInstall(m_id);
        break;
    case Log: {
        if (!m_log)
            makeLog(place);
        m_logCards->setDiagnoses(m_diagnoses->shown());
        const Install *install = m_context.installs.find(m_id);
        m_log->setModel(m_context.sessions.log(m_id), install ? install->name : QString());
        break;
    }
    case Nodes:
        if (!m_nodes) {
            m_nodes = new NodesTab(m_context, this);
            place->addWidget(m_nodes);
        }
        m_nodes->setInstall(m_id);
        break;
    case Environments:
        if (!m_environments) {
            m_environments = new EnvironmentsTab(m_context, this);
            place->addWidget(m_environments);
            connect(m_environments, &EnvironmentsTab::failed, this, &InstallPage::failed);
        }
        m_environments->setInstall(m_id);
        break;
    case History:
        if (!m_history) {
            m_history = new HistoryTab(m_context, this);
            place->addWidget(m_history);
            connect(m_history, &HistoryTab::failed, this, &InstallPage::failed);
        }
        m_history->setInstall(m_id);
        break;
    case Settings:
        if (!m_settings) {
            m_settings = new InstallSettingsTab(m_context, this);
            place->addWidget(m_settings);
            connect(m_settings, &InstallSettingsTab::failed, this, &InstallPage::failed);
        }
        m_settings->setInstall(m_id);
        break;
    }
    if (auto *page = m_stack->widget(tab)->findChild<Page *>())
        page->setAccessibleName(m_tabs->tabText(tab).remove(u'&'));
    m_stack->setCurrentIndex(tab);
    updateGeometry(); // another tab needs another height
}

void InstallPage::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void InstallPage::showLog()
{
    showTab(Log);
    m_log->view()->setFocus(Qt::ShortcutFocusReason);
}

void InstallPage::find()
{
    if (m_tabs->currentIndex() == Nodes)
        m_nodes->focusFind();
    else
        findInLog();
}

void InstallPage::findInLog()
{
    showTab(Log);
    m_log->focusFind();
}

void InstallPage::beginRename()
{
    m_header->beginRename();
}

void InstallPage::pressStart()
{
    m_header->pressStart();
}

void InstallPage::importSnapshot(const QString &file)
{
    showTab(History);
    m_history->importFile(file);
}

} // namespace portico::app
