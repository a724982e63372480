// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>

namespace portico {
class Job;
class JobRunner;
} // namespace portico

namespace portico::app {

/** The jobs of the runner, newest first. The activity pane's truth. */
class JobsModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobsModel)

public:
    enum Role { StateRole = Qt::UserRole + 1, StepRole, DoneRole, TotalRole, ErrorRole };

    explicit JobsModel(JobRunner &runner, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Job *jobAt(int row) const { return m_jobs.value(row); }

private:
    void add(Job *job);
    void remove(Job *job);
    void announceChange(Job *job);

    QList<Job *> m_jobs;
};

} // namespace portico::app
