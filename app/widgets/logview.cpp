// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/logview.h"

#include "app/style/metrics.h"
#include "app/widgets/logaccessible.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QScrollBar>

namespace portico::app {

LogView::LogView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    QAccessible::installFactory(&LogAccessible::make); // once is enough; more do no harm
    setAccessibleName(tr("Log"));
    setFont(monospaceFont(font()));
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    viewport()->setCursor(Qt::ArrowCursor);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setLayoutDirection(Qt::LeftToRight); // what programs write, in every language
    measure();
}

LogView::~LogView() = default;

void LogView::setModel(LogModel &model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = &model;
    m_layout.emplace(model);
    m_search = std::make_unique<LogSearch>(model);
    m_search->setQuery(m_query, m_minimum);
    m_anchor = m_current = -1;
    connect(m_search.get(), &LogSearch::changed, this, &LogView::matchesChanged);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &LogView::takeRows);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this] {
        const qint64 gone = m_layout->dropOldRows();
        if (m_anchor >= 0) {
            m_anchor = qMax(m_anchor, m_model->firstSequence());
            m_current = qMax(m_current, m_model->firstSequence());
        }
        if (!m_isFollowing) {
            m_isAdjusting = true;
            verticalScrollBar()->setValue(
                int(qMax<qint64>(0, verticalScrollBar()->value() - gone)));
            m_isAdjusting = false;
        }
    });
    connect(&model, &QAbstractItemModel::dataChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_anchor = m_current = -1;
        m_layout->rebuild();
        updateBars();
    });
    connect(&model, &QObject::destroyed, this, [this] {
        m_search.reset();
        m_layout.reset();
        m_model = nullptr;
    });
    m_layout->setMinimumLevel(m_minimum);
    measure();
}

void LogView::takeRows()
{
    m_layout->takeNewRows();
    updateBars();
}

void LogView::measure()
{
    const QFontMetrics metrics(font());
    m_lineHeight = metrics.lineSpacing() + space::kTight;
    m_charWidth = qMax(1.0, QFontMetricsF(font()).horizontalAdvance(u'0'));
    m_timeWidth = m_times == Times::Shown ? qRound(8 * m_charWidth) + space::kLarge : 0;
    if (m_layout) {
        m_layout->setColumns(m_wraps ? qMax(10, columnsOfRoom()) : 0);
        updateBars();
    }
}

int LogView::columnsOfRoom() const
{
    return int((viewport()->width() - textLeft() - space::kMedium) / m_charWidth);
}

int LogView::textLeft() const
{
    const int margin = m_times == Times::Shown ? space::kHuge : space::kSmall;
    return margin + m_timeWidth + kMarkWidth;
}

qint64 LogView::topLine() const
{
    return m_layout->firstLine() + verticalScrollBar()->value();
}

void LogView::updateBars()
{
    if (!m_layout)
        return;
    m_isAdjusting = true;
    const int page = qMax(1, (viewport()->height() - 2 * space::kSmall) / m_lineHeight);
    const qint64 lines = m_layout->endLine() - m_layout->firstLine();
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, int(qMax<qint64>(0, lines - page)));
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    int widest = 0;
    if (!m_wraps) {
        for (const Visible &row : visibleRows())
            widest = qMax(widest, columnsOf(m_layout->shownText(row.sequence)));
    }
    const int room = columnsOfRoom();
    horizontalScrollBar()->setPageStep(qMax(1, room));
    horizontalScrollBar()->setRange(
        0, qMax(m_wraps ? 0 : horizontalScrollBar()->value(), widest - room));
    m_isAdjusting = false;
    viewport()->update();
}

void LogView::setTimes(Times times)
{
    m_times = times;
    measure();
}

void LogView::setWrapping(Wrapping wrapping)
{
    m_wraps = wrapping == Wrapping::On;
    const qint64 top = visibleRows().isEmpty() ? -1 : visibleRows().constFirst().sequence;
    horizontalScrollBar()->setValue(0);
    measure();
    if (!m_isFollowing && top >= 0)
        goTo(top);
}

