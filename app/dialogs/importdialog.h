// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"
#include "core/base/identifiers.h"
#include "core/installs/install.h"

class QComboBox;

namespace portico::app {

/** A snapshot's file was opened: which install is to become so? A plan is shown before anything
 *  changes. */
class ImportDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    /** `installs` is not empty; `usual` is chosen at first. */
    ImportDialog(const QString &file, const QList<Install> &installs, const InstallId &usual,
                 QWidget *parent);

signals:
    void chosen(const portico::InstallId &id);

private:
    QComboBox *m_installs;
};

} // namespace portico::app
