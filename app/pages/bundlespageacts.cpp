// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What the Bundles page does on request.
#include "app/context.h"
#include "app/dialogs/comparedialog.h"
#include "app/dialogs/githubrundialog.h"
#include "app/dialogs/makebundle.h"
#include "app/dialogs/publishdialog.h"
#include "app/dialogs/tokendialog.h"
#include "app/models/windowwords.h"
#include "app/pages/bundlespage.h"
#include "app/services.h"
#include "core/bundles/comparebundles.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QUrl>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** What it holds: of an archive by its own list, of an install as a bundle of it would. */
Result<BundleContent> contentOf(const BundleServices &services, const Comparable &what,
                                const std::optional<Install> &install, const JobContext &job)
{
    return install ? contentOfInstall(services, *install, job)
                   : contentOfArchive(services, what.file, job);
}

} // namespace

void BundlesPage::makeOf(const InstallId &install)
{
    if (!m_context.installs.installs().isEmpty())
        askForBundle(m_context, m_work, install, this);
}

void BundlesPage::openRecipe(const QString &file)
{
    m_shelf.addRecipe(QFileInfo(file).absoluteFilePath());
}

void BundlesPage::act(const QString &file, ShelfAct act)
{
    switch (act) {
    case ShelfAct::Check:
        return m_work.check(file);
    case ShelfAct::Publish:
        return publish(file);
    case ShelfAct::Compare:
        return compare(file);
    case ShelfAct::Make:
        return askForRecipeBundle(m_context, m_work, file, this);
    case ShelfAct::BuildOnGithub:
        return m_signIn.hasToken() ? askForRun(file) : askForToken();
    case ShelfAct::OpenFolder:
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
        return;
    case ShelfAct::OpenFile:
        QDesktopServices::openUrl(QUrl::fromLocalFile(file));
        return;
    case ShelfAct::CopyHash:
        for (const ShelvedBundle &bundle : m_shelf.bundles()) {
            if (bundle.file == file && bundle.sha256)
                QGuiApplication::clipboard()->setText(bundle.sha256->toHex());
        }
        return;
    case ShelfAct::Drop:
        m_shelf.dropBundle(file);
        m_shelf.dropRecipe(file);
        return;
    }
}

void BundlesPage::chooseRecipe()
{
    auto *dialog = new QFileDialog(this, tr("Open a recipe"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Recipes (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &BundlesPage::openRecipe);
    dialog->open();
}

void BundlesPage::chooseBundle()
{
    auto *dialog = new QFileDialog(this, tr("Add a bundle's file"), usualBundleFolder(m_context));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &file) { m_shelf.addBundle(QFileInfo(file).absoluteFilePath()); });
    dialog->open();
}

void BundlesPage::publish(const QString &bundle)
{
    auto *dialog =
        new PublishDialog(bundle,
                          {.place = m_context.settings.get(settings::kPublishPlace),
                           .repository = m_context.settings.get(settings::kGithubRepository),
                           .isSignedIn = m_signIn.hasToken()},
                          this);
    connect(dialog, &PublishDialog::catalogueChosen, this, [this](const PublishRequest &request) {
        m_context.settings.set(settings::kPublishPlace, request.catalogue);
        m_work.publish(request);
    });
    connect(dialog, &PublishDialog::releaseChosen, this,
            [this, bundle](const ReleaseRequest &request) {
                m_context.settings.set(settings::kGithubRepository, request.repository);
                m_work.release(bundle, request);
            });
    dialog->open();
}

void BundlesPage::compare(const QString &bundle)
{
    QList<Comparable> others;
    for (const ShelvedBundle &each : m_shelf.bundles()) {
        if (each.isThere && each.file != bundle)
            others += {.name = QFileInfo(each.file).fileName(), .file = each.file};
    }
    for (const Install &install : m_context.installs.installs())
        others +=
            {.name = tr("The install %1, as it is now").arg(install.name), .install = install.id};
    auto *dialog = new CompareDialog(bundle, others, this);
    connect(dialog, &CompareDialog::compareRequested, this,
            [this, dialog, bundle](const Comparable &other) {
                const Install *const found = m_context.installs.find(other.install);
                const std::optional<Install> install = found ? std::optional(*found) : std::nullopt;
                Job &job = m_context.background.start<DifferenceText>(
                    {.title = tr("Compare two bundles"), .exclusiveKey = {}},
                    [services =
                         BundleServices{m_context.services.library(),
                                        m_context.services.processes(), m_context.services.host()},
                     bundle, other, install](const JobContext &context) -> Result<DifferenceText> {
                        const Result<BundleContent> before =
                            contentOf(services, {.file = bundle}, {}, context);
                        if (!before)
                            return before.error();
                        const Result<BundleContent> after =
                            contentOf(services, other, install, context);
                        if (!after)
                            return after.error();
                        return differenceText(compareBundles(*before, *after));
                    },
                    dialog,
                    [dialog](const Result<DifferenceText> &text) {
                        if (text)
                            dialog->showDifference(*text);
                        else if (text.error().code != ErrorCode::Cancelled)
                            dialog->showError(inWindowWords(text.error()));
                    });
                dialog->showComparing(job);
            });
    dialog->open();
}

void BundlesPage::askForRun(const QString &recipe)
{
    QList<PushableRecipe> recipes;
    for (const ShelvedRecipe &each : m_shelf.recipes()) {
        if (each.recipe)
            recipes += {.name = each.recipe->name, .file = each.file};
    }
    auto *dialog =
        new GithubRunDialog({.repository = m_context.settings.get(settings::kGithubRepository),
                             .workflow = m_context.settings.get(settings::kGithubWorkflow),
                             .recipes = recipes,
                             .recipe = recipe},
                            this);
    connect(dialog, &GithubRunDialog::chosen, this, [this](const GithubOrder &order) {
        m_context.settings.set(settings::kGithubRepository, order.trigger.repository);
        m_context.settings.set(settings::kGithubWorkflow, order.trigger.workflow);
        m_runs.build(order);
    });
    dialog->open();
}

/** Beside the bundles that are made here, a folder for each run. */
void BundlesPage::download()
{
    const GithubLook &look = m_runs.look();
    if (!look.run)
        return;
    const QString name =
        u"%1-run-%2"_s.arg(QString(look.repository).replace(u'/', u'-')).arg(look.run->run.number);
    m_runs.download(usualBundleFolder(m_context) + u'/' + name);
}

void BundlesPage::askForToken()
{
    (new TokenDialog(m_signIn, this))->open();
}

} // namespace portico::app
