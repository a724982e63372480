// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueentry.h"
#include "core/catalogue/recommend.h"

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>

namespace portico {
struct CatalogueAnswer;
}

namespace portico::app {

class Advice;

/** One bundle as the table shows it. */
struct CatalogueRow
{
    CatalogueEntry entry{};
    std::optional<BundleFit> fit{}; ///< nothing while the computer is not read
    bool isRecommended = false;
};

/** The bundles of one source, or the recommended one. */
struct CatalogueGroup
{
    QString title{}; ///< "Official portable · 12 builds · asked today at 9:41"
    QList<CatalogueRow> rows{};
};

/** The catalogue in the order it is shown: the recommended bundle, then each source with what fits
 *  first. A source without bundles is there too, with why. */
QList<CatalogueGroup> catalogueGroups(const Advice &advice);

/** Groups at the top, their bundles below. Plain values; replaced as a whole. */
class CatalogueModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CatalogueModel)

public:
    enum Column { Name, Version, RunsOn, Date, Size, Checked, Fit, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, SuitabilityRole };

    explicit CatalogueModel(QObject *parent = nullptr);

    void setGroups(const QList<CatalogueGroup> &groups);
    /** Null for a group. */
    const CatalogueRow *rowAt(const QModelIndex &index) const;
    /** Invalid if there is none. */
    QModelIndex indexOf(const QString &id) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QVariant groupData(const CatalogueGroup &group, int column, int role) const;
    QString text(const CatalogueRow &row, Column column) const;

    QList<CatalogueGroup> m_groups;
};

/** Which bundles are listed. */
enum class CatalogueScope { All, Fitting };

/** The rows that have all the words that were typed. */
class CatalogueFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CatalogueFilter(QObject *parent = nullptr);

    void setWords(const QString &words);
    void setScope(CatalogueScope scope);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    CatalogueScope m_scope = CatalogueScope::All;
};

} // namespace portico::app
