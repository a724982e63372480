// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envrules.h"

namespace portico {

/**
 * The first generation's own lock, a folder that says nothing of its holder: as long as this lives,
 * a comfy-env that is started meanwhile waits for the environment. A file in it tells other
 * Porticos that it is no comfy-env's; theirs is another lock, and they hold that first. Nothing for
 * later generations, which have none.
 */
class ForeignLock
{
    Q_DISABLE_COPY_MOVE(ForeignLock)

public:
    ForeignLock(const QString &place, const EnvRules &rules);
    ~ForeignLock();

private:
    QString m_folder; ///< empty: not held
};

/** Whether Portico's is there, or a rest of it: it counts only with Portico's own lock. */
bool isOwnForeignLock(const QString &place);

/** Whether comfy-env of the first generation is itself at work there: it holds its lock and has
 *  written to its log within the time after which its own others take over. */
bool isComfyEnvBuilding(const QString &place);

/** What a killed Portico has left of it; nobody may be building there. */
void clearForeignLock(const QString &place);

} // namespace portico
