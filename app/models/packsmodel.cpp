// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/packsmodel.h"

#include "app/models/rowlook.h"

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** By name alone: a pack that was disabled lies elsewhere and is the same row. */
bool isBefore(const PackRow &a, const PackRow &b)
{
    const int order = QString::compare(a.pack.name, b.pack.name, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a.pack.name < b.pack.name;
}

QString cellText(const PackRow &row, PacksModel::Column column)
{
    switch (column) {
    case PacksModel::Name:
        return row.pack.title.isEmpty() ? row.pack.name : row.pack.title;
    case PacksModel::Version:
        return packVersionText(row.pack);
    case PacksModel::State:
        return conditionText(row.condition);
    case PacksModel::ImportTime:
        return row.importTime ? importTimeText(*row.importTime) : QString();
    case PacksModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

PacksModel::PacksModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void PacksModel::setRows(QList<PackRow> rows)
{
    std::stable_sort(rows.begin(), rows.end(), isBefore);
    if (m_rows.isEmpty() || rows.isEmpty()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    mergeRows(rows);
}

/** Walks both sorted lists at once: what is only in one was removed or added. */
void PacksModel::mergeRows(const QList<PackRow> &rows)
{
    qsizetype place = 0;
    for (const PackRow &row : rows) {
        while (place < m_rows.size() && isBefore(m_rows[place], row)) {
            beginRemoveRows({}, int(place), int(place));
            m_rows.removeAt(place);
            endRemoveRows();
        }
        if (place == m_rows.size() || isBefore(row, m_rows[place])) {
            beginInsertRows({}, int(place), int(place));
            m_rows.insert(place, row);
            endInsertRows();
        } else if (!(m_rows[place] == row)) {
            m_rows[place] = row;
            emit dataChanged(index(int(place), 0), index(int(place), ColumnCount - 1));
        }
        ++place;
    }
    if (place < m_rows.size()) {
        beginRemoveRows({}, int(place), int(m_rows.size()) - 1);
        m_rows.resize(place);
        endRemoveRows();
    }
}

int PacksModel::rowOf(const QString &pack) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].pack.name == pack)
            return int(row);
    }
    return -1;
}

int PacksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PacksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant PacksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PackRow &row = m_rows.at(index.row());
    const auto column = Column(index.column());
    const bool isTime = column == ImportTime;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column);
    case SortRole:
        if (column == State)
            return int(row.condition);
        if (isTime)
            return row.importTime ? qint64(row.importTime->count()) : qint64(-1);
        return index.data().toString();
    case Qt::DecorationRole:
        return column == State ? QVariant(conditionIcon(row.condition)) : QVariant();
    case Qt::ToolTipRole:
        return packSentence(row);
    case Qt::AccessibleTextRole:
        return isTime && !row.importTime ? QVariant(tr("Not measured")) : QVariant();
    case Qt::AccessibleDescriptionRole:
        return column == State ? row.reason : QString();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isTime ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case kRowLookRole:
        return int(row.condition == PackCondition::Disabled ? RowLook::Muted : RowLook::Plain);
    default:
        return {};
    }
}

QVariant PacksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == ImportTime)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == ImportTime)
        return tr("How long the last start took to load it");
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Node pack");
    case Version:
        return tr("Version");
    case State:
        return tr("State");
    case ImportTime:
        return tr("Loaded in");
    case ColumnCount:
        break;
    }
    return {};
}

PacksFilter::PacksFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(PacksModel::SortRole);
    setDynamicSortFilter(true);
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

bool PacksFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(PacksModel::SortRole);
    const QVariant b = right.data(PacksModel::SortRole);
    if (a.userType() == QMetaType::QString)
        return m_collator.compare(a.toString(), b.toString()) < 0;
    return a.toLongLong() < b.toLongLong();
}

void PacksFilter::setWords(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool PacksFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    QString all;
    for (int column = 0; column < PacksModel::ColumnCount; ++column)
        all += sourceModel()->index(row, column, parent).data().toString() + u'\n';
    if (const auto *packs = qobject_cast<const PacksModel *>(sourceModel()))
        all += packs->at(row).pack.name;
    return std::all_of(m_words.begin(), m_words.end(), [&all](const QString &word) {
        return all.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace portico::app
