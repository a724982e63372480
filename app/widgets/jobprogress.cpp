// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/jobprogress.h"

#include <QStyleOptionProgressBar>
#include <QStylePainter>
#include <QTimerEvent>

namespace portico::app {

JobProgress::JobProgress(QWidget *parent)
    : QProgressBar(parent)
{
    setTextVisible(false);
    setFixedHeight(6);
    setRange(0, 0);
}

void JobProgress::show(const Job &job)
{
    const Progress &progress = job.progress();
    const bool isKnown = progress.total > 0;
    setEnabled(!job.isFinished());
    if (job.state() == JobState::Succeeded) {
        setRange(0, 1000);
        setValue(1000);
    } else if (isKnown || job.isFinished()) {
        setRange(0, 1000);
        setValue(isKnown
                     ? int(qBound(qint64(0), progress.done * 1000 / progress.total, qint64(1000)))
                     : 0);
    } else {
        setRange(0, 0);
    }
    const bool moves = job.state() == JobState::Running && !isKnown;
    if (moves && !m_timer.isActive())
        m_timer.start(33, this);
    if (!moves)
        m_timer.stop();
    setAccessibleName(tr("Progress of %1").arg(job.title()));
}

void JobProgress::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QProgressBar::timerEvent(event);
    m_phase = (m_phase + 14) % 1000;
    if (isVisible())
        update();
}

void JobProgress::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionProgressBar option;
    initStyleOption(&option);
    if (option.maximum <= option.minimum)
        option.progress = m_phase;
    painter.drawControl(QStyle::CE_ProgressBarGroove, option);
    painter.drawControl(QStyle::CE_ProgressBarContents, option);
}

} // namespace portico::app
