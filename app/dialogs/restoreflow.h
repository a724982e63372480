// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/snapshots/restoresnapshot.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
class ChangeDialog;

/** Goes back to a state of an install: plans on a worker, shows it, and does it as a job once the
 *  person agreed. Deletes itself at the end. */
class RestoreFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RestoreFlow)

public:
    struct Wish
    {
        InstallId install{};
        /** What it is to be: read on a worker, for an import reads a file. */
        std::function<Result<SnapshotContent>(const JobContext &)> content{};
        RestoreWish how{};
        QString title{}; ///< "Go back to “Node packs changed”, yesterday at 9:10": for the dialog
                         ///< and the job
    };

    RestoreFlow(const Context &context, Wish wish, QWidget *parent);
    ~RestoreFlow() override;

    void begin();

private:
    void prepare(const RestoreWish &how);
    void take(Result<PreparedRestore> prepared);
    void showPlan();
    void takeConsent();
    void carryOut();

    const Context &m_context;
    const Wish m_wish;
    QPointer<ChangeDialog> m_dialog;
    QPointer<Job> m_job;
    std::shared_ptr<PreparedRestore> m_prepared;
};

} // namespace portico::app
