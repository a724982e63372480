// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What the window does on request: add, adopt, remove, close; and that it tells of a newer Portico.
#include "app/dialogs/guidewindow.h"
#include "app/dialogs/migrateflow.h"
#include "app/dialogs/removedialog.h"
#include "app/models/appupdates.h"
#include "app/models/sessions.h"
#include "app/pages/settingspage.h"
#include "app/services.h"
#include "app/widgets/card.h"
#include "app/window/mainwindow.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"
#include "core/storage/duplicateinstall.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QPushButton>

namespace portico::app {

using namespace Qt::StringLiterals;

void MainWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a bundle"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Bundles (*.zip *.7z *.001 *.tar *.tar.gz "
                               "*.tgz *.tar.xz *.tar.zst)"),
                            tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { askToAdd(AddDialog::File, path); });
    dialog->open();
}

/** One guide at a time. It belongs to the window that asked: a question shuts out all others. */
void MainWindow::openGuide(const QString &anchor, QWidget *from)
{
    QWidget *const owner = from->window();
    if (m_guide && m_guide->parentWidget() != owner)
        delete m_guide;
    if (!m_guide)
        m_guide = new GuideWindow(owner);
    m_guide->showTopic(anchor);
    m_guide->show();
    m_guide->raise();
    m_guide->activateWindow();
}

AddDialog &MainWindow::openAddDialog(AddDialog::Source source, const QString &place)
{
    auto *dialog = new AddDialog(m_context.advice, source, place, this);
    dialog->keepTable(m_context.settings);
    connect(dialog, &AddDialog::planned, &m_context.setUp, &SetUp::begin);
    connect(dialog, &AddDialog::folderChosen, this, &MainWindow::adopt);
    dialog->open();
    return *dialog;
}

void MainWindow::askToAdd(AddDialog::Source source, const QString &place)
{
    openAddDialog(source, place);
}

void MainWindow::askForVersion(const QString &bundleId, const QString &tag)
{
    AddDialog &dialog = openAddDialog(AddDialog::Builds, {});
    if (bundleId.isEmpty())
        dialog.chooseVersion(tag);
    else
        dialog.chooseBuild(bundleId);
}

void MainWindow::adopt(const AdoptRequest &request)
{
    m_context.jobs.start<Install>(
        {.title = tr("Take in %1").arg(QDir::toNativeSeparators(request.folder)),
         .exclusiveKey = {}},
        [services = m_context.services.add(), request](const JobContext &job) {
            return adoptFolder(services, request, job);
        },
        this, [this](const Result<Install> &install) { takeAdded(install); });
}

void MainWindow::takeAdded(const Result<Install> &install)
{
    m_context.installs.rescan();
    if (install)
        showInstall(install->id);
}

void MainWindow::takeSetUp(const Install &install, AfterSetUp after)
{
    takeAdded(install);
    if (after == AfterSetUp::Start)
        m_context.sessions.start(install.id, {});
}

void MainWindow::duplicate()
{
    const Install *install = m_context.installs.find(m_sidebar->selected());
    if (!install)
        return;
    m_context.jobs.start<Duplicate>(
        {.title = tr("Duplicate %1").arg(install->name),
         .exclusiveKey = u"install/"_s + install->id.toString()},
        [library = m_context.services.library(), id = install->id](const JobContext &job) {
            return duplicateInstall(library, SystemClock(), {.id = id}, job);
        },
        this,
        [this](const Result<Duplicate> &made) {
            if (made)
                takeAdded(made->install);
        });
}

void MainWindow::migrate()
{
    const Install *install = m_context.installs.find(m_sidebar->selected());
    if (!install)
        return;
    auto *flow = new MigrateFlow(m_context, *install, this);
    connect(flow, &MigrateFlow::migrated, this, &MainWindow::takeAdded);
    flow->begin();
}

void MainWindow::askToRemove()
{
    const Install *install = m_context.installs.find(m_sidebar->selected());
    if (!install)
        return;
    if (isRunning(m_context.sessions.status(install->id).state)) {
        notify({.code = ErrorCode::Busy,
                .message = tr("“%1” is running, so it cannot be removed.").arg(install->name),
                .nextStep = tr("Stop it, then remove it."),
                .detail = {}});
        return;
    }
    auto *dialog = new RemoveDialog(m_context, *install, this);
    connect(dialog, &RemoveDialog::chosen, this, &MainWindow::remove);
    dialog->open();
}

void MainWindow::remove(const RemoveRequest &request)
{
    const Install *install = m_context.installs.find(request.id);
    m_context.jobs.start<RemovalOutcome>(
        {.title = tr("Remove %1").arg(install ? install->name : request.id.toString()),
         .exclusiveKey = u"install/"_s + request.id.toString()},
        [services = m_context.services.remove(), request](const JobContext &job) {
            return removeInstall(services, request, job);
        },
        this, [this](const Result<RemovalOutcome> &) { m_context.installs.rescan(); });
}

