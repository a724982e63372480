// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/computer.h"

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace portico::app {

/**
 * The GPUs that an install may use, one checkbox each. All of them is the same as no pick; one at
 * least stays. What was picked elsewhere and is not among them (a UUID, a GPU that is not here) has
 * a checkbox too. Shows values; asks nobody.
 */
class GpuBoxes final : public QWidget
{
    Q_OBJECT

public:
    explicit GpuBoxes(QWidget *parent = nullptr);

    /** `pick` as in InstallSettings::gpus: "1", "0,2"; empty: all. */
    void show(const QList<Gpu> &gpus, const QString &pick);
    QString pick() const { return m_pick; }

signals:
    /** The person chose. */
    void chosen();

private:
    void addBox(const QString &text, const QString &value);
    void take(QCheckBox *box, const QString &value);

    QVBoxLayout *m_column;
    QLabel *m_none;
    QList<QCheckBox *> m_boxes;
    QStringList m_values; ///< of the boxes
    QString m_pick;
};

} // namespace portico::app
