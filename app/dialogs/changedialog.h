// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/plangroups.h"
#include "app/widgets/taborder.h"
#include "core/base/error.h"

class QLabel;
class QPushButton;

namespace portico {
class Job;
}

namespace portico::app {

class JobProgress;
class MessageCard;
class PlanTree;

/** Shows what would become different in an install before anything does: then and now, or now and
 *  afterwards, side by side. */
class ChangeDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    struct Words
    {
        QString title{};
        QString first{};  ///< over the first column of values
        QString second{}; ///< over the other one
        QString accept{}; ///< what the button says while it is worked out
    };
    /** What would happen. */
    struct View
    {
        QString sentence{};
        QList<PlanGroup> groups{};
        QString accept{};    ///< what the button says; empty: there is nothing to do
        bool isFinal = true; ///< agreeing closes the dialog; else another view comes
        bool isAllowed = true;
    };

    ChangeDialog(const Words &words, QWidget *parent);

    /** Follows a job that works it out. */
    void showPlanning(const Job &job);
    void showView(const View &view);
    void showError(const Error &error);

signals:
    void againRequested();
    void agreed();

private:
    enum class State { Planning, Shown, Failure };

    void setState(State state);
    void press();

    const QString m_usualAccept;
    State m_state = State::Planning;
    View m_view{};
    QLabel *m_sentence;
    JobProgress *m_progress;
    MessageCard *m_failure;
    PlanTree *m_tree;
    QLabel *m_more;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace portico::app
