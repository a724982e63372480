// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/glossary.h"
#include "app/widgets/factlist.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace portico::app {

/** A page that scrolls: a column of sections with the margins that all pages share. */
class Page : public QScrollArea
{
    Q_OBJECT

public:
    explicit Page(QWidget *parent = nullptr);

    QVBoxLayout *column() const { return m_column; }
    /** A heading with a card below it; rows and widgets go into the card. */
    QVBoxLayout *addSection(const QString &heading);
    /** The same with “What is this?” at the end of the heading's line. */
    QVBoxLayout *addSection(const QString &heading, Topic topic);
    void addTitle(const QString &title, const QString &subtitle);
    void addStretch();

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QVBoxLayout *addCard(const QString &heading);

    QVBoxLayout *m_column;
    QMetaObject::Connection m_focus; ///< of the window that it is in
};

} // namespace portico::app
