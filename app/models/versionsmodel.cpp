// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/versionsmodel.h"

#include <QLocale>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

VersionsModel::VersionsModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void VersionsModel::setReleases(const QList<ComfyRelease> &releases, const QString &current,
                                const QDateTime &now)
{
    beginResetModel();
    m_all = releases;
    m_current = current;
    const ComfyRelease *stable = stableRelease(releases, now);
    const ComfyRelease *latest = latestRelease(releases);
    m_stable = stable ? stable->tag : QString();
    m_latest = latest ? latest->tag : QString();
    fill();
    endResetModel();
}

void VersionsModel::setPrereleases(Prereleases prereleases)
{
    beginResetModel();
    m_prereleases = prereleases;
    fill();
    endResetModel();
}

void VersionsModel::fill()
{
    m_shown.clear();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_shown),
                 [this](const ComfyRelease &release) {
                     return m_prereleases == Prereleases::Shown || !release.isPrerelease
                         || release.version == m_current;
                 });
}

const ComfyRelease *VersionsModel::releaseAt(int row) const
{
    return row >= 0 && row < m_shown.size() ? &m_shown.at(row) : nullptr;
}

int VersionsModel::rowOfTag(const QString &tag) const
{
    for (int row = 0; row < m_shown.size(); ++row) {
        if (m_shown[row].tag == tag)
            return row;
    }
    return -1;
}

int VersionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int VersionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString VersionsModel::marks(const ComfyRelease &release) const
{
    QStringList words;
    if (release.version == m_current)
        words += tr("this install");
    if (release.tag == m_stable)
        words += tr("stable");
    if (release.tag == m_latest)
        words += tr("latest");
    if (release.isPrerelease)
        words += tr("for testing");
    return words.join(u" · "_s);
}

QVariant VersionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    const ComfyRelease &release = m_shown.at(index.row());
    switch (Column(index.column())) {
    case Version:
        return release.version;
    case Date:
        return QLocale().toString(release.date.toLocalTime().date(), QLocale::ShortFormat);
    case Track:
        return marks(release);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant VersionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Version:
        return tr("ComfyUI");
    case Date:
        return tr("Date");
    case Track:
        return tr("Track");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace portico::app
