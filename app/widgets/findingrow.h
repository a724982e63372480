// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/verdict.h"

#include <QWidget>

class QLabel;

namespace portico::app {

/** What the button of a finding says; empty: nothing repairs it by a press. */
QString repairText(RepairKind kind);

/** One thing that is wrong with an environment: what it is, what it means, what repairs it. */
class FindingRow final : public QWidget
{
    Q_OBJECT

public:
    FindingRow(const Finding &finding, QWidget *parent);

signals:
    void repairRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    const Weight m_weight;
    QLabel *m_icon;
};

} // namespace portico::app
