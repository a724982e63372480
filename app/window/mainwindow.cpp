// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/window/mainwindow.h"

#include "app/models/appupdates.h"
#include "app/models/sessions.h"
#include "app/pages/bundlespage.h"
#include "app/pages/computerpage.h"
#include "app/pages/diskpage.h"
#include "app/pages/firststartpage.h"
#include "app/pages/installpage.h"
#include "app/pages/networkpage.h"
#include "app/pages/settingspage.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/activitypane.h"
#include "app/widgets/card.h"
#include "app/widgets/taborder.h"
#include "app/window/pagearea.h"
#include "core/installs/installstore.h"
#include "core/settings/settingsstore.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostNotices = 3;

} // namespace

MainWindow::MainWindow(const Context &context)
    : m_context(context)
    , m_installs(context.installs, context.sessions)
    , m_tray(context.installs, context.sessions, context.settings)
    , m_systemNotices(context.jobs, context.installs, context.sessions, context.settings)
    , m_sidebar(new Sidebar(m_installs, this))
    , m_pages(new QStackedWidget(this))
    , m_activity(new ActivityPane(context.jobs, this))
{
    setWindowTitle(tr("Portico"));
    setAcceptDrops(true);
    setMinimumSize(720, 480);
    build();
    connectSidebar();
    addShortcuts();
    connectDesktop();
    resize(1120, 720);
    restoreGeometry(m_context.settings.get(settings::kWindowGeometry));
    const QList<Install> installs = m_context.installs.installs();
    if (installs.isEmpty())
        showCurrent();
    else
        showInstall(installs.constFirst().id);
    m_closeLimit.setSingleShot(true);
    m_closeLimit.setInterval(3'000);
    connect(&m_closeLimit, &QTimer::timeout, this, [this] {
        m_mayClose = true;
        close();
    });
}

void MainWindow::build()
{
    auto *centre = new QWidget(this);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    m_notices = new QVBoxLayout;
    m_notices->setSpacing(space::kSmall);
    right->addLayout(m_notices);
    right->addWidget(new PageArea(m_pages, this), 1);
    right->addWidget(m_activity);
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addLayout(right, 1);
    setCentralWidget(centre);
    connect(&m_context.sessions, &Sessions::failed, this, &MainWindow::tellFailure);
    connect(&m_context.installs, &InstallStore::broke, this,
            [this](const InstallId &, const Error &error) { notify(error); });
    connect(&m_context.settings, &SettingsStore::saveFailed, this, &MainWindow::notify);
    connect(&m_context.settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key == settings::kLanguage.key)
            changeLanguage();
    });
    connect(&m_context.updates, &AppUpdates::changed, this, &MainWindow::showUpdate);
    showUpdate(); // in another language than before
    connect(&m_context.setUp, &SetUp::finished, this, &MainWindow::takeSetUp);
    connect(&m_installs, &InstallsModel::renameFailed, this, &MainWindow::notify);
    connect(&m_context.installs, &InstallStore::removed, this, &MainWindow::showCurrent);
    connect(&m_context.installs, &InstallStore::added, this, [this](const InstallId &id) {
        if (m_pages->currentWidget() == m_firstStart)
            showInstall(id);
    });
}

void MainWindow::connectSidebar()
{
    connect(m_sidebar, &Sidebar::installChosen, this, &MainWindow::showInstall);
    connect(m_sidebar, &Sidebar::placeChosen, this, &MainWindow::showPlace);
    connect(m_sidebar, &Sidebar::addBuildRequested, this,
            [this] { askToAdd(AddDialog::Builds, {}); });
    connect(m_sidebar, &Sidebar::composeRequested, this,
            [this] { askToAdd(AddDialog::Compose, {}); });
    connect(m_sidebar, &Sidebar::addFileRequested, this, &MainWindow::chooseFile);
    connect(m_sidebar, &Sidebar::addAddressRequested, this,
            [this] { askToAdd(AddDialog::Address, {}); });
    connect(m_sidebar, &Sidebar::addFolderRequested, this,
            [this] { askToAdd(AddDialog::Folder, {}); });
    connect(m_sidebar, &Sidebar::startRequested, this, [this] { installPage().pressStart(); });
    connect(m_sidebar, &Sidebar::renameRequested, this, [this] { installPage().beginRename(); });
    connect(m_sidebar, &Sidebar::duplicateRequested, this, &MainWindow::duplicate);
    connect(m_sidebar, &Sidebar::migrateRequested, this, &MainWindow::migrate);
    connect(m_sidebar, &Sidebar::bundleRequested, this, [this] {
        const InstallId id = m_sidebar->selected();
        m_sidebar->select(Sidebar::Place::Bundles);
        bundlesPage().makeOf(id);
    });
    connect(m_sidebar, &Sidebar::removeRequested, this, &MainWindow::askToRemove);
    connect(m_sidebar, &Sidebar::guideRequested, this, [this] { openGuide({}, this); });
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, void (MainWindow::*act)()) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, act);
    };
    add(QKeySequence::Open, &MainWindow::chooseFile);
    const auto onInstall = [this](const QKeySequence &keys, void (InstallPage::*act)()) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, [this, act] {
            if (m_install && m_pages->currentWidget() == m_install)
                (m_install->*act)();
        });
    };
    onInstall(QKeySequence::Find, &InstallPage::find);
    onInstall(QKeySequence(u"Ctrl+L"_s), &InstallPage::showLog);
    onInstall(QKeySequence(u"F2"_s), &InstallPage::beginRename);
    add(QKeySequence::Quit, &MainWindow::quit);
    connect(new QShortcut(QKeySequence::HelpContents, this), &QShortcut::activated, this,
            [this] { openGuide({}, this); });
}

