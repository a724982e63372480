// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/repair/repairplan.h"

#include <QWidget>

class QVBoxLayout;

namespace portico::app {

/** What a repair would do, step by step: what, why, from where, and what stands in its way. */
class RepairSteps final : public QWidget
{
    Q_OBJECT

public:
    explicit RepairSteps(QWidget *parent = nullptr);

    void setPlan(const RepairPlan &plan);

private:
    void addStep(int number, const RepairStep &step);

    QVBoxLayout *m_column;
};

} // namespace portico::app
