// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/envlook.h"
#include "app/widgets/listrow.h"

#include <QPointer>

class QLabel;
class QLayout;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

class WrapRow;

class FactList;
class JobProgress;

/**
 * One isolated environment: its state as icon and word, what it is, what is wrong, and what can be
 * done about it; more about it where the person wants to see it.
 */
class EnvironmentRow final : public ListRow
{
    Q_OBJECT

public:
    explicit EnvironmentRow(QWidget *parent);

    void setLook(const EnvLook &look);
    const EnvLook &look() const { return m_look; }
    /** Shows how far it is; null: nothing is under way. */
    void setJob(Job *job);

signals:
    void actRequested(portico::EnvAct act);
    void logRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QLayout *buildTitle();
    void addButtons(WrapRow *row);
    QVBoxLayout *buildWords();
    void drawIcon();
    void showButtons();
    void showDetails();

    EnvLook m_look;
    QPointer<Job> m_job;
    QLabel *m_icon;
    QLabel *m_name;
    QLabel *m_state;
    QLabel *m_summary;
    QLabel *m_problem;
    QLabel *m_lastError;
    JobProgress *m_progress;
    QPushButton *m_act;
    QPushButton *m_log;
    QToolButton *m_fold;
    QToolButton *m_more;
    QVBoxLayout *m_words;
    FactList *m_details = nullptr; ///< made when it is first wanted, and anew when facts change
};

} // namespace portico::app
