// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/activitypane.h"

#include "app/models/texts.h"
#include "app/style/colours.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/jobrow.h"
#include "core/jobs/jobrunner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostHeight = 230;

} // namespace

ActivityPane::ActivityPane(JobRunner &runner, QWidget *parent)
    : QFrame(parent)
    , m_runner(runner)
    , m_model(runner)
    , m_heading(makeLabel(tr("Activity"), TextRole::Strong, this))
    , m_summary(new ElidedLabel(this))
    , m_progress(new JobProgress(this))
    , m_clear(new QToolButton(this))
    , m_fold(new QToolButton(this))
    , m_scroll(new QScrollArea(this))
{
    setAccessibleName(tr("Activity"));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_progress->setFixedWidth(withText(140));
    m_clear->setAutoRaise(true);
    m_clear->setText(tr("Clear finished"));
    m_clear->setToolTip(tr("Take the finished jobs off this list"));
    m_fold->setAutoRaise(true);

    auto *line = new QHBoxLayout;
    line->setContentsMargins(space::kLarge, space::kTight, space::kMedium, space::kTight);
    line->setSpacing(space::kMedium);
    line->addWidget(m_heading);
    line->addWidget(m_summary, 1);
    line->addWidget(m_progress);
    line->addWidget(m_clear);
    line->addWidget(m_fold);

    auto *content = new QWidget(m_scroll);
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 0, 0, space::kTight);
    m_list->setSpacing(0);
    m_list->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    content->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_scroll);

    connect(m_clear, &QToolButton::clicked, &m_runner, &JobRunner::clearFinished);
    connect(m_fold, &QToolButton::clicked, this,
            [this] { setCollapsed(m_isCollapsed ? Qt::Unchecked : Qt::Checked); });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { addRows(first, last); });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { removeRows(first, last); });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ActivityPane::refresh);
    addRows(0, m_model.rowCount() - 1);
    refresh();
}

void ActivityPane::addRows(int first, int last)
{
    for (int i = first; i <= last; ++i) {
        auto *row = new JobRow(*m_model.jobAt(i), m_scroll->widget());
        m_rows.insert(i, row);
        m_list->insertWidget(i, row);
        connect(row, &JobRow::heightChanged, this, &ActivityPane::fitHeight, Qt::QueuedConnection);
    }
    refresh();
}

void ActivityPane::removeRows(int first, int last)
{
    for (int i = last; i >= first; --i) {
        m_list->removeWidget(m_rows[i]);
        delete m_rows.takeAt(i);
    }
    refresh();
}

Job *ActivityPane::mainJob() const
{
    for (const JobRow *row : m_rows) {
        if (row->job() && row->job()->state() == JobState::Running)
            return row->job();
    }
    return m_rows.isEmpty() ? nullptr : m_rows.constFirst()->job();
}

void ActivityPane::refresh()
{
    setVisible(!m_rows.isEmpty());
    const QString text =
        m_isCollapsed ? tr("Show all activity") : tr("Fold the activity to one line");
    m_fold->setToolTip(text);
    m_fold->setAccessibleName(text);
    const Job *job = mainJob();
    if (!job)
        return;
    const bool anyFinished = std::any_of(m_rows.begin(), m_rows.end(), [](const JobRow *row) {
        return row->job() && row->job()->isFinished();
    });
    m_clear->setVisible(anyFinished);
    m_summary->setVisible(true);
    QStringList words;
    if (m_isCollapsed)
        words = {job->title(), jobText(*job), jobFigures(*job)};
    words.removeAll(QString());
    m_summary->setText(words.join(u" · "_s));
    m_progress->show(*job);
    m_progress->setVisible(m_isCollapsed && !job->isFinished());
    m_fold->setIcon(makeIcon(m_isCollapsed ? IconName::Up : IconName::Down));
    fitHeight();
}

void ActivityPane::fitHeight()
{
    m_scroll->setVisible(!m_isCollapsed);
    int wanted = m_list->contentsMargins().bottom();
    const int width = qMax(200, m_scroll->viewport()->width());
    for (JobRow *row : std::as_const(m_rows)) {
        const int height = row->layout()->hasHeightForWidth()
            ? row->layout()->totalHeightForWidth(width)
            : row->sizeHint().height();
        wanted += height;
    }
    m_scroll->setFixedHeight(qMin(wanted, withText(kMostHeight)));
}

void ActivityPane::setCollapsed(Qt::CheckState collapsed)
{
    m_isCollapsed = collapsed == Qt::Checked;
    refresh();
}

void ActivityPane::reveal(const Job *job)
{
    for (JobRow *row : std::as_const(m_rows)) {
        if (job && row->job() == job) {
            setCollapsed(Qt::Unchecked);
            m_scroll->ensureWidgetVisible(row);
        }
    }
}

void ActivityPane::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitHeight();
}

void ActivityPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &c = coloursOf(palette());
    painter.fillRect(rect(), c.card);
    painter.fillRect(QRect(0, 0, width(), 1), c.border);
}

} // namespace portico::app
