// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/historylook.h"
#include "app/widgets/listrow.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace portico::app {

class WrapRow;

/** One step of an install's history: what happened and when, what it changed, and the way back. All
 *  of its changes where the person wants to see them. */
class HistoryRow final : public ListRow
{
    Q_OBJECT

public:
    explicit HistoryRow(QWidget *parent);

    void setLook(const HistoryLook &look);
    const HistoryLook &look() const { return m_look; }

signals:
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void addButtons(WrapRow *row);
    void drawIcon();
    void showButtons();
    void showChanges();

    HistoryLook m_look;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_moment;
    QLabel *m_note;
    QLabel *m_changes;
    QPushButton *m_back;
    QToolButton *m_fold;
    QToolButton *m_more;
};

} // namespace portico::app
