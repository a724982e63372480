// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"
#include "core/repair/runrepair.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

class CheckList;
class JobProgress;
class MessageCard;
enum class CardTone;
class RepairSteps;

/**
 * A repair from its plan to its end: looks, says what it would do, does it step by step, says what
 * became of it. Closing it while it works lets it go on; the activity pane shows it then.
 */
class RepairDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    /** `name`: of the install. */
    RepairDialog(const QString &name, QWidget *parent);

    void showLooking(const Job &job);
    void showPlan(const RepairPlan &plan);
    void showRunning(const Job &job);
    void showOutcome(const RepairOutcome &outcome);
    void showError(const Error &error);
    /** After undo() was asked for. */
    void showUndone();

signals:
    void lookRequested();
    /** `choices`: what was agreed to; of which install, the receiver knows. */
    void repairRequested(const portico::RepairRequest &choices);
    void stopRequested();
    void undoRequested();

private:
    enum class View { Looking, Plan, Nothing, Running, Outcome, Failure };

    void buildColumn(QVBoxLayout *column);
    void setView(View view);
    bool hasStep(RepairAct act) const;
    void follow(const Job &job);
    void dropCard();
    MessageCard &newCard(CardTone tone);
    void press();

    View m_view = View::Looking;
    RepairPlan m_plan;
    QLabel *m_sentence;
    JobProgress *m_progress;
    QWidget *m_cardPlace;
    MessageCard *m_card = nullptr;
    QScrollArea *m_scroll;
    RepairSteps *m_steps;
    CheckList *m_checks;
    QCheckBox *m_start;
    QCheckBox *m_pending;
    QCheckBox *m_edits;
    QPushButton *m_close = nullptr;
    QPushButton *m_act = nullptr;
    QPushButton *m_undo = nullptr;
};

} // namespace portico::app
