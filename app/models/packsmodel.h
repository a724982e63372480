// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/packrow.h"

#include <QAbstractTableModel>
#include <QCollator>
#include <QSortFilterProxyModel>

namespace portico::app {

/** The node packs of an install, sorted by name. Only what differs is told to the views, so that a
 *  selection and the place of scrolling stay. */
class PacksModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PacksModel)

public:
    enum Column { Name, Version, State, ImportTime, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1 };

    explicit PacksModel(QObject *parent = nullptr);

    void setRows(QList<PackRow> rows);
    const QList<PackRow> &rows() const { return m_rows; }
    const PackRow &at(int row) const { return m_rows.at(row); }
    /** -1 if there is none. */
    int rowOf(const QString &pack) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void mergeRows(const QList<PackRow> &rows);

    QList<PackRow> m_rows;
};

/** The packs that have all the words that were typed, in the order of the chosen column. */
class PacksFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit PacksFilter(QObject *parent = nullptr);

    void setWords(const QString &words);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
    QCollator m_collator; ///< "pack 9" before "pack 10"
};

} // namespace portico::app
