// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/base/identifiers.h"

#include <QAbstractListModel>

namespace portico {
class InstallStore;
}

namespace portico::app {

class Sessions;

/** The installs of the library by name, each with the state of its session. Renames by editing. */
class InstallsModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InstallsModel)

public:
    enum Role { IdRole = Qt::UserRole + 1, StateRole, SubtitleRole, ActivityRole, IsAdoptedRole };

    InstallsModel(InstallStore &installs, const Sessions &sessions, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    InstallId idAt(int row) const { return m_ids.value(row); }
    int rowOf(const InstallId &id) const { return int(m_ids.indexOf(id)); }

signals:
    void renameFailed(const Error &error);

private:
    void add(const InstallId &id);
    void remove(const InstallId &id);
    void announceChange(const InstallId &id);
    void sortByName();
    QList<InstallId> sortedIds() const;

    InstallStore &m_installs;
    const Sessions &m_sessions;
    QList<InstallId> m_ids;
};

} // namespace portico::app
