// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/layerview.h"
#include "core/installs/switchlayer.h"
#include "tests/core/installs/layers.h"

namespace portico::layers {

inline QString wordsOf(const Error &error)
{
    return errorCodeName(error.code) + QStringLiteral(": ") + error.message + QStringLiteral(" | ")
        + error.detail;
}

/** What tests do with the layers of "demo". */
class DemoWorld : public World
{
public:
    Install switched(const QString &layer)
    {
        const auto changed = switchLayer(library, demo, layer, {});
        if (!changed)
            qWarning("%s", qPrintable(wordsOf(changed.error())));
        return changed ? *changed : Install{};
    }
    /** Whether views here are names of the store's files: then the last one stays. */
    bool sharesFiles() const { return viewSharing(folder.path()) == Sharing::ReflinkOrHardLink; }
    /** As it is on the disk now. */
    const Generation &now()
    {
        current = install(demo);
        return *current.generation();
    }

    Install current; ///< as of the last now()
};

} // namespace portico::layers
