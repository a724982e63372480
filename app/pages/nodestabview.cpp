// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What the Nodes tab is built of.
#include "app/context.h"
#include "app/dialogs/repairflow.h"
#include "app/models/health.h"
#include "app/pages/nodestab.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/card.h"
#include "app/widgets/environmentview.h"
#include "app/widgets/foldsection.h"
#include "app/widgets/keptcolumns.h"
#include "app/widgets/tabledelegate.h"
#include "app/widgets/wraplayout.h"
#include "app/widgets/wraprow.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

void NodesTab::buildBar(QVBoxLayout *column)
{
    m_install = new QPushButton(tr("&Install…"), this);
    m_install->setIcon(makeIcon(IconName::Add));
    m_update = new QPushButton(tr("&Update"), this);
    m_toggle = new QPushButton(tr("&Disable"), this);
    m_remove = new QPushButton(tr("Re&move"), this);
    m_repairAll = new QPushButton(tr("Repair &all"), this);
    m_more = new QToolButton(this);
    m_more->setIcon(makeIcon(IconName::More));
    m_more->setAutoRaise(true);
    m_more->setAccessibleName(tr("More"));
    m_more->setToolTip(tr("More that can be done"));
    connect(m_more, &QToolButton::clicked, this,
            [this] { openMenu(m_more->mapToGlobal(m_more->rect().bottomLeft())); });
    auto *acts = new WrapLayout;
    for (QPushButton *button : {m_install, m_update, m_toggle, m_remove, m_repairAll})
        acts->addWidget(button);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::kHuge, space::kMedium, space::kHuge, 0);
    bar->setSpacing(space::kSmall);
    bar->addLayout(acts, 1);
    bar->addWidget(m_more, 0, Qt::AlignTop);
    column->addLayout(bar);

    m_find = new QLineEdit(this);
    m_find->setPlaceholderText(tr("Find a node pack"));
    m_find->setAccessibleName(tr("Find a node pack"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(makeIcon(IconName::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_find->setMaximumWidth(withText(280));
    m_find->installEventFilter(this);
    m_count = makeLabel({}, TextRole::Caption, this);
    m_count->setAccessibleDescription(tr("How many node packs there are"));
    auto *row = new WrapRow;
    row->setContentsMargins(space::kHuge, space::kSmall, space::kHuge, space::kSmall);
    row->setSpacing(space::kMedium);
    row->addWidget(m_count, 1);
    row->addWidget(m_find, 1);
    column->addLayout(row);
    connect(m_install, &QPushButton::clicked, this, &NodesTab::askToInstall);
    connect(m_update, &QPushButton::clicked, this, [this] { change(PackAct::Update); });
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        const QList<PackRow> rows = chosen();
        const bool isOff = !rows.isEmpty() && !rows.constFirst().pack.isEnabled;
        change(isOff ? PackAct::Enable : PackAct::Disable);
    });
    connect(m_remove, &QPushButton::clicked, this, [this] { change(PackAct::Remove); });
    connect(m_repairAll, &QPushButton::clicked, this, &NodesTab::askForMissing);
    connect(m_find, &QLineEdit::textChanged, &m_filter, &PacksFilter::setWords);
}

void NodesTab::buildTable()
{
    m_filter.setSourceModel(&m_model);
    m_table = new QTreeView(this);
    m_table->setModel(&m_filter);
    connect(m_find, &QLineEdit::textChanged, m_table, &QTreeView::scrollToTop);
    m_table->setItemDelegate(new TableDelegate(m_table));
    m_table->setAccessibleName(tr("Node packs"));
    m_table->setRootIsDecorated(false);
    m_table->setAllColumnsShowFocus(true);
    m_table->setUniformRowHeights(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(PacksModel::Name, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(PacksModel::Name, QHeaderView::Stretch);
    fitColumn(header, PacksModel::Version, 15);
    fitColumn(header, PacksModel::State, 22);
    fitColumn(header, PacksModel::ImportTime, 10);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 10);
    keepColumns(m_table, m_context.settings, settings::kNodesTable);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &NodesTab::updateActs);
    connect(m_table, &QTreeView::customContextMenuRequested, this,
            [this](const QPoint &place) { openMenu(m_table->viewport()->mapToGlobal(place)); });
    connect(m_table, &QTreeView::doubleClicked, this, &NodesTab::openFolder);
}

QWidget *NodesTab::makeTablePlace()
{
    auto *place = new QWidget(this);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(space::kHuge, 0, space::kHuge, 0);
    column->addWidget(m_table);
    return place;
}

QWidget *NodesTab::makeLoading()
{
    QLabel *words = makeLabel(tr("The node packs are being read…"), TextRole::Body, this);
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setAlignment(Qt::AlignCenter);
    return words;
}

QWidget *NodesTab::makeEmpty()
{
    auto *place = new QWidget(this);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(space::kHuge, 0, space::kHuge, 0);
    column->setSpacing(space::kMedium);
    QLabel *title = makeLabel(tr("No node packs yet"), TextRole::Heading, place);
    m_emptyWords = makeSentence({}, TextRole::Body, place);
    m_emptyWords->setForegroundRole(QPalette::PlaceholderText);
    m_emptyWords->setAlignment(Qt::AlignHCenter);
    m_installFirst = new QPushButton(tr("Install a node pack…"), place);
    m_installFirst->setIcon(makeIcon(IconName::Add, IconTint::OnAccent));
    setButtonKind(m_installFirst, ButtonKind::Main);
    column->addStretch(1);
    column->addWidget(title, 0, Qt::AlignHCenter);
    column->addWidget(m_emptyWords);
    column->addWidget(m_installFirst, 0, Qt::AlignHCenter);
    column->addStretch(1);
    connect(m_installFirst, &QPushButton::clicked, this, &NodesTab::askToInstall);
    return place;
}

QWidget *NodesTab::makeFailure()
{
    auto *place = new QWidget(this);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(space::kHuge, space::kSmall, space::kHuge, space::kSmall);
    m_failure = new MessageCard(CardTone::Failure, place);
    QPushButton *again = m_failure->addButton(tr("Try again"));
    column->addWidget(m_failure);
    column->addStretch(1);
    connect(again, &QPushButton::clicked, this, [this] { m_context.health.look(m_id); });
    return place;
}

void NodesTab::buildEnvironments(QVBoxLayout *column)
{
    auto *edge = new QFrame(this);
    edge->setFixedHeight(1);
    edge->setAutoFillBackground(true);
    edge->setBackgroundRole(QPalette::Mid);
    column->addWidget(edge);
    m_environments = new FoldSection(tr("Base and layer"), this);
    m_repair = new QPushButton(tr("Repair"), this);
    m_repair->setIcon(makeIcon(IconName::Shield));
    m_repair->setToolTip(tr("Looks at base, torch, layer and packs, and shows what it would do"));
    m_environments->addAction(m_repair);
    m_environmentView = new EnvironmentView(m_environments);
    m_environments->content()->addWidget(m_environmentView);
    column->addWidget(m_environments);
    connect(m_repair, &QPushButton::clicked, this, &NodesTab::repair);
    connect(m_environmentView, &EnvironmentView::repairRequested, this, &NodesTab::repair);
    connect(m_environmentView, &EnvironmentView::absorbRequested, this,
            [this] { absorbDrift(m_context, m_id); });
    connect(m_environmentView, &EnvironmentView::putBackRequested, this,
            [this] { putDriftBack(m_context, m_id); });
    connect(m_environmentView, &EnvironmentView::driftForgotten, this,
            [this] { m_context.health.setDriftWork(m_id, {}); });
    connect(m_environmentView, &EnvironmentView::layerFolderRequested, this, &NodesTab::openLayer);
}

} // namespace portico::app
