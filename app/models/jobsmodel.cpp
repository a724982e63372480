// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/jobsmodel.h"

#include "core/jobs/jobrunner.h"

namespace portico::app {

JobsModel::JobsModel(JobRunner &runner, QObject *parent)
    : QAbstractListModel(parent)
{
    for (Job *job : runner.jobs())
        add(job);
    connect(&runner, &JobRunner::jobAdded, this, &JobsModel::add);
    connect(&runner, &JobRunner::jobRemoved, this, &JobsModel::remove);
}

int JobsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_jobs.size());
}

QVariant JobsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Job &job = *m_jobs[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return job.title();
    case StateRole:
        return int(job.state());
    case StepRole:
        return job.progress().step;
    case DoneRole:
        return job.progress().done;
    case TotalRole:
        return job.progress().total;
    case ErrorRole:
        return job.error() ? job.error()->message : QString();
    default:
        return {};
    }
}

void JobsModel::add(Job *job)
{
    beginInsertRows({}, 0, 0);
    m_jobs.prepend(job);
    endInsertRows();
    connect(job, &Job::changed, this, [this, job] { announceChange(job); });
}

void JobsModel::remove(Job *job)
{
    const qsizetype row = m_jobs.indexOf(job);
    if (row < 0)
        return;
    beginRemoveRows({}, int(row), int(row));
    m_jobs.removeAt(row);
    endRemoveRows();
    disconnect(job, nullptr, this, nullptr);
}

void JobsModel::announceChange(Job *job)
{
    const QModelIndex changed = index(int(m_jobs.indexOf(job)));
    emit dataChanged(changed, changed);
}

} // namespace portico::app
