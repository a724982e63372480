// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/removeenvsdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/tabledelegate.h"

#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace portico::app {

RemoveEnvsDialog::RemoveEnvsDialog(const Request &request, QWidget *parent)
    : ReadingOrderDialog(parent)
{
    QVBoxLayout *column = frameDialog(this, request.title);
    column->addWidget(makeSentence(request.words, TextRole::Body, this));
    auto *items = new QTreeWidget(this);
    items->setAccessibleName(tr("What would go"));
    items->setHeaderLabels({tr("Folder"), tr("Size")});
    items->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    items->setRootIsDecorated(false);
    items->setUniformRowHeights(true);
    items->setSelectionMode(QAbstractItemView::NoSelection);
    items->setTextElideMode(Qt::ElideLeft); // what tells them apart stands at the end
    items->header()->setStretchLastSection(false);
    items->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    items->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    items->setMinimumHeight(100);
    items->setItemDelegate(new TableDelegate(items));
    for (const Item &item : request.items) {
        const QString size = item.bytes < 0 ? tr("not counted yet") : sizeText(item.bytes);
        auto *row = new QTreeWidgetItem(items, {QDir::toNativeSeparators(item.folder), size});
        row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        row->setToolTip(0, row->text(0));
    }
    column->addWidget(items, 1);
    const DialogButtons buttons = addDialogButtons(this, column, tr("Re&move"));
    buttons.accept->setAccessibleName(tr("Remove"));
    connect(buttons.accept, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumSize(400, 240);
    resize(dialogSize(parent, {600, 270 + 30 * int(qMin(request.items.size(), 6))}));
    buttons.accept->setFocus();
}

} // namespace portico::app
