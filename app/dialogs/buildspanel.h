// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/addpanel.h"
#include "app/models/cataloguemodel.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace portico {
class SettingsStore;
}

namespace portico::app {

class Advice;

/** The catalogue as a table, by source: the recommended build first, what does not fit greyed with
 *  the reason. Usable while the sources are being asked and when none answers. */
class BuildsPanel final : public AddPanel
{
    Q_OBJECT

public:
    BuildsPanel(Advice &advice, QWidget *parent);

    /** Its columns are as they were made last time; once, before it is shown. */
    void keepTable(SettingsStore &settings);

    /** Chooses the bundle with that id as soon as it is listed. */
    void choose(const QString &id);

    bool isComplete() const override;
    QString remark() const override;
    QString usualName() const override;
    SetUpPlan plan(const QString &name) const override;
    QWidget *firstField() const override;

private:
    void buildTable();
    void refresh();
    void showState();
    void spanGroups();
    static QString trackText(const CatalogueEntry &entry); ///< empty: its team does not say
    void showChosen();
    const CatalogueRow *chosen() const;

    Advice &m_advice;
    CatalogueModel m_model;
    CatalogueFilter m_filter;
    QString m_wanted; ///< chosen as soon as it is there
    QLineEdit *m_words;
    QCheckBox *m_fitting;
    QPushButton *m_again;
    QTreeView *m_table;
    QLabel *m_state;
    QLabel *m_detail;
    QPushButton *m_page; ///< opens what its publisher says about the chosen build
};

} // namespace portico::app
