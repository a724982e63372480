// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/library.h"

#include <QStringList>

namespace portico {

/**
 * Remembers which folders of a library were there, so that the self-check takes away the empty ones
 * that it made. Never removes a folder with anything in it.
 */
class Traces
{
public:
    explicit Traces(const Library &library);
    /** Removes the folders that are new and empty, the library's own last. */
    void sweep() const;

private:
    QStringList m_made; ///< absent at the beginning, deepest first
    QString m_lock;
};

} // namespace portico
