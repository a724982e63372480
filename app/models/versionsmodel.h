// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/versions.h"

#include <QAbstractTableModel>

namespace portico::app {

/** Whether versions that are not released for everybody are listed. */
enum class Prereleases { Hidden, Shown };

/** The releases of ComfyUI, newest first, with the tracks that stand at them. Plain values. */
class VersionsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VersionsModel)

public:
    enum Column { Version, Date, Track, ColumnCount };

    explicit VersionsModel(QObject *parent = nullptr);

    /** `current`: of the install, "0.33.0"; empty if not known. `now` decides the stable track. */
    void setReleases(const QList<ComfyRelease> &releases, const QString &current,
                     const QDateTime &now);
    void setPrereleases(Prereleases prereleases);
    /** Null outside of the list. */
    const ComfyRelease *releaseAt(int row) const;
    /** -1 if it is not listed. */
    int rowOfTag(const QString &tag) const;
    const QString &stableTag() const { return m_stable; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void fill();
    QString marks(const ComfyRelease &release) const;

    QList<ComfyRelease> m_all;
    QList<ComfyRelease> m_shown;
    QString m_current;
    QString m_stable;
    QString m_latest;
    Prereleases m_prereleases = Prereleases::Hidden;
};

} // namespace portico::app
