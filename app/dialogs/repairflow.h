// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/repair/runrepair.h"

#include <QObject>
#include <QPointer>

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
class RepairDialog;

/** A repair of one install: looks, shows what it would do, does it, tells how it ended. Deletes
 *  itself at the end. */
class RepairFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RepairFlow)

public:
    RepairFlow(const Context &context, const InstallId &id, QWidget *parent);
    ~RepairFlow() override;

    void begin();

private:
    void look();
    void repair(RepairRequest request);
    void undo();

    const Context &m_context;
    const InstallId m_id;
    QPointer<RepairDialog> m_dialog;
    QPointer<Job> m_looking;
    QPointer<Job> m_repairing;
};

/** What the buttons of a drift card do, as jobs. */
void putDriftBack(const Context &context, const InstallId &id);
void absorbDrift(const Context &context, const InstallId &id);

} // namespace portico::app
