// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/shelflook.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace portico::app {

class WrapRow;

class ElidedLabel;
class JobProgress;

/** A bundle or recipe: what it is, where, its hash, two buttons and a menu, and what came of the
 *  last work on it. */
class ShelfRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ShelfRow(const ShelfLook &look, QWidget *parent = nullptr);

    QString file() const { return m_look.file; }
    /** Of the same file. */
    void setLook(const ShelfLook &look);

signals:
    void acted(portico::app::ShelfAct act);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *buildWords();
    void addButtons(WrapRow *row);
    void openMenu();
    void drawIcon();
    void followJob();

    ShelfLook m_look;
    QLabel *m_icon;
    ElidedLabel *m_name;
    ElidedLabel *m_caption;
    ElidedLabel *m_place;
    ElidedLabel *m_hash;
    JobProgress *m_progress;
    ElidedLabel *m_step;
    QLabel *m_said;
    QLabel *m_next;
    QList<QPushButton *> m_buttons;
    QToolButton *m_more;
    QPointer<Job> m_job; ///< that is followed
};

} // namespace portico::app
