// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"
#include "core/installs/diskuse.h"
#include "core/storage/cleaning.h"

#include <QPointer>

#include <optional>

class QPushButton;

namespace portico {
class Job;
struct CleanOutcome;
} // namespace portico

namespace portico::app {

struct Context;
class KeptRows;
class MessageCard;

/** What takes how much space, install by install, what is kept for offline, and what nobody needs.
 *  All are looked at on a worker each time the page is opened. */
class DiskPage final : public Page
{
    Q_OBJECT

public:
    explicit DiskPage(const Context &context, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildWhole();
    void buildParts();
    void measure();
    void show(const Result<DiskUse> &use);
    void showSentence();
    void fillInstalls();
    void fillShared();
    void plan();
    void showPlan(const Result<CleanPlan> &plan);
    void fillPlan();
    void ask(CleanKind kind);
    void clean(CleanKind kind);
    void cleaned(const Result<CleanOutcome> &outcome);

    const Context &m_context;
    std::optional<DiskUse> m_use{};
    std::optional<CleanPlan> m_plan{};
    QPointer<Job> m_job{};
    QPointer<Job> m_planning{};
    bool m_isCleaning = false;
    QLabel *m_sentence;
    MessageCard *m_problem;
    QPushButton *m_again;
    QVBoxLayout *m_installs;
    QVBoxLayout *m_shared;
    KeptRows *m_kept;
    QVBoxLayout *m_unneeded;
};

} // namespace portico::app
