// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/computer.h"
#include "core/installs/install.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace portico::app {

class GpuBoxes;

/** What an install computes on and with which GPUs, chosen by hand among what the computer has.
 *  Shows values; asks nobody. */
class HardwareChoice final : public QWidget
{
    Q_OBJECT

public:
    explicit HardwareChoice(QWidget *parent = nullptr);

    /** `computer` may be null while it is not read. */
    void show(const Install &install, const Computer *computer, Os os);
    /** Puts what stands here into the settings. */
    void write(InstallSettings &settings) const;

signals:
    /** The person chose. */
    void chosen();

private:
    void fillAccelerators(const Install &install);
    void fillGpus(const Install &install, const Computer *computer);

    QComboBox *m_accelerator;
    GpuBoxes *m_gpus;
    QLabel *m_note;
};

} // namespace portico::app
