// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/versionsmodel.h"
#include "app/widgets/taborder.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeView;
class QVBoxLayout;

namespace portico {
class SettingsStore;
}

namespace portico {
struct Install;
struct UpdateRequest;
} // namespace portico

namespace portico::app {

class Advice;
class NotesView;

/** The releases of ComfyUI for an install: dates, notes, tracks, and what going to one needs. */
class VersionDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    VersionDialog(Advice &advice, const Install &install, QWidget *parent);

    /** Its columns are as they were made last time; once, before it is shown. */
    void keepTable(SettingsStore &settings);

signals:
    /** The install itself is to go to that version. */
    void updateRequested(const QString &tag);
    /** The same, to what else it is made of; without the install. */
    void changeRequested(const portico::UpdateRequest &request, const QString &title);
    /** A fresh install at that version: of the bundle with that id, else put together. */
    void freshRequested(const QString &bundleId, const QString &tag);

private:
    void buildTable();
    void buildLists(QVBoxLayout *column);
    void buildButtons(QVBoxLayout *column);
    void refresh();
    void showState();
    void showChosen();
    const ComfyRelease *chosen() const;

    Advice &m_advice;
    const QString m_current; ///< version of the install
    const bool m_canUpdate;  ///< it is not a folder of the person's own
    VersionsModel m_model;
    QLabel *m_state;
    QTreeView *m_table;
    QCheckBox *m_prereleases;
    NotesView *m_notes;
    QPushButton *m_link;
    QLabel *m_needs;
    QPushButton *m_fresh;
    QPushButton *m_update;
};

} // namespace portico::app
