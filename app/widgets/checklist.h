// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/selfcheck/selfcheck.h"

#include <QWidget>

class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

/** The steps of a job as they go; of the self-check with their times and what was found. */
class CheckList final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckList(QWidget *parent = nullptr);

    void showRunning(const Job &job);
    /** All of them passed, or up to the one that failed. */
    void showFinished(const Job &job);
    void showReport(const SelfCheckReport &report);

private:
    enum class Mark { Waiting, Running, Passed, Failed };
    void clear();
    void addStep(Mark mark, const QString &name, const QString &note, const QString &time);
    void addFailure(const Error &error);

    QVBoxLayout *m_column;
    QStringList m_shown; ///< what the list looks like now, so that it is rebuilt only on a change
};

} // namespace portico::app
