// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/style/icons.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace portico {
class JobRunner;
}

namespace portico::app {

class LogModel;
class LogView;

/** The log of an install with what is needed to read it: level, find, follow, wrap, copy, save. */
class LogPane final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPane(JobRunner &jobs, QWidget *parent = nullptr);

    void setModel(LogModel &model, const QString &installName);
    /** What stands where no line is yet. */
    void setEmptyWords(const QString &words);
    /** Inside something that has margins itself, and of lines that have no time. */
    void fitIntoDialog();
    void focusFind();
    LogView *view() const { return m_view; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    QToolButton *makeTool(const QString &text, IconName icon);
    void showMatches();
    void showEmptiness();
    void save();

    JobRunner &m_jobs;
    LogModel *m_model = nullptr;
    QString m_installName;
    QComboBox *m_level;
    QLineEdit *m_find;
    QLabel *m_count;
    QToolButton *m_follow;
    QToolButton *m_wrap;
    LogView *m_view;
    QLabel *m_empty;
    QHBoxLayout *m_bar = nullptr;
};

} // namespace portico::app
