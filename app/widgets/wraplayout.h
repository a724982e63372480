// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>

namespace portico::app {

/** A row of buttons that goes on in the next line where the window is narrow or a language's words
 *  are long. Each keeps its own size; a right-to-left language begins at the right. */
class WrapLayout final : public QLayout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WrapLayout)

public:
    explicit WrapLayout(QWidget *parent = nullptr);
    ~WrapLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    /** Puts the items into `rect`, or only measures; returns the height that they take. */
    int arrange(const QRect &rect, bool doMove) const;

    QList<QLayoutItem *> m_items;
};

} // namespace portico::app
