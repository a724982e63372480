// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"
#include "core/selfcheck/selfcheck.h"

#include <QPointer>

class QPushButton;
class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
class CheckList;
class ChoiceView;
class FactList;
class GpuList;
class MessageCard;

/** What Portico can tell of this computer, which build that means and why, and the self-check. */
class ComputerPage final : public Page
{
    Q_OBJECT

public:
    explicit ComputerPage(const Context &context, QWidget *parent = nullptr);

    void startSelfCheck();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildHardware();
    void buildSelfCheck();
    void showHardware();
    void showProblems(const QList<Error> &problems);
    void showReport(const Result<SelfCheckReport> &report);

    const Context &m_context;
    QLabel *m_sentence;
    MessageCard *m_problems;
    QLabel *m_waiting;
    GpuList *m_gpus;
    ChoiceView *m_choice;
    QVBoxLayout *m_factCard;
    FactList *m_facts = nullptr;
    QPushButton *m_again;
    QPushButton *m_copy;
    QLabel *m_verdict;
    QPushButton *m_check;
    QPushButton *m_cancel;
    CheckList *m_steps;
    QPointer<Job> m_job;
};

} // namespace portico::app
