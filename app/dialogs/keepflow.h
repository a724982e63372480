// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/vendoring/keepoffline.h"

#include <QObject>
#include <QPointer>

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
class ChangeDialog;

/** Keeps a state of an install for offline: works out on a worker what that takes, shows it, and
 *  does it as a job once the person agreed. Deletes itself at the end. */
class KeepFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeepFlow)

public:
    KeepFlow(const Context &context, KeepRequest request, QString name, QWidget *parent);
    ~KeepFlow() override;

    void begin();

private:
    void prepare();
    void show(const Result<KeepPlan> &plan);
    void carryOut();
    QString title() const;

    const Context &m_context;
    const KeepRequest m_request;
    const QString m_name; ///< of the install
    QPointer<ChangeDialog> m_dialog;
    QPointer<Job> m_job;
};

} // namespace portico::app
