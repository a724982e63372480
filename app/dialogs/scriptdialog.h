// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/installscript.h"

#include <QDialog>

namespace portico::app {

/** The whole install.py of a pack, to be read before anybody agrees to run it. */
class ScriptDialog final : public QDialog
{
    Q_OBJECT

public:
    ScriptDialog(const QString &pack, const InstallScript &script, QWidget *parent);
};

} // namespace portico::app
