// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"
#include "core/installs/install.h"

namespace portico::cli {

/**
 * Looks whether somebody changed an install's Python, in the background, at a start and after a
 * session, and says so once with what can be done. Silent about failures: it is a look, no more.
 */
class DriftNotice
{
    Q_DISABLE_COPY_MOVE(DriftNotice)

public:
    explicit DriftNotice(const CommandContext &context)
        : m_context(context)
    { }

    /** `done` runs on the main thread when it has looked, unless `receiver` is gone by then. */
    void look(const Install &install, QObject *receiver, std::function<void()> done = {});

private:
    const CommandContext &m_context;
    QStringList m_said;
};

} // namespace portico::cli
