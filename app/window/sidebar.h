// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/style/icons.h"
#include "core/base/identifiers.h"

#include <QWidget>

class QListView;
class QPushButton;
class QToolButton;

namespace portico::app {

class InstallsModel;

/** The left side: Add, the installs, and the pages that belong to no install. */
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    enum class Place { Nowhere, Computer, Bundles, Network, Disk, Settings };

    explicit Sidebar(InstallsModel &installs, QWidget *parent = nullptr);

    void select(const InstallId &id);
    void select(Place place);
    InstallId selected() const;

signals:
    void addBuildRequested();
    void composeRequested();
    void addFileRequested();
    void addAddressRequested();
    void addFolderRequested();
    void installChosen(const portico::InstallId &id);
    void placeChosen(portico::app::Sidebar::Place place);
    void startRequested();
    void renameRequested();
    void duplicateRequested();
    void migrateRequested();
    void removeRequested();
    void bundleRequested();
    void guideRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeScroll(QWidget *content);
    QPushButton *makeAddButton();
    void showMenu(const QPoint &position);
    QToolButton *makePlace(const QString &text, IconName icon, Place place);
    QToolButton *makeGuide();
    QToolButton *makeEntry(const QString &text, IconName icon);

    InstallsModel &m_installs;
    QListView *m_list;
    QToolButton *m_computer;
    QToolButton *m_bundles;
    QToolButton *m_network;
    QToolButton *m_disk;
    QToolButton *m_settings;
};

} // namespace portico::app
