// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/jobs/job.h"

#include <QBasicTimer>
#include <QProgressBar>

namespace portico::app {

/** A thin bar for a job: how far it is, or a moving piece while nobody knows. */
class JobProgress final : public QProgressBar
{
    Q_OBJECT

public:
    explicit JobProgress(QWidget *parent = nullptr);
    void show(const Job &job);
    QSize sizeHint() const override { return {120, 6}; }
    QSize minimumSizeHint() const override { return {40, 6}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    QBasicTimer m_timer;
    int m_phase = 0;
};

} // namespace portico::app
