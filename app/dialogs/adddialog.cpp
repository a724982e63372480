// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/adddialog.h"

#include "app/dialogs/buildspanel.h"
#include "app/dialogs/composepanel.h"
#include "app/dialogs/dialogframe.h"
#include "app/dialogs/placepanel.h"
#include "app/models/advice.h"
#include "app/style/metrics.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace portico::app {

AddDialog::AddDialog(Advice &advice, Source source, const QString &place, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_sources(new QTabBar(this))
    , m_panels(new QStackedWidget(this))
    , m_builds(new BuildsPanel(advice, this))
    , m_compose(new ComposePanel(advice, this))
    , m_place(new PlacePanel(place, this))
    , m_name(new QLineEdit(this))
    , m_remark(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, tr("Add ComfyUI"));
    buildTabs(source);
    auto *tabs = new QHBoxLayout;
    tabs->addWidget(m_sources);
    tabs->addStretch(1);
    tabs->setContentsMargins(-space::kSmall, 0, 0, 0);
    column->addLayout(tabs);
    column->addWidget(m_panels, 1);
    auto *label = new QLabel(tr("&Name"), this);
    label->setBuddy(m_name);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(80);
    auto *name = new QHBoxLayout;
    name->setSpacing(space::kLarge);
    name->addWidget(label);
    name->addWidget(m_name, 1);
    column->addLayout(name);
    m_remark->setForegroundRole(QPalette::BrightText);
    m_remark->setAccessibleDescription(tr("What is wrong or should be known"));
    const DialogButtons buttons = addDialogButtons(this, column, tr("A&dd"));
    buttons.row->insertWidget(0, m_remark, 100);
    m_add = buttons.accept;
    m_add->setAccessibleName(tr("Add"));

    for (AddPanel *one : {static_cast<AddPanel *>(m_builds), static_cast<AddPanel *>(m_compose),
                          static_cast<AddPanel *>(m_place)}) {
        m_panels->addWidget(one);
        connect(one, &AddPanel::changed, this, &AddDialog::refresh);
        connect(one, &AddPanel::decided, this, &AddDialog::finish);
    }
    connect(m_sources, &QTabBar::currentChanged, this, &AddDialog::showSource);
    connect(m_add, &QPushButton::clicked, this, &AddDialog::finish);
    setMinimumSize(560, 440);
    resize(dialogSize(parent, {980, 640}));
    showSource();
    advice.begin();
}

void AddDialog::buildTabs(Source source)
{
    m_sources->setDrawBase(false);
    m_sources->setExpanding(false);
    m_sources->setAccessibleName(tr("Where it comes from"));
    m_sources->addTab(tr("&Builds"));
    m_sources->addTab(tr("&Compose"));
    m_sources->addTab(tr("A &file"));
    m_sources->addTab(tr("An &address"));
    m_sources->addTab(tr("A folder &I have"));
    m_sources->setCurrentIndex(source);
}

AddDialog::Source AddDialog::source() const
{
    return Source(m_sources->currentIndex());
}

AddPanel *AddDialog::panel() const
{
    switch (source()) {
    case Builds:
        return m_builds;
    case Compose:
        return m_compose;
    case File:
    case Address:
    case Folder:
        break;
    }
    return m_place;
}

void AddDialog::showSource()
{
    switch (source()) {
    case File:
        m_place->setKind(PlacePanel::Kind::File);
        break;
    case Address:
        m_place->setKind(PlacePanel::Kind::Address);
        break;
    case Folder:
        m_place->setKind(PlacePanel::Kind::Folder);
        break;
    case Builds:
    case Compose:
        break;
    }
    m_panels->setCurrentWidget(panel());
    panel()->firstField()->setFocus();
    refresh();
}

void AddDialog::refresh()
{
    m_name->setPlaceholderText(panel()->usualName());
    m_remark->setText(panel()->remark());
    m_add->setEnabled(panel()->isComplete());
}

void AddDialog::chooseBuild(const QString &id)
{
    m_sources->setCurrentIndex(Builds);
    m_builds->choose(id);
}

void AddDialog::chooseVersion(const QString &ref)
{
    m_sources->setCurrentIndex(Compose);
    m_compose->chooseVersion(ref);
}

void AddDialog::finish()
{
    if (!panel()->isComplete())
        return;
    const QString name = m_name->text().simplified();
    if (source() == Folder) {
        AdoptRequest request;
        request.folder = QDir::fromNativeSeparators(m_place->place());
        request.name = name;
        emit folderChosen(request);
    } else {
        emit planned(panel()->plan(name));
    }
    accept();
}

void AddDialog::keepTable(SettingsStore &settings)
{
    m_builds->keepTable(settings);
}

} // namespace portico::app
