// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/installpackdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/dialogs/packplacepanel.h"
#include "app/style/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace portico::app {

InstallPackDialog::InstallPackDialog(const Subject &subject, JobRunner &background, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_sources(new QTabBar(this))
    , m_panels(new QStackedWidget(this))
    , m_registry(new RegistryPanel(subject.search, background, this))
    , m_remark(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, tr("Install node packs in “%1”").arg(subject.install));
    buildTabs();
    auto *tabs = new QHBoxLayout;
    tabs->addWidget(m_sources);
    tabs->addStretch(1);
    tabs->setContentsMargins(-space::kSmall, 0, 0, 0);
    column->addLayout(tabs);
    column->addWidget(m_panels, 1);
    m_remark->setForegroundRole(QPalette::BrightText);
    m_remark->setAccessibleDescription(tr("What is wrong or should be known"));
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Show the plan"));
    buttons.row->insertWidget(0, m_remark, 100);
    m_accept = buttons.accept;
    m_accept->setAccessibleName(tr("Show the plan"));
    m_accept->setToolTip(tr("Shows what would be added before anything is changed"));
    m_registry->setInstalled(subject.installed);
    m_panels->addWidget(m_registry);
    for (const PackPlacePanel::Kind kind :
         {PackPlacePanel::Kind::Address, PackPlacePanel::Kind::Place, PackPlacePanel::Kind::List})
        m_panels->addWidget(new PackPlacePanel(kind, this));
    m_panels->addWidget(new ExtrasPanel(subject.extras, this));
    for (int i = 0; i < m_panels->count(); ++i) {
        auto *one = qobject_cast<PackPanel *>(m_panels->widget(i));
        connect(one, &PackPanel::changed, this, &InstallPackDialog::refresh);
        connect(one, &PackPanel::decided, this, &InstallPackDialog::finish);
    }
    connect(m_sources, &QTabBar::currentChanged, this, &InstallPackDialog::showPanel);
    connect(m_accept, &QPushButton::clicked, this, &InstallPackDialog::finish);
    setMinimumSize(540, 420);
    resize(dialogSize(parent, {900, 620}));
    showPanel();
}

void InstallPackDialog::buildTabs()
{
    m_sources->setDrawBase(false);
    m_sources->setExpanding(false);
    m_sources->setAccessibleName(tr("Where it comes from"));
    m_sources->addTab(tr("&Comfy Registry"));
    m_sources->addTab(tr("An &address"));
    m_sources->addTab(tr("A &folder or file"));
    m_sources->addTab(tr("A &list"));
    m_sources->addTab(tr("E&xtras"));
}

void InstallPackDialog::showSource(Source source, const QString &place)
{
    m_sources->setCurrentIndex(source);
    if (auto *panel = qobject_cast<PackPlacePanel *>(m_panels->currentWidget()))
        panel->setPlace(place);
    else if (source == Registry)
        m_registry->setWords(place);
}

void InstallPackDialog::showPanel()
{
    m_panels->setCurrentIndex(m_sources->currentIndex());
    if (panel() == m_registry)
        m_registry->begin();
    panel()->firstField()->setFocus();
    refresh();
}

PackPanel *InstallPackDialog::panel() const
{
    return qobject_cast<PackPanel *>(m_panels->currentWidget());
}

void InstallPackDialog::refresh()
{
    m_remark->setText(panel()->remark());
    m_accept->setEnabled(panel()->isComplete());
}

void InstallPackDialog::finish()
{
    if (!panel()->isComplete())
        return;
    const PackOrder order = panel()->order();
    accept();
    emit chosen(order);
}

void InstallPackDialog::keepTable(SettingsStore &settings)
{
    m_registry->keepTable(settings);
}

} // namespace portico::app
