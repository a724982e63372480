// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/extras.h"
#include "core/nodes/packsource.h"

#include <QWidget>

#include <optional>

namespace portico::app {

/** Which extras the install is to have. */
struct ExtrasOrder
{
    ExtrasProfile profile{}; ///< empty, and no file: it has none any more
    QString file{};          ///< a profile that a worker reads
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;

    friend bool operator==(const ExtrasOrder &, const ExtrasOrder &) = default;
};

/** Which packs the person wants: known ones, or words that a worker makes sense of. */
struct PackOrder
{
    QList<PackSource> sources{};
    QString typed{};                     ///< as packSources() takes it; empty: `sources` say it all
    std::optional<ExtrasOrder> extras{}; ///< instead of packs

    friend bool operator==(const PackOrder &, const PackOrder &) = default;
};

/** One way to choose node packs: a part of the dialog that knows when it is complete. */
class PackPanel : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual bool isComplete() const = 0;
    /** What is wrong or should be known, as a sentence; empty when all is well. */
    virtual QString remark() const = 0;
    /** Only when it is complete. */
    virtual PackOrder order() const = 0;
    /** Where typing begins. */
    virtual QWidget *firstField() const = 0;

signals:
    void changed();
    /** The choice was made for good, as by a double click. */
    void decided();
};

} // namespace portico::app
