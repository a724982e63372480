// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/jobs/job.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;
class QVBoxLayout;

namespace portico::app {

class ElidedLabel;
class JobProgress;
class StepRow;

/** One job of the activity pane: title, steps, bar, speed, time left, cancel, and its log. */
class JobRow final : public QWidget
{
    Q_OBJECT

public:
    JobRow(Job &job, QWidget *parent);

    Job *job() const { return m_job; }

signals:
    void heightChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showLog(bool isShown);
    void showState();

    QPointer<Job> m_job;
    QLabel *m_icon;
    ElidedLabel *m_title;
    ElidedLabel *m_figures;
    JobProgress *m_progress;
    StepRow *m_steps;
    QLabel *m_outcome;
    QToolButton *m_logButton;
    QToolButton *m_cancel;
    QPlainTextEdit *m_log = nullptr; ///< made when it is first looked at
    QVBoxLayout *m_column;
};

/** "61 % · 42 MiB/s · 18 s left" */
QString jobFigures(const Job &job);

} // namespace portico::app