void LogView::setMinimumLevel(LogLevel level)
{
    m_minimum = level;
    if (!m_layout)
        return;
    m_layout->setMinimumLevel(level);
    m_search->setQuery(m_query, level);
    updateBars();
}

void LogView::setFollowing(Qt::CheckState following)
{
    const bool isFollowing = following == Qt::Checked;
    if (m_isFollowing == isFollowing)
        return;
    m_isFollowing = isFollowing;
    updateBars();
    emit followingChanged(isFollowing);
}

void LogView::stopFollowing()
{
    setFollowing(Qt::Unchecked);
}

void LogView::scrollContentsBy(int, int dy)
{
    if (!m_isAdjusting && dy != 0)
        setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum()
                         ? Qt::Checked
                         : Qt::Unchecked);
    viewport()->update();
}

void LogView::find(const QString &text)
{
    m_query = text;
    if (!m_search)
        return;
    m_search->setQuery(text, m_minimum);
    viewport()->update();
}

void LogView::findNext()
{
    if (const qint64 found = m_search ? m_search->after(m_current) : -1; found >= 0)
        goTo(found);
    emit matchesChanged();
}

void LogView::findPrevious()
{
    const qint64 from = m_current >= 0 || !m_model ? m_current : m_model->endSequence();
    if (const qint64 found = m_search ? m_search->before(from) : -1; found >= 0)
        goTo(found);
    emit matchesChanged();
}

void LogView::goTo(qint64 sequence)
{
    stopFollowing();
    const qint64 anchor = m_model->at(sequence).foldAnchor;
    if (anchor >= m_model->firstSequence() && anchor != sequence && !m_layout->isExpanded(anchor)) {
        m_layout->toggleFold(anchor);
        updateBars();
    }
    m_anchor = m_current = sequence;
    const int entry = m_layout->entryOf(sequence);
    if (entry < 0)
        return;
    const qint64 line = m_layout->entries()[size_t(entry)].top - m_layout->firstLine();
    const qint64 top = verticalScrollBar()->value();
    const int page = verticalScrollBar()->pageStep();
    if (line < top || line >= top + page)
        verticalScrollBar()->setValue(int(qMax<qint64>(0, line - page / 3)));
    stopFollowing();
    viewport()->update();
}

bool LogView::isSelected(qint64 sequence) const
{
    return m_anchor >= 0 && sequence >= qMin(m_anchor, m_current)
        && sequence <= qMax(m_anchor, m_current);
}

QString LogView::selectedText() const
{
    if (!m_model || m_anchor < 0)
        return {};
    const qint64 last = qMax(m_anchor, m_current);
    qint64 end = last + 1;
    if (last >= m_model->endSequence())
        return {};
    const LogRow &row = m_model->at(last);
    if (row.foldAnchor == last && !m_layout->isExpanded(last))
        end = last + row.foldedLines;
    return m_model->text(qMin(m_anchor, m_current), end);
}

QString LogView::visibleText() const
{
    QString text;
    for (const Visible &row : visibleRows())
        text += m_layout->shownText(row.sequence) + u'\n';
    return text;
}

int LogView::currentOffset() const
{
    int offset = 0;
    for (const Visible &row : visibleRows()) {
        if (row.sequence == m_current)
            return offset;
        offset += int(m_layout->shownText(row.sequence).size()) + 1;
    }
    return 0;
}

int LogView::offsetAt(QPoint position) const
{
    int offset = 0;
    for (const Visible &row : visibleRows()) {
        if (row.rect.contains(position))
            return offset;
        offset += int(m_layout->shownText(row.sequence).size()) + 1;
    }
    return -1;
}

QRect LogView::rowRectAt(int offset) const
{
    int end = 0;
    for (const Visible &row : visibleRows()) {
        end += int(m_layout->shownText(row.sequence).size()) + 1;
        if (offset < end)
            return row.rect.translated(viewport()->mapToGlobal(QPoint()));
    }
    return {};
}

void LogView::copy() const
{
    QGuiApplication::clipboard()->setText(selectedText());
}

void LogView::selectAll()
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    m_anchor = m_model->firstSequence();
    m_current = m_model->endSequence() - 1;
    viewport()->update();
}

} // namespace portico::app
