// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/card.h"
#include "app/widgets/taborder.h"
#include "core/nodes/changepacks.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

class JobProgress;
class PlanTree;
class ScriptChoice;

/**
 * Shows what would change before anything does: first that it is being worked out, then the plan
 * in groups, or why there is none. Of a need that cannot be met, the requirement or all of its pack
 * can be left out; then a new plan is asked for.
 */
class PlanDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    PlanDialog(const QString &title, QWidget *parent);

    /** Follows a job that works the plan out. */
    void showPlanning(const Job &job);
    void showPlan(const ChangePlan &plan);
    void showError(const Error &error);
    /** After showError(): a button that tries again in another way. */
    void offer(const QString &text);

signals:
    /** Work it out again without these: all choices that were made here (core/python/leftout.h).
     */
    void planRequested(const QStringList &without);
    /** Work it out again with this pack in a Python of its own. */
    void isolationRequested(const QString &pack);
    void againRequested();
    /** The button of offer(). */
    void offerTaken();
    /** The dialog stays where scripts run first: what they add is shown in it. */
    void agreed(const portico::ChangeConsent &consent);

private:
    enum class View { Planning, Plan, Failure };

    void buildColumn(QVBoxLayout *column);
    void setView(View view);
    MessageCard &newCard();
    void dropCard();
    void showUnmet(qsizetype index);
    QPushButton *makeChoice(const NeedChoice &choice, QWidget *parent);
    QPushButton *makeIsolation(const QString &pack, QWidget *parent);
    QWidget *makeChoices(const UnmetNeed &unmet, QWidget *parent);
    QString choicesText(const UnmetNeed &unmet) const;
    void showConsent();
    void updateButtons();
    void agree();
    QString acceptText() const;

    ChangePlan m_plan;
    QStringList m_without; ///< what the person chose here
    View m_view = View::Planning;
    QLabel *m_title = nullptr;
    QLabel *m_sentence;
    JobProgress *m_progress;
    QWidget *m_cardPlace;
    MessageCard *m_card = nullptr;
    PlanTree *m_tree;
    QLabel *m_more;
    QCheckBox *m_consent;
    ScriptChoice *m_scripts;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace portico::app
