// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

namespace portico::app {

/** Something that was handed to Portico from outside: by the command line, a double click, a drop
 *  or a second start. What it is decides what the window asks. */
struct Given
{
    enum class Kind {
        Folder,    ///< a ComfyUI that somebody has
        Bundle,    ///< an archive on this computer
        Address,   ///< of an archive on the internet
        Recipe,    ///< what a bundle is made of (docs/recipes.md)
        Snapshot,  ///< what an install was, by Portico, ComfyUI-Manager or Comfy Desktop
        Catalogue, ///< a team's list of builds (docs/catalogue.md)
        Link,      ///< portico://…, not read yet
    };

    Kind kind = Kind::Bundle;
    QString place{}; ///< absolute path, address or link

    friend bool operator==(const Given &, const Given &) = default;
};

/** What it is: paths are looked at, and of a JSON file the beginning is read. NotFound: no such
 *  file or folder; InvalidInput: nothing that could be one. */
Result<Given> givenFrom(const QString &text);

/** The same thing said in a way that does not depend on the folder of this process. */
QString wherever(const QString &given);

} // namespace portico::app
