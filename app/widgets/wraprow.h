// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHBoxLayout>

namespace portico::app {

/// What words keep beside buttons, of usual text; see WrapRow::setLeastStretched().
inline constexpr int kLeastWords = 140;

/**
 * A row that is a QHBoxLayout as long as there is room for it; in less, as with larger text, its
 * items go on in further lines. An item that stretches takes what its line leaves, and has room as
 * long as it keeps the least width. Only items that are widgets or layouts count in lines: what was
 * put between them is left out there.
 */
class WrapRow final : public QHBoxLayout
{
    Q_OBJECT

public:
    WrapRow() = default;
    explicit WrapRow(QWidget *parent)
        : QHBoxLayout(parent)
    { }

    /** What an item that stretches keeps beside the others, in pixels; its own minimum if that is
     *  more. For words that could be squeezed to a letter a line. */
    void setLeastStretched(int width);
    /** At the top of its line, and as high as a push button, so that all of them stand in line. */
    void addControl(QWidget *control);
    /** As wide as its widest item. */
    QSize minimumSize() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    int minimumHeightForWidth(int width) const override { return heightForWidth(width); }
    void setGeometry(const QRect &rect) override;

private:
    struct Piece
    {
        QLayoutItem *item;
        int width;
        int stretch;
    };
    using Line = QList<Piece>;

    int leastOf(int index) const;
    bool hasRoomFor(int width) const;
    QList<Line> linesFor(int width) const;
    /** Places the items, or only measures them; returns the height. */
    int arrange(const QRect &rect, bool doMove) const;

    int m_leastStretched = 0;
};

} // namespace portico::app
