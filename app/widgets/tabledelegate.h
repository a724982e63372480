// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace portico::app {

/** How a row of a table looks. */
enum class RowLook { Plain, Muted, Heading };

/** What a model answers for a row that is not plain: an int of RowLook. */
inline constexpr int kRowLookRole = Qt::UserRole + 100;

/** The rows of our tables: a selected row is one band, cells have the margins of the header. */
class TableDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace portico::app
