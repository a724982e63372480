// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/jobsmodel.h"

#include <QFrame>

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace portico {
class JobRunner;
}

namespace portico::app {

class ElidedLabel;
class JobProgress;
class JobRow;

/**
 * Every job with its progress; finished ones stay until they are cleared. Folds to one line, is
 * not there at all while there are no jobs, and never blocks the window.
 */
class ActivityPane final : public QFrame
{
    Q_OBJECT

public:
    explicit ActivityPane(JobRunner &runner, QWidget *parent = nullptr);

    bool isCollapsed() const { return m_isCollapsed; }
    void setCollapsed(Qt::CheckState collapsed);
    /** Unfolds the pane and scrolls to that job's row; nothing where it was cleared. */
    void reveal(const Job *job);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addRows(int first, int last);
    void removeRows(int first, int last);
    void refresh();
    void fitHeight();
    Job *mainJob() const;

    JobRunner &m_runner;
    JobsModel m_model;
    QList<JobRow *> m_rows;
    QLabel *m_heading;
    ElidedLabel *m_summary;
    JobProgress *m_progress;
    QToolButton *m_clear;
    QToolButton *m_fold;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    bool m_isCollapsed = false;
};

} // namespace portico::app
