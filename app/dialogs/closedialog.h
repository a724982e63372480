// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"

#include <QStringList>

class QCheckBox;

namespace portico::app {

/** Closing while something works: keep sessions running, stop them, or stay. */
class CloseDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    enum class Answer { KeepRunning, Stop };
    /** What keeping running means: without Portico, or with it in the system's tray. */
    enum class Keeping { Detached, InTray };

    /** Names of running installs, and titles of unfinished jobs; not both empty. */
    CloseDialog(const QStringList &running, const QStringList &jobs, Keeping keeping,
                QWidget *parent);
    bool isForAlways() const;

signals:
    void answered(portico::app::CloseDialog::Answer answer);

private:
    QCheckBox *m_always;
};

} // namespace portico::app
