// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/cataloguemodel.h"

#include "app/models/rowlook.h"
#include "app/models/texts.h"

#include <QLocale>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** The internal id of a group; a bundle's is its group's row. */
constexpr quintptr kGroup = ~quintptr(0);

} // namespace

CatalogueModel::CatalogueModel(QObject *parent)
    : QAbstractItemModel(parent)
{ }

void CatalogueModel::setGroups(const QList<CatalogueGroup> &groups)
{
    beginResetModel();
    m_groups = groups;
    endResetModel();
}

const CatalogueRow *CatalogueModel::rowAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kGroup)
        return nullptr;
    return &m_groups.at(qsizetype(index.internalId())).rows.at(index.row());
}

QModelIndex CatalogueModel::indexOf(const QString &id) const
{
    for (int group = 0; group < m_groups.size(); ++group) {
        for (int row = 0; row < m_groups[group].rows.size(); ++row) {
            if (m_groups[group].rows[row].entry.id == id)
                return createIndex(row, 0, quintptr(group));
        }
    }
    return {};
}

QModelIndex CatalogueModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : kGroup);
}

QModelIndex CatalogueModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kGroup)
        return {};
    return createIndex(int(child.internalId()), 0, kGroup);
}

int CatalogueModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    const bool isGroup = parent.internalId() == kGroup && parent.column() == 0;
    return isGroup ? int(m_groups.at(parent.row()).rows.size()) : 0;
}

int CatalogueModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString CatalogueModel::text(const CatalogueRow &row, Column column) const
{
    const CatalogueEntry &entry = row.entry;
    switch (column) {
    case Name:
        return entry.name;
    case Version:
        return entry.comfyVersion.isEmpty() ? entry.version : entry.comfyVersion;
    case RunsOn:
        return entry.accelerator ? acceleratorText(entry.accelerator->text()) : tr("not told");
    case Date:
        return QLocale().toString(entry.date.toLocalTime().date(), QLocale::ShortFormat);
    case Size:
        return entry.size() < 0 ? tr("not told") : sizeText(entry.size());
    case Checked:
        return entry.hasPublishedHash() ? tr("verified") : tr("not verified by its publisher");
    case Fit:
        return row.fit ? row.fit->reason : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant CatalogueModel::groupData(const CatalogueGroup &group, int column, int role) const
{
    if (role == Qt::AccessibleTextRole || (role == Qt::DisplayRole && column == 0))
        return group.title;
    if (role == kRowLookRole)
        return int(RowLook::Heading);
    if (role == Qt::ToolTipRole)
        return group.title;
    return {};
}

QVariant CatalogueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CatalogueRow *row = rowAt(index);
    if (!row)
        return groupData(m_groups.at(index.row()), index.column(), role);
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(*row, column);
    case Qt::ToolTipRole:
        return row->fit ? row->entry.name + u'\n' + row->fit->reason : row->entry.name;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column == Size ? Qt::AlignRight | Qt::AlignVCenter
                                                  : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleDescriptionRole:
        return row->fit ? row->fit->reason : QString();
    case kRowLookRole:
        return int(row->fit && row->fit->suitability == Suitability::Not ? RowLook::Muted
                                                                         : RowLook::Plain);
    case IdRole:
        return row->entry.id;
    case SuitabilityRole:
        return row->fit ? QVariant(int(row->fit->suitability)) : QVariant();
    default:
        return {};
    }
}

QVariant CatalogueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Size)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Build");
    case Version:
        return tr("ComfyUI");
    case RunsOn:
        return tr("Runs on");
    case Date:
        return tr("Date");
    case Size:
        return tr("Size");
    case Checked:
        return tr("Publisher");
    case Fit:
        return tr("For this computer");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags CatalogueModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    if (!rowAt(index))
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

CatalogueFilter::CatalogueFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void CatalogueFilter::setWords(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void CatalogueFilter::setScope(CatalogueScope scope)
{
    m_scope = scope;
    invalidateFilter();
}

bool CatalogueFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (!parent.isValid()) // a source that failed is told, unless somebody searches
        return m_words.isEmpty() && sourceModel()->rowCount(sourceModel()->index(row, 0)) == 0;
    const QModelIndex first = sourceModel()->index(row, 0, parent);
    const QVariant suitability = first.data(CatalogueModel::SuitabilityRole);
    if (m_scope == CatalogueScope::Fitting && suitability.isValid()
        && Suitability(suitability.toInt()) == Suitability::Not)
        return false;
    QString all;
    for (int column = 0; column < CatalogueModel::Fit; ++column) // reasons name other builds
        all += first.siblingAtColumn(column).data().toString() + u'\n';
    return std::all_of(m_words.begin(), m_words.end(), [&all](const QString &word) {
        return all.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace portico::app
