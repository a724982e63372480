// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/setup.h"
#include "app/widgets/taborder.h"
#include "core/installs/adoptfolder.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace portico::app {

class AddPanel;
class Advice;
class BuildsPanel;
class ComposePanel;
class PlacePanel;

/** Every way to add ComfyUI: a build of the catalogue, one put together from its parts, a bundle
 *  the person knows the place of, or a folder they have; and what to call it. */
class AddDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    enum Source { Builds, Compose, File, Address, Folder };

    AddDialog(Advice &advice, Source source, const QString &place, QWidget *parent);

    /** Columns of builds are as they were made last time; once, before it is shown. */
    void keepTable(SettingsStore &settings);

    /** A build of the catalogue, chosen as soon as it is listed. */
    void chooseBuild(const QString &id);
    /** A tag, branch or commit, to be put together. */
    void chooseVersion(const QString &ref);

signals:
    void planned(const portico::app::SetUpPlan &plan);
    void folderChosen(const portico::AdoptRequest &request);

private:
    void buildTabs(Source source);
    void refresh();
    void showSource();
    void finish();
    Source source() const;
    AddPanel *panel() const;

    QTabBar *m_sources;
    QStackedWidget *m_panels;
    BuildsPanel *m_builds;
    ComposePanel *m_compose;
    PlacePanel *m_place;
    QLineEdit *m_name;
    QLabel *m_remark;
    QPushButton *m_add;
};

} // namespace portico::app
