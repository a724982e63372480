// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/context.h"
#include "app/desktop/notices.h"
#include "app/desktop/tray.h"
#include "app/dialogs/adddialog.h"
#include "app/dialogs/closedialog.h"
#include "app/models/installsmodel.h"
#include "app/models/setup.h"
#include "app/widgets/helplink.h"
#include "app/window/sidebar.h"
#include "core/installs/removeinstall.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QStackedWidget;
class QVBoxLayout;

namespace portico::app {

class ActivityPane;
class BundlesPage;
class ComputerPage;
class DiskPage;
class FirstStartPage;
class GuideWindow;
class InstallPage;
class MessageCard;
class NetworkPage;
class SettingsPage;

/**
 * Puts the parts together: sidebar, the page that was chosen, notices above it, activity below it.
 * Pages are made when they are first shown.
 */
class MainWindow final : public QMainWindow, public GuideDoor
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    explicit MainWindow(const Context &context);

    /** Shows a failure above the page until it is closed. */
    void notify(const Error &error);
    void showInstall(const InstallId &id);
    void showPlace(Sidebar::Place place);
    /** Shows a page as if it had been chosen in the sidebar. */
    void openPlace(Sidebar::Place place) { m_sidebar->select(place); }
    /** Adds a bundle or folder that was given or dropped: asks first. */
    void askToAdd(AddDialog::Source source, const QString &place);

    /** Whatever came from outside (app/desktop/given.h): asks what fits it. */
    void takeGiven(const QString &text);
    /** Shown, above the others and with the focus, as far as the system lets it; `activation` is
     *  the desktop's leave for that and may be empty. */
    void comeForward(const QString &activation = {});

    /** Whether its icon in the tray leads to it. */
    bool isInTray() const { return m_tray.isShown(); }

    /** Ends Portico, also where closing the window would keep it in the tray: asks first where
     *  something works. */
    void quit();
    /** Closes without a question, as the system asks programs to end: nobody may be there to
     * answer. Jobs are cancelled; running ComfyUIs stay where the person always wants that. */
    void closeNow();

    InstallPage &installPage();
    BundlesPage &bundlesPage();
    void openGuide(const QString &anchor, QWidget *from) override;

signals:
    /** It is closed for good: nothing more is taken from outside. */
    void closed();
    /** The person chose another library: the window is built anew on it. */
    void libraryChosen(const QString &folder);
    /** The settings name another language, and no work or question of this window would be lost:
     *  it is built anew in that language. */
    void languageChosen();

protected:
    bool focusNextPrevChild(bool next) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void addNotice(MessageCard *card);
    void showUpdate();
    void connectSidebar();
    void addShortcuts();
    void connectDesktop();
    void showCurrent();
    FirstStartPage &firstStart();
    void tellFailure(const InstallId &id, const Error &error);
    void askForVersion(const QString &bundleId, const QString &tag);
    AddDialog &openAddDialog(AddDialog::Source source, const QString &place);
    void adopt(const AdoptRequest &request);
    void takeAdded(const Result<Install> &install);
    void takeSetUp(const Install &install, AfterSetUp after);
    void duplicate();
    void migrate();
    void askToRemove();
    void remove(const RemoveRequest &request);
    void chooseFile();
    void takeLink(const QString &text);
    void askOutside(QDialog *question);
    void askForBuild(const QString &id);
    void askToOpen(const QString &name);
    void openRecipe(const QString &file);
    void openSnapshot(const QString &file);
    void openCatalogue(const QString &file);
    void closeWith(CloseDialog::Answer answer, CloseDialog::Keeping keeping);
    void saveGeometryNow();
    void changeLanguage();

    const Context &m_context;
    InstallsModel m_installs;
    Tray m_tray;
    Notices m_systemNotices;
    Sidebar *m_sidebar;
    QVBoxLayout *m_notices;
    QStackedWidget *m_pages;
    ActivityPane *m_activity;
    FirstStartPage *m_firstStart = nullptr;
    InstallPage *m_install = nullptr;
    ComputerPage *m_computer = nullptr;
    BundlesPage *m_bundles = nullptr;
    NetworkPage *m_network = nullptr;
    DiskPage *m_disk = nullptr;
    SettingsPage *m_settings = nullptr;
    QPointer<GuideWindow> m_guide;
    QPointer<MessageCard> m_updateNotice;
    QPointer<QDialog> m_outside; ///< the question of a link, until it is answered
    bool m_mayClose = false;
    bool m_isQuitting = false; ///< the tray keeps nothing this time
    QTimer m_closeLimit;       ///< how long a hand-over of sessions may take
};

} // namespace portico::app
