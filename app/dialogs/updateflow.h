// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/updates/updateinstall.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace portico {
class Job;
}

namespace portico::app {

class ChangeDialog;
struct Context;

/** Takes an install to another ComfyUI: fetches and plans on a worker, shows it, and does it as a
 *  job once the person agreed. Deletes itself at the end. */
class UpdateFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UpdateFlow)

public:
    struct Wish
    {
        UpdateRequest request{};
        QString title{}; ///< "Update Studio to 0.34.0": for the dialog and the job
    };

    UpdateFlow(const Context &context, Wish wish, QWidget *parent);
    ~UpdateFlow() override;

    void begin();

private:
    void prepare();
    void take(Result<PreparedUpdate> prepared);
    void carryOut();

    const Context &m_context;
    const Wish m_wish;
    QPointer<ChangeDialog> m_dialog;
    QPointer<Job> m_job;
    std::shared_ptr<PreparedUpdate> m_prepared;
};

} // namespace portico::app
