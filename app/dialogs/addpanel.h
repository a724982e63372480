// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/setup.h"

#include <QWidget>

namespace portico::app {

/** One way to add ComfyUI: a part of the Add dialog that knows when it is complete. */
class AddPanel : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual bool isComplete() const = 0;
    /** What is still wrong, or should be known, as a sentence; empty when all is well. */
    virtual QString remark() const = 0;
    /** What it is called when the person gives no name. */
    virtual QString usualName() const = 0;
    /** Only when it is complete; `name` may be empty. */
    virtual SetUpPlan plan(const QString &name) const = 0;
    /** Where typing begins. */
    virtual QWidget *firstField() const = 0;

signals:
    void changed();
    /** The choice was made for good, as by a double click. */
    void decided();
};

} // namespace portico::app
