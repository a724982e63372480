// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"
#include "core/platform/host.h"
#include "core/selfcheck/selfcheck.h"

#include <QPointer>

class QPushButton;

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
class CheckList;

/** What Portico can tell of this computer, and the self-check. */
class ComputerPage final : public Page
{
    Q_OBJECT

public:
    explicit ComputerPage(const Context &context, QWidget *parent = nullptr);

    void startSelfCheck();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void readFacts();
    void showReport(const Result<SelfCheckReport> &report);

    const Context &m_context;
    QLabel *m_memory;
    QLabel *m_disk;
    QLabel *m_verdict;
    QPushButton *m_check;
    QPushButton *m_cancel;
    CheckList *m_steps;
    QPointer<Job> m_job;
};

} // namespace portico::app
