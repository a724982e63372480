// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"

class QComboBox;
class QLineEdit;

namespace portico::app {

struct Context;
class FolderField;

/** The settings of the program: library, colours, closing, network. Each counts at once and is
 *  saved by itself. */
class SettingsPage final : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(const Context &context, QWidget *parent = nullptr);

private:
    void buildLibrary();
    void buildWindow();
    void buildNetwork();
    QLabel *addChoice(QVBoxLayout *card, const QString &name, QWidget *field);
    void saveProxy();
    void showProxy();

    const Context &m_context;
    FolderField *m_library;
    QLabel *m_libraryNote;
    QComboBox *m_theme;
    QComboBox *m_closing;
    QComboBox *m_proxyMode;
    QWidget *m_proxyAddress;
    QLineEdit *m_proxyHost;
    QLineEdit *m_proxyPort;
    QLabel *m_proxyNote;
};

} // namespace portico::app
