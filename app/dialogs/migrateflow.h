// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/storage/migrateinstall.h"

#include <QObject>
#include <QPointer>

namespace portico {
class Job;
}

namespace portico::app {

class ChangeDialog;
struct Context;

/** Makes an install in the library of an adopted folder: looks on a worker, says what is taken over
 *  and what stays, and does it as a job once the person agreed. Deletes itself at the end. */
class MigrateFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MigrateFlow)

public:
    MigrateFlow(const Context &context, const Install &adopted, QWidget *parent);
    ~MigrateFlow() override;

    void begin();

signals:
    void migrated(const portico::Result<portico::Install> &install);

private:
    void plan();
    void take(const Result<MigrationPlan> &plan);
    void carryOut();

    const Context &m_context;
    const InstallId m_id;
    const QString m_title; ///< "Migrate Studio into the library": for the dialog and the job
    QPointer<ChangeDialog> m_dialog;
    QPointer<Job> m_job;
};

} // namespace portico::app
