// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/plantree.h"

#include "app/models/rowlook.h"
#include "app/style/colours.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/tabledelegate.h"

#include <QHeaderView>
#include <QPainter>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

enum Column { Package, Version, About, Size, ColumnCount };

constexpr int kMoreRole = Qt::UserRole + 1;
constexpr int kUnmetRole = Qt::UserRole + 2;

QIcon iconOf(PlanPart part)
{
    switch (part) {
    case PlanPart::Packs:
        return makeIcon(IconName::Bundle, IconTint::Accent);
    case PlanPart::Change:
        return makeIcon(IconName::Restart, IconTint::Accent);
    case PlanPart::Unmet:
        return makeIcon(IconName::Failed, IconTint::Crashed);
    case PlanPart::Consent:
        return makeIcon(IconName::Warning, IconTint::Busy);
    case PlanPart::LeftOut:
        return makeIcon(IconName::Remove, IconTint::Muted);
    case PlanPart::Added:
        return makeIcon(IconName::Add, IconTint::Accent);
    case PlanPart::Torch:
        return makeIcon(IconName::Shield, IconTint::Ready);
    case PlanPart::Present:
        return makeIcon(IconName::Check, IconTint::Ready);
    case PlanPart::Provider:
    case PlanPart::Remark:
        return makeIcon(IconName::Info, IconTint::Accent);
    }
    return {};
}

} // namespace

PlanTree::PlanTree(QWidget *parent)
    : QTreeWidget(parent)
{
    setAccessibleName(tr("The plan"));
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("What"), tr("Version"), tr("About it"), tr("Size")});
    headerItem()->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
    setItemDelegate(new TableDelegate(this));
    setRootIsDecorated(true);
    setIndentation(18);
    setAllColumnsShowFocus(true);
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideRight);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMinimumHeight(120);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setSectionResizeMode(About, QHeaderView::Stretch);
    fitColumn(header(), Package, 28);
    fitColumn(header(), Version, 20);
    fitColumn(header(), Size, 12);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *now) {
        emit lineChosen(now ? now->data(Package, kMoreRole).toString() : QString());
        const QVariant unmet = now ? now->data(Package, kUnmetRole) : QVariant();
        if (unmet.isValid())
            emit unmetChosen(unmet.toLongLong());
    });
}

void PlanTree::setHeadings(const QString &version, const QString &note)
{
    headerItem()->setText(Version, version);
    headerItem()->setText(About, note);
    header()->setSectionHidden(Size, true);
    header()->setSectionResizeMode(Version, QHeaderView::Stretch);
}

void PlanTree::setGroups(const QList<PlanGroup> &groups)
{
    clear();
    for (const PlanGroup &group : groups)
        addGroup(group);
    if (topLevelItemCount() == 0)
        return;
    QTreeWidgetItem *first = topLevelItem(0);
    while (first->childCount() > 0)
        first = first->child(first->childCount() - 1);
    setCurrentItem(first->parent() ? first->parent()->child(0) : first);
}

/** A chosen row is one band from edge to edge. */
void PlanTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (selectionModel()->isSelected(index))
        painter->fillRect(rect, coloursOf(palette()).selection);
    QTreeWidget::drawBranches(painter, rect, index);
}

void PlanTree::addGroup(const PlanGroup &group)
{
    auto *top = new QTreeWidgetItem(this, {group.title});
    top->setIcon(Package, iconOf(group.part));
    top->setData(Package, kRowLookRole, int(RowLook::Heading));
    top->setData(Package, kMoreRole, group.explanation);
    top->setData(Package, Qt::AccessibleTextRole, group.title);
    top->setFirstColumnSpanned(true);
    if (!group.explanation.isEmpty()) {
        auto *words = new QTreeWidgetItem(top, {group.explanation});
        words->setData(Package, kRowLookRole, int(RowLook::Muted));
        words->setToolTip(Package, group.explanation);
        words->setFlags(Qt::NoItemFlags); // keys pass it by
        words->setFirstColumnSpanned(true);
    }
    for (const PlanLine &line : group.lines) {
        auto *row = new QTreeWidgetItem(top, {line.name, line.version, line.note, line.size});
        row->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
        row->setData(Package, kMoreRole, line.more);
        if (group.part == PlanPart::Unmet)
            row->setData(Package, kUnmetRole, qlonglong(&line - group.lines.constData()));
        for (int column = 0; column < ColumnCount; ++column)
            row->setToolTip(column, line.more.isEmpty() ? row->text(column) : line.more);
        if (group.part == PlanPart::Remark)
            row->setFirstColumnSpanned(true);
    }
    top->setExpanded(group.part != PlanPart::Present);
}

} // namespace portico::app
