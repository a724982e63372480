// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/loglayout.h"
#include "app/widgets/logsearch.h"

#include <QAbstractScrollArea>

#include <optional>

namespace portico::app {

/**
 * Shows a log of any length: only the lines on the screen are ever drawn. Rows are selected, copied
 * and folded by mouse and keys; follows the end until the person scrolls up.
 */
class LogView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogView)

public:
    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    void setModel(LogModel &model);
    /** It takes what its place has to give. */
    QSize sizeHint() const override { return minimumSizeHint(); }

    enum class Wrapping { Off, On };
    void setWrapping(Wrapping wrapping);
    /** Hidden: of a file whose lines have no time. */
    enum class Times { Shown, Hidden };
    void setTimes(Times times);
    void setMinimumLevel(LogLevel level);
    void setFollowing(Qt::CheckState following);
    bool isFollowing() const { return m_isFollowing; }
    bool hasSelection() const { return m_anchor >= 0; }

    void find(const QString &text);
    void findNext();
    void findPrevious();
    qsizetype matches() const { return m_search ? m_search->count() : 0; }
    qsizetype currentMatch() const { return m_search ? m_search->place(m_current) : 0; }

    /** The selected rows as text; of a folded traceback all its lines. */
    QString selectedText() const;
    /** The rows on the screen, one a line. */
    QString visibleText() const;
    /** Places in visibleText(): of the current row (0 without one), of the row at a position of
     *  the viewport; and the row of a place, on the whole screen. */
    int currentOffset() const;
    int offsetAt(QPoint position) const;
    QRect rowRectAt(int offset) const;
    void copy() const;
    void selectAll();

signals:
    void followingChanged(bool isFollowing);
    void matchesChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Visible
    {
        qint64 sequence;
        QRect rect;
    };
    QList<Visible> visibleRows() const;
    void takeRows();
    void updateBars();
    void measure();
    void drawRow(QPainter &painter, const Visible &row) const;
    void drawText(QPainter &painter, const Visible &row, const QColor &colour) const;
    void drawProgress(QPainter &painter, const Visible &row) const;
    void drawFold(QPainter &painter, const LogRow &content, QPoint place) const;
    void drawMatches(QPainter &painter, QStringView text, QPoint topLeft) const;
    void stopFollowing();
    void moveCurrent(int entries, Qt::KeyboardModifiers modifiers);
    void goTo(qint64 sequence);
    void toggleFoldAt(qint64 sequence);
    qint64 sequenceAt(QPoint position) const;
    bool isSelected(qint64 sequence) const;
    qint64 topLine() const;
    /** Where the text of a row begins, and how many columns fit on the screen from there. */
    int textLeft() const;
    int columnsOfRoom() const;

    static constexpr int kMarkWidth = 12; ///< beside the room that the time leaves

    LogModel *m_model = nullptr;
    std::optional<LogLayout> m_layout;
    std::unique_ptr<LogSearch> m_search;
    QString m_query;
    LogLevel m_minimum = LogLevel::Debug;
    bool m_isFollowing = true;
    bool m_wraps = true;
    bool m_isAdjusting = false; ///< the bars are moved by us, not by the person
    qint64 m_anchor = -1;       ///< where the selection began
    qint64 m_current = -1;      ///< where it ends
    int m_lineHeight = 16;
    qreal m_charWidth = 8;
    int m_timeWidth = 60;
    Times m_times = Times::Shown;
};

} // namespace portico::app
