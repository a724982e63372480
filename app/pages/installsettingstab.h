// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"
#include "core/base/error.h"
#include "core/base/identifiers.h"
#include "core/installs/install.h"

#include <QTimer>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace portico::app {

struct Context;
class FolderField;
class HardwareChoice;
class PortField;
class TestWorkflowRows;

/** What one install can be told: port, start, folders, arguments, environment; and the command that
 *  comes out of it. Every change is saved when the field is left. */
class InstallSettingsTab final : public Page
{
    Q_OBJECT

public:
    explicit InstallSettingsTab(const Context &context, QWidget *parent = nullptr);

    void setInstall(const InstallId &id);

signals:
    void failed(const portico::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildStart();
    void buildHardware();
    void buildFolders();
    void buildArguments();
    void buildLayout(QVBoxLayout *card);
    void buildTests();
    void buildCommand();
    QPlainTextEdit *makeLines(const QString &name, const QString &placeholder);
    void refresh();
    void save();
    void showCommand();
    InstallSettings written() const;
    /** The first line that is no NAME=value; empty if all are. */
    QString wrongVariable() const;

    const Context &m_context;
    InstallId m_id;
    bool m_isFilling = false;
    PortField *m_port;
    QComboBox *m_start;
    HardwareChoice *m_hardware;
    FolderField *m_output;
    FolderField *m_input;
    FolderField *m_user;
    QPlainTextEdit *m_models;
    QPlainTextEdit *m_arguments;
    QPlainTextEdit *m_environment;
    QComboBox *m_layout = nullptr; ///< of the data folder
    TestWorkflowRows *m_tests = nullptr;
    QLabel *m_problem;
    QLabel *m_command;
    QTimer m_soon; ///< shows the command a moment after typing
};

} // namespace portico::app
