// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What comes from outside: the command line, double clicks, drops, links and other starts. All of
// it only makes the window ask.
#include "app/desktop/given.h"
#include "app/desktop/porticolink.h"
#include "app/dialogs/askdialog.h"
#include "app/dialogs/importdialog.h"
#include "app/dialogs/linkdialog.h"
#include "app/models/openpage.h"
#include "app/models/sessions.h"
#include "app/pages/bundlespage.h"
#include "app/pages/firststartpage.h"
#include "app/pages/installpage.h"
#include "app/pages/settingspage.h"
#include "app/window/mainwindow.h"
#include "core/installs/installstore.h"

#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace portico::app {

using namespace Qt::StringLiterals;

void MainWindow::comeForward(const QString &activation)
{
    // Qt's Wayland looks there for the leave to take the focus, and takes it away again.
    if (!activation.isEmpty() && QGuiApplication::platformName().startsWith("wayland"_L1))
        qputenv("XDG_ACTIVATION_TOKEN", activation.toUtf8());
    if (isMinimized())
        setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    QApplication::alert(this); // where the system does not let us take the focus
}

void MainWindow::takeGiven(const QString &text)
{
    const Result<Given> given = givenFrom(text);
    if (!given) {
        notify(given.error());
        return;
    }
    switch (given->kind) {
    case Given::Kind::Folder:
        askToAdd(AddDialog::Folder, given->place);
        break;
    case Given::Kind::Bundle:
        askToAdd(AddDialog::File, given->place);
        break;
    case Given::Kind::Address:
        askToAdd(AddDialog::Address, given->place);
        break;
    case Given::Kind::Recipe:
        openRecipe(given->place);
        break;
    case Given::Kind::Snapshot:
        openSnapshot(given->place);
        break;
    case Given::Kind::Catalogue:
        openCatalogue(given->place);
        break;
    case Given::Kind::Link:
        takeLink(given->place);
        break;
    }
}

/** One at a time: a page that follows links by itself cannot fill the screen with questions, nor
 *  change one that is about to be answered. */
void MainWindow::askOutside(QDialog *question)
{
    m_outside = question;
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->open();
}

void MainWindow::takeLink(const QString &text)
{
    if (m_outside) {
        notify({.code = ErrorCode::Busy,
                .message = tr("Another link was followed while a question is open."),
                .nextStep = tr("Answer the question, then follow the link again."),
                .detail = {}});
        return;
    }
    const Result<PorticoLink> link = porticoLinkFrom(text);
    if (!link) {
        notify(link.error());
        return;
    }
    if (link->act == PorticoLink::Act::Open) {
        askToOpen(link->what);
        return;
    }
    LinkDialog *question = link->address.isEmpty()
        ? new LinkDialog(m_context.advice, link->what, this)
        : new LinkDialog(link->address, this);
    connect(question, &QDialog::accepted, this, [this, link = *link] {
        if (link.address.isEmpty())
            askForBuild(link.what);
        else
            askToAdd(AddDialog::Address, link.address.toString(QUrl::FullyEncoded));
    });
    askOutside(question);
}

void MainWindow::askForBuild(const QString &id)
{
    openAddDialog(AddDialog::Builds, {}).chooseBuild(id);
}

/** An install by its name or id. It is only shown, and its page where it runs. */
void MainWindow::askToOpen(const QString &name)
{
    const QList<Install> installs = m_context.installs.installs();
    const auto found =
        std::find_if(installs.begin(), installs.end(), [&name](const Install &install) {
            return install.id.toString() == name
                || install.name.compare(name, Qt::CaseInsensitive) == 0;
        });
    if (found == installs.end()) {
        notify({.code = ErrorCode::NotFound,
                .message = tr("A link asks to open “%1”, and there is no such install.").arg(name),
                .nextStep = tr("Check the name among the installs at the left."),
                .detail = {}});
        return;
    }
    const QUrl page = m_context.sessions.status(found->id).url;
    const bool isReady = m_context.sessions.status(found->id).state == SessionState::Ready;
    auto *question = new AskDialog(
        {.title = tr("Open “%1”?").arg(found->name),
         .meaning = isReady
             ? tr("A link from outside Portico, such as a web page, asks for it. It runs: %1 is "
                  "opened in your browser.")
                   .arg(page.toString())
             : tr("A link from outside Portico, such as a web page, asks for it. It is shown; "
                  "nothing is started."),
         .accept = tr("&Open")},
        this);
    connect(question, &QDialog::accepted, this, [this, id = found->id, page, isReady] {
        showInstall(id);
        if (isReady)
            openPage(page, m_context.settings);
    });
    askOutside(question);
}

void MainWindow::openRecipe(const QString &file)
{
    m_sidebar->select(Sidebar::Place::Bundles);
    bundlesPage().openRecipe(file);
}

void MainWindow::openSnapshot(const QString &file)
{
    const QList<Install> installs = m_context.installs.installs();
    if (installs.isEmpty()) {
        notify({.code = ErrorCode::NotFound,
                .message = tr("“%1” is a snapshot, and there is no install yet that could become "
                              "so.")
                               .arg(QFileInfo(file).fileName()),
                .nextStep = tr("Add ComfyUI first, then open it again."),
                .detail = {}});
        return;
    }
    auto *question = new ImportDialog(file, installs, m_sidebar->selected(), this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &ImportDialog::chosen, this, [this, file](const InstallId &id) {
        showInstall(id);
        installPage().importSnapshot(file);
    });
    question->open();
}

void MainWindow::openCatalogue(const QString &file)
{
    auto *question = new AskDialog(
        {.title = tr("Add this list of builds?"),
         .meaning = tr("%1 is a list of builds, such as a team makes. What it lists is offered "
                       "beside the others when you add ComfyUI, so add it only if you trust who "
                       "made it. Portico reads the file again each time: it should stay there.")
                        .arg(QDir::toNativeSeparators(file)),
         .accept = tr("&Add the list")},
        this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, file] {
        m_sidebar->select(Sidebar::Place::Settings);
        m_settings->addSource(file);
    });
    question->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() != 1)
        return;
    event->acceptProposedAction();
    if (m_firstStart)
        m_firstStart->setDropHint(Qt::Checked);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    if (m_firstStart)
        m_firstStart->setDropHint(Qt::Unchecked);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (m_firstStart)
        m_firstStart->setDropHint(Qt::Unchecked);
    const QUrl url = event->mimeData()->urls().value(0);
    event->acceptProposedAction();
    takeGiven(url.isLocalFile() ? url.toLocalFile() : url.toString(QUrl::FullyEncoded));
}

} // namespace portico::app
