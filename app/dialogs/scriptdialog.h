// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"
#include "core/nodes/installscript.h"

namespace portico::app {

/** The whole install.py of a pack, to be read before anybody agrees to run it. */
class ScriptDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    ScriptDialog(const QString &pack, const InstallScript &script, QWidget *parent);
};

} // namespace portico::app
