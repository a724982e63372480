// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/filelog.h"
#include "app/widgets/taborder.h"

namespace portico::app {

/** What was said while an environment was built; follows while it is being built. */
class EnvLogDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    /** Through whom it reads and saves; both outlive it. */
    struct Runners
    {
        JobRunner &jobs;
        JobRunner &background;
    };

    EnvLogDialog(const QString &name, std::function<QString()> where, const Runners &runners,
                 QWidget *parent);

    LogModel &log() { return m_log.model(); }

private:
    FileLog m_log;
};

} // namespace portico::app
