// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/registrynode.h"

#include <QAbstractTableModel>

namespace portico::app {

/** What a search of the Comfy Registry found, page by page in its order. */
class RegistryModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RegistryModel)

public:
    enum Column { Name, Author, Downloads, Description, ColumnCount };

    explicit RegistryModel(QObject *parent = nullptr);

    /** Registry ids of packs that are installed already. */
    void setInstalled(const QStringList &ids);
    bool isInstalled(const QString &id) const;
    void setNodes(const QList<RegistryNode> &nodes);
    /** The next page; what is listed already is left out. */
    void addNodes(const QList<RegistryNode> &nodes);
    const RegistryNode &at(int row) const { return m_nodes.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString text(const RegistryNode &node, Column column) const;

    QList<RegistryNode> m_nodes;
    QStringList m_installed; ///< in lower case
};

} // namespace portico::app
