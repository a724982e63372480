// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"
#include "core/installs/install.h"

namespace portico {

/** What was recognised in a folder. Paths are relative to it, with '/'; "" is the folder itself. */
struct RecognisedLayout
{
    BundleLayout layout = BundleLayout::Anymatix;
    QString root;        ///< the folder that holds both below: "", "anymatix", ...
    QString comfyFolder; ///< holds main.py
    QString python;      ///< the interpreter

    friend bool operator==(const RecognisedLayout &, const RecognisedLayout &) = default;
};

/**
 * Looks at names and at the interpreter's file header, runs nothing. Knows the four layouts, at the
 * folder's top or one level deeper.
 *
 * Errors: Refused when it is none of them (says what was looked for and what lies at the top),
 * Unsupported when the interpreter is for another system or processor (names both).
 */
Result<RecognisedLayout> recogniseLayout(const QString &folder, Os os, Architecture architecture);

} // namespace portico
