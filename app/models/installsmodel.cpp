// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/installsmodel.h"

#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "core/installs/installstore.h"

namespace portico::app {

InstallsModel::InstallsModel(InstallStore &installs, const Sessions &sessions, QObject *parent)
    : QAbstractListModel(parent)
    , m_installs(installs)
    , m_sessions(sessions)
    , m_ids(sortedIds())
{
    connect(&installs, &InstallStore::added, this, &InstallsModel::add);
    connect(&installs, &InstallStore::removed, this, &InstallsModel::remove);
    connect(&installs, &InstallStore::changed, this, [this](const InstallId &id) {
        announceChange(id);
        sortByName();
    });
    connect(&sessions, &Sessions::statusChanged, this, &InstallsModel::announceChange);
}

int InstallsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

QVariant InstallsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const InstallId id = m_ids[index.row()];
    const Install *install = m_installs.find(id);
    if (!install)
        return {};
    const SessionStatus &status = m_sessions.status(id);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole:
        return install->name;
    case Qt::AccessibleTextRole:
        return tr("%1, %2", "install and its state").arg(install->name, stateWord(status.state));
    case IdRole:
        return id.toString();
    case StateRole:
        return int(status.state);
    case SubtitleRole:
        return stateWord(status.state);
    case ActivityRole:
        return status.activity;
    case IsAdoptedRole:
        return install->isAdopted();
    default:
        return {};
    }
}

bool InstallsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QString name = value.toString().simplified();
    if (name.isEmpty() || name == data(index, Qt::EditRole).toString())
        return false;
    const Result<> renamed = m_installs.rename(m_ids[index.row()], name);
    if (!renamed)
        emit renameFailed(renamed.error());
    return bool(renamed);
}

Qt::ItemFlags InstallsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable | Qt::ItemNeverHasChildren : flags;
}

QList<InstallId> InstallsModel::sortedIds() const
{
    QList<InstallId> ids;
    for (const Install &install : m_installs.installs())
        ids.append(install.id);
    return ids;
}

void InstallsModel::add(const InstallId &id)
{
    if (m_ids.contains(id))
        return;
    const int row = int(qBound<qsizetype>(0, sortedIds().indexOf(id), m_ids.size()));
    beginInsertRows({}, row, row);
    m_ids.insert(row, id);
    endInsertRows();
}

void InstallsModel::remove(const InstallId &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_ids.removeAt(row);
    endRemoveRows();
}

void InstallsModel::announceChange(const InstallId &id)
{
    if (const int row = rowOf(id); row >= 0)
        emit dataChanged(index(row), index(row));
}

void InstallsModel::sortByName()
{
    QList<InstallId> wanted = sortedIds();
    wanted.removeIf([this](const InstallId &id) { return !m_ids.contains(id); });
    if (wanted == m_ids || wanted.size() != m_ids.size())
        return;
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &old : before)
        after.append(index(int(wanted.indexOf(m_ids[old.row()]))));
    m_ids = wanted;
    changePersistentIndexList(before, after);
    emit layoutChanged();
}

} // namespace portico::app
