// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"

class QComboBox;

namespace portico::app {

struct Context;
class FolderField;
class SourceRows;
class UpdateRows;

/** The settings of the program: library, colours, closing, updates of
 *  Portico, sources of the catalogue. Each counts at once and is saved by
 *  itself; those of networks have a page of their own. */
class SettingsPage final : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(const Context &context, QWidget *parent = nullptr);

    /** A list of builds that the person agreed to: asked, added and told where these are. */
    void addSource(const QString &file);
    /** Scrolls to what is said of newer Porticos. */
    void showUpdates();

private:
    void buildLibrary();
    void buildWindow();
    void addLanguage(QVBoxLayout *card);
    void buildPackages();
    void buildCatalogue();
    QLabel *addChoice(QVBoxLayout *card, const QString &name, QWidget *field);

    const Context &m_context;
    FolderField *m_library;
    QLabel *m_libraryNote;
    QComboBox *m_theme;
    QComboBox *m_closing;
    QComboBox *m_cooldown = nullptr;
    SourceRows *m_sources = nullptr;
    UpdateRows *m_updates; ///< scrolled to when a notice leads here
};

} // namespace portico::app
