// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/restoresnapshot.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

class JobProgress;
class MessageCard;
class PlanTree;

/** Shows what would be as it was in a snapshot, and what cannot be, before anything changes. */
class RestoreDialog final : public QDialog
{
    Q_OBJECT

public:
    RestoreDialog(const QString &title, QWidget *parent);

    /** Follows a job that works it out. */
    void showPlanning(const Job &job);
    void showPlan(const PreparedRestore &restore);
    void showError(const Error &error);

signals:
    void againRequested();
    void agreed();
    /** Something cannot be as it was: what about the rest? */
    void restRequested();

private:
    enum class View { Planning, Plan, Nothing, Failure };

    void setView(View view);
    void press();

    View m_view = View::Planning;
    bool m_lacks = false;    ///< something cannot be as it was
    bool m_isOfRest = false; ///< and the plan goes on without it
    QLabel *m_sentence;
    JobProgress *m_progress;
    MessageCard *m_failure;
    PlanTree *m_tree;
    QLabel *m_more;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace portico::app
