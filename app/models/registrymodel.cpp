// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/registrymodel.h"

#include "app/models/rowlook.h"
#include "app/style/icons.h"

#include <QLocale>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

RegistryModel::RegistryModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void RegistryModel::setInstalled(const QStringList &ids)
{
    m_installed.clear();
    for (const QString &id : ids)
        m_installed += id.toLower();
    if (!m_nodes.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_nodes.size()) - 1, ColumnCount - 1));
}

bool RegistryModel::isInstalled(const QString &id) const
{
    return m_installed.contains(id.toLower());
}

void RegistryModel::setNodes(const QList<RegistryNode> &nodes)
{
    beginResetModel();
    m_nodes = nodes;
    endResetModel();
}

void RegistryModel::addNodes(const QList<RegistryNode> &nodes)
{
    QList<RegistryNode> fresh;
    for (const RegistryNode &node : nodes) {
        const bool isListed =
            std::any_of(m_nodes.begin(), m_nodes.end(),
                        [&node](const RegistryNode &listed) { return listed.id == node.id; });
        if (!isListed)
            fresh += node;
    }
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, int(m_nodes.size()), int(m_nodes.size() + fresh.size()) - 1);
    m_nodes += fresh;
    endInsertRows();
}

int RegistryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_nodes.size());
}

int RegistryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString RegistryModel::text(const RegistryNode &node, Column column) const
{
    switch (column) {
    case Name:
        return node.name.isEmpty() ? node.id : node.name;
    case Author:
        return node.author.isEmpty() ? node.publisher : node.author;
    case Downloads:
        return QLocale().toString(node.downloads);
    case Description:
        return isInstalled(node.id) ? tr("Installed already. %1").arg(node.description.simplified())
                                    : node.description.simplified();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RegistryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RegistryNode &node = m_nodes.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(node, column);
    case Qt::ToolTipRole:
        return node.description.isEmpty() ? text(node, column) : node.description;
    case Qt::DecorationRole:
        return column == Name && isInstalled(node.id)
            ? QVariant(makeIcon(IconName::Check, IconTint::Ready))
            : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column == Downloads ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
    case kRowLookRole:
        return int(isInstalled(node.id) ? RowLook::Muted : RowLook::Plain);
    default:
        return {};
    }
}

QVariant RegistryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Downloads)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Node pack");
    case Author:
        return tr("Author");
    case Downloads:
        return tr("Downloads");
    case Description:
        return tr("What it does");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace portico::app