void MainWindow::saveGeometryNow()
{
    m_context.settings.set(settings::kWindowGeometry, saveGeometry());
}

/** What is under way hands its result to this window, so that it stays until then. */
void MainWindow::changeLanguage()
{
    if (m_context.jobs.isBusy() || QApplication::activeModalWidget()) {
        QTimer::singleShot(500, this, &MainWindow::changeLanguage);
        return;
    }
    saveGeometryNow();
    emit languageChosen();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    using Answer = CloseDialog::Answer;
    using Keeping = CloseDialog::Keeping;
    QStringList running;
    for (const InstallId &id : m_context.sessions.attachedRunning()) {
        const Install *install = m_context.installs.find(id);
        running.append(install ? install->name : id.toString());
    }
    QStringList working;
    for (const Job *job : m_context.jobs.jobs()) {
        if (!job->isFinished())
            working.append(job->title());
    }
    const bool isQuitting = std::exchange(m_isQuitting, false);
    const Keeping keeping = m_tray.isShown() && !isQuitting ? Keeping::InTray : Keeping::Detached;
    if (m_mayClose || (running.isEmpty() && working.isEmpty())) {
        saveGeometryNow();
        event->accept();
        emit closed();
        return;
    }
    event->ignore();
    const CloseBehaviour behaviour = m_context.settings.get(settings::kCloseBehaviour);
    const bool doKeep = behaviour == CloseBehaviour::KeepSessions;
    if (behaviour != CloseBehaviour::Ask
        && (working.isEmpty() || (doKeep && keeping == Keeping::InTray))) {
        closeWith(doKeep ? Answer::KeepRunning : Answer::Stop, keeping);
        return;
    }
    if (!isVisible())
        comeForward(); // the question is seen with its window
    auto *dialog = new CloseDialog(running, working, keeping, this);
    connect(dialog, &CloseDialog::answered, this, [this, dialog, keeping](Answer answer) {
        if (dialog->isForAlways())
            m_context.settings.set(settings::kCloseBehaviour,
                                   answer == Answer::KeepRunning ? CloseBehaviour::KeepSessions
                                                                 : CloseBehaviour::StopSessions);
        closeWith(answer, keeping);
    });
    dialog->open();
}

void MainWindow::quit()
{
    m_isQuitting = true;
    close();
}

void MainWindow::closeNow()
{
    const bool doStay =
        m_context.settings.get(settings::kCloseBehaviour) == CloseBehaviour::KeepSessions
        && !m_context.sessions.attachedRunning().isEmpty();
    closeWith(doStay ? CloseDialog::Answer::KeepRunning : CloseDialog::Answer::Stop,
              CloseDialog::Keeping::Detached);
}

/** A detached session is let go only once its server has said so; an attached one ends with us. */
void MainWindow::closeWith(CloseDialog::Answer answer, CloseDialog::Keeping keeping)
{
    if (answer == CloseDialog::Answer::Stop) {
        m_mayClose = true;
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        return;
    }
    if (keeping == CloseDialog::Keeping::InTray) {
        saveGeometryNow();
        hide();
        return;
    }
    connect(&m_context.sessions, &Sessions::statusChanged, this, [this] {
        if (!m_context.sessions.attachedRunning().isEmpty())
            return;
        m_mayClose = true;
        close();
    });
    m_closeLimit.start();
    for (const InstallId &id : m_context.sessions.attachedRunning())
        m_context.sessions.detach(id);
}

/** Above the page while it is news; until it is closed, or looked at. */
void MainWindow::showUpdate()
{
    AppUpdates &updates = m_context.updates;
    const bool isShown = !m_updateNotice.isNull();
    if (updates.look().isNews == isShown)
        return;
    if (isShown) {
        emit m_updateNotice->closed();
        return;
    }
    const UpdateOffer &offer = *updates.look().offer;
    m_updateNotice =
        new MessageCard(offer.mustUpdate() ? CardTone::Warning : CardTone::Plain, this);
    m_updateNotice->setMessage(
        tr("There is Portico %1; this is %2.")
            .arg(offer.newest.version.toString(), offer.current.toString()),
        offer.mustUpdate()
            ? tr("Its authors say that versions before %1 are not safe to use any more.")
                  .arg(offer.newest.minimumVersion.toString())
            : tr("The settings say what is new. It is downloaded when you say so."));
    connect(m_updateNotice->addButton(tr("Sho&w the update")), &QPushButton::clicked, this, [this] {
        m_sidebar->select(Sidebar::Place::Settings);
        m_settings->showUpdates();
        m_context.updates.setSeen();
    });
    connect(m_updateNotice, &MessageCard::closed, &updates, [this, &updates] {
        m_updateNotice.clear();
        if (updates.look().isNews)
            updates.setSeen();
    });
    addNotice(m_updateNotice);
}

} // namespace portico::app
