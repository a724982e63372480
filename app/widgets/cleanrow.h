// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/cleaning.h"

#include <QWidget>

class QPushButton;

namespace portico::app {

/** One kind of things that nobody needs: what they are, how many, how large, and a button that asks
 *  for them to go. */
class CleanRow final : public QWidget
{
    Q_OBJECT

public:
    CleanRow(CleanKind kind, const CleanPlan &plan, QWidget *parent);

    void setWorking(bool isWorking);

    /** What it means that things of this kind go: whole sentences. */
    static QString meaning(CleanKind kind);

signals:
    void cleanRequested(portico::CleanKind kind);

private:
    QPushButton *m_clean;
};

} // namespace portico::app