/** The tray and the system's notifications. */
void MainWindow::connectDesktop()
{
    connect(&m_tray, &Tray::openRequested, this, [this] { comeForward(); });
    connect(&m_tray, &Tray::quitRequested, this, &MainWindow::quit);
    connect(&m_tray, &Tray::failed, this, &MainWindow::notify);
    connect(&m_systemNotices, &Notices::jobChosen, this,
            [this](const Job *job, const QString &activation) {
                comeForward(activation);
                m_activity->reveal(job);
            });
    connect(&m_systemNotices, &Notices::installChosen, this,
            [this](const InstallId &id, const QString &activation) {
                comeForward(activation);
                showInstall(id);
            });
}

InstallPage &MainWindow::installPage()
{
    if (!m_install) {
        m_install = new InstallPage(m_context, this);
        m_pages->addWidget(m_install);
        connect(m_install, &InstallPage::failed, this, &MainWindow::notify);
        connect(m_install, &InstallPage::freshRequested, this, &MainWindow::askForVersion);
        connect(m_install, &InstallPage::diskRequested, m_sidebar,
                [this] { m_sidebar->select(Sidebar::Place::Disk); });
    }
    return *m_install;
}

BundlesPage &MainWindow::bundlesPage()
{
    if (!m_bundles) {
        m_bundles = new BundlesPage(m_context, this);
        m_pages->addWidget(m_bundles);
    }
    return *m_bundles;
}

void MainWindow::showInstall(const InstallId &id)
{
    if (!m_context.installs.find(id))
        return;
    m_sidebar->select(id);
    if (installPage().install() != id)
        installPage().setInstall(id);
    m_pages->setCurrentWidget(m_install);
    const Install *install = m_context.installs.find(id);
    setWindowTitle(tr("%1 – Portico", "name of an install").arg(install->name));
}

void MainWindow::showPlace(Sidebar::Place place)
{
    setWindowTitle(tr("Portico"));
    switch (place) {
    case Sidebar::Place::Computer:
        if (!m_computer) {
            m_computer = new ComputerPage(m_context, this);
            m_pages->addWidget(m_computer);
        }
        m_pages->setCurrentWidget(m_computer);
        break;
    case Sidebar::Place::Bundles:
        m_pages->setCurrentWidget(&bundlesPage());
        break;
    case Sidebar::Place::Network:
        if (!m_network) {
            m_network = new NetworkPage(m_context, this);
            m_pages->addWidget(m_network);
        }
        m_pages->setCurrentWidget(m_network);
        break;
    case Sidebar::Place::Disk:
        if (!m_disk) {
            m_disk = new DiskPage(m_context, this);
            m_pages->addWidget(m_disk);
        }
        m_pages->setCurrentWidget(m_disk);
        break;
    case Sidebar::Place::Settings:
        if (!m_settings) {
            m_settings = new SettingsPage(m_context, this);
            m_pages->addWidget(m_settings);
        }
        m_pages->setCurrentWidget(m_settings);
        break;
    case Sidebar::Place::Nowhere:
        showCurrent();
        break;
    }
}

/** After an install went, or at the start: the first install, or the page that invites to add. */
void MainWindow::showCurrent()
{
    if (m_install && m_pages->currentWidget() == m_install
        && m_context.installs.find(m_install->install()))
        return;
    const QList<Install> installs = m_context.installs.installs();
    if (!installs.isEmpty()) {
        if (m_pages->currentWidget() == m_install || m_pages->currentWidget() == m_firstStart)
            showInstall(installs.constFirst().id);
        return;
    }
    setWindowTitle(tr("Portico"));
    m_pages->setCurrentWidget(&firstStart());
}

/** The install's own page tells a start that failed by itself; one telling is enough. */
void MainWindow::tellFailure(const InstallId &id, const Error &error)
{
    const bool isTold = m_context.sessions.status(id).failure == error;
    if (isTold && m_install && m_pages->currentWidget() == m_install && m_install->install() == id)
        m_install->showTab(InstallPage::Overview);
    else
        notify(error);
}

FirstStartPage &MainWindow::firstStart()
{
    if (!m_firstStart) {
        m_firstStart = new FirstStartPage(m_context, this);
        m_pages->addWidget(m_firstStart);
        connect(m_firstStart, &FirstStartPage::buildsRequested, this,
                [this] { askToAdd(AddDialog::Builds, {}); });
        connect(m_firstStart, &FirstStartPage::fileRequested, this,
                [this] { askToAdd(AddDialog::File, {}); });
        connect(m_firstStart, &FirstStartPage::folderRequested, this,
                [this] { askToAdd(AddDialog::Folder, {}); });
        connect(m_firstStart, &FirstStartPage::selfCheckRequested, this, [this] {
            m_sidebar->select(Sidebar::Place::Computer);
            m_computer->startSelfCheck();
        });
        connect(m_firstStart, &FirstStartPage::libraryChosen, this, &MainWindow::libraryChosen);
    }
    return *m_firstStart;
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return moveFocus(this, next ? TabDirection::Forth : TabDirection::Back);
}

void MainWindow::notify(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    auto *card = new MessageCard(CardTone::Failure, this);
    card->setError(error);
    addNotice(card);
}

void MainWindow::addNotice(MessageCard *card)
{
    while (m_notices->count() >= kMostNotices)
        delete m_notices->takeAt(0)->widget();
    card->addCloseButton();
    m_notices->addWidget(card);
    m_notices->setContentsMargins(space::kHuge, space::kMedium, space::kHuge, 0);
    connect(
        card, &MessageCard::closed, this,
        [this, card] {
            delete card;
            if (m_notices->count() == 0)
                m_notices->setContentsMargins(0, 0, 0, 0);
        },
        Qt::QueuedConnection);
}

} // namespace portico::app
