// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/installpage.h"

#include "app/context.h"
#include "app/models/sessions.h"
#include "app/pages/installheader.h"
#include "app/pages/installsettingstab.h"
#include "app/pages/overviewtab.h"
#include "app/style/metrics.h"
#include "app/widgets/logpane.h"
#include "app/widgets/logview.h"
#include "core/installs/installstore.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace portico::app {

InstallPage::InstallPage(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new InstallHeader(context, this))
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Parts of this install"));
    m_tabs->addTab(tr("O&verview"));
    m_tabs->addTab(tr("&Log"));
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
}

void InstallPage::setInstall(const InstallId &id)
{
    m_id = id;
    m_header->setInstall(id);
    fillTab(m_tabs->currentIndex());
}

void InstallPage::fillTab(int tab)
{
    QLayout *place = m_stack->widget(tab)->layout();
    switch (Tab(tab)) {
    case Overview:
        if (!m_overview) {
            m_overview = new OverviewTab(m_context, this);
            place->addWidget(m_overview);
            connect(m_overview, &OverviewTab::logRequested, this, [this] { showTab(Log); });
            connect(m_overview, &OverviewTab::startRequested, m_header, &InstallHeader::act);
        }
        m_overview->setInstall(m_id);
        break;
    case Log: {
        if (!m_log) {
            m_log = new LogPane(m_context.jobs, this);
            place->addWidget(m_log);
        }
        const Install *install = m_context.installs.find(m_id);
        m_log->setModel(m_context.sessions.log(m_id), install ? install->name : QString());
        break;
    }
    case Settings:
        if (!m_settings) {
            m_settings = new InstallSettingsTab(m_context, this);
            place->addWidget(m_settings);
            connect(m_settings, &InstallSettingsTab::failed, this, &InstallPage::failed);
        }
        m_settings->setInstall(m_id);
        break;
    }
    m_stack->setCurrentIndex(tab);
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

} // namespace portico::app
