// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/base/identifiers.h"
#include "core/updates/workflowresults.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace portico::app {

struct Context;

/** The test workflows of an install: what an update must work off before its switch. Files are
 * added by a button or dropped; all of them are tried at once, and how that went stays beside each.
 */
class TestWorkflowRows final : public QWidget
{
    Q_OBJECT

public:
    explicit TestWorkflowRows(const Context &context, QWidget *parent = nullptr);

    void setInstall(const InstallId &id);

signals:
    void failed(const portico::Error &error);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void look();
    void addRow(const QString &name, const WorkflowResult *result);
    void chooseFiles();
    void add(const QStringList &files);
    void remove(const QString &name);
    void tryAll();

    const Context &m_context;
    InstallId m_id;
    QLabel *m_nothing;
    QVBoxLayout *m_rows;
    QPushButton *m_add;
    QPushButton *m_try;
    bool m_isTrying = false;
};

} // namespace portico::app
