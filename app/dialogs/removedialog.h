// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"
#include "core/installs/removeinstall.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QTreeWidget;

namespace portico::app {

struct Context;

/** Lists exactly what removing an install takes away, with sizes, before anything is touched. */
class RemoveDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    RemoveDialog(const Context &context, const Install &install, QWidget *parent);

signals:
    void chosen(const portico::RemoveRequest &request);

private:
    void showPlan(const RemovalPlan &plan);
    void showTotal();
    RemoveRequest request() const;

    const Context &m_context;
    const Install m_install;
    RemovalPlan m_plan;
    QLabel *m_words;
    QTreeWidget *m_items;
    QLabel *m_untouched;
    QCheckBox *m_keep;
    QRadioButton *m_trash;
    QRadioButton *m_delete;
    QPushButton *m_remove;
};

} // namespace portico::app
