// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"

#include <QWidget>

class QVBoxLayout;

namespace portico::app {

/** The GPUs of a computer, each with what is known of it. Shows values; asks nobody. */
class GpuList final : public QWidget
{
    Q_OBJECT

public:
    explicit GpuList(QWidget *parent = nullptr);
    /** `chosen`: position of the GPU that decides, marked. */
    void show(const QList<Gpu> &gpus, std::optional<qsizetype> chosen);

private:
    void addGpu(const Gpu &gpu, Qt::CheckState mark);
    QVBoxLayout *m_column;
};

/** Which build suits, why, and what would change it. */
class ChoiceView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChoiceView(QWidget *parent = nullptr);
    void show(const AcceleratorChoice &choice);

private:
    QVBoxLayout *m_column;
};

} // namespace portico::app
