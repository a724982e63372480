// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/plangroups.h"

#include <QTreeWidget>

namespace portico::app {

/** The groups of a plan as a table that is read by keys; what already is there is folded away. */
class PlanTree final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit PlanTree(QWidget *parent = nullptr);

    /** Other words over version and note, and no sizes. */
    void setHeadings(const QString &version, const QString &note);
    void setGroups(const QList<PlanGroup> &groups);

signals:
    /** The sentences about the line that the person is on; empty where there are none. */
    void lineChosen(const QString &more);
    /** It is one of PlanPart::Unmet: which of the plan's. */
    void unmetChosen(qsizetype index);

private:
    void addGroup(const PlanGroup &group);
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
};

} // namespace portico::app
