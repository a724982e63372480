// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/bundlespage.h"

#include "app/context.h"
#include "app/pages/githubrows.h"
#include "app/services.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/card.h"
#include "app/widgets/shelfrow.h"
#include "app/widgets/wraplayout.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

BundlesPage::BundlesPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_shelf(context.settings, context.background)
    , m_work({context.services, context.settings, context.jobs, m_shelf})
    , m_signIn({context.services, context.settings, context.background})
    , m_runs({context.services, context.jobs, context.background})
{
    addTitle(tr("Bundles"),
             tr("A bundle is one file with Python, ComfyUI, node packs and all their packages: "
                "a computer of the same kind unpacks it and starts it."));
    buildTop();
    buildShelves();
    buildGithub();
    addStretch();
    connect(&m_shelf, &BundleShelf::changed, this, &BundlesPage::showShelf);
    connect(&m_work, &BundleWork::changed, this, &BundlesPage::showFailure);
    connect(&m_runs, &GithubRuns::bundlesFetched, this, [this](const QStringList &files) {
        for (const QString &file : files)
            m_shelf.addBundle(file);
    });
    for (const auto signal : {&InstallStore::added, &InstallStore::removed})
        connect(&context.installs, signal, this, &BundlesPage::showInstalls);
    showShelf();
    showFailure();
    showInstalls();
}

void BundlesPage::buildTop()
{
    m_make = new QPushButton(tr("Make a bundle of an insta&ll…"), widget());
    m_make->setIcon(makeIcon(IconName::Bundle, IconTint::OnAccent));
    setButtonKind(m_make, ButtonKind::Main);
    auto *recipe = new QPushButton(tr("Open a &recipe…"), widget());
    recipe->setIcon(makeIcon(IconName::File));
    auto *bundle = new QPushButton(tr("Add a bundle &file…"), widget());
    bundle->setIcon(makeIcon(IconName::Add));
    bundle->setToolTip(tr("One that was made elsewhere, to be checked or published"));
    auto *row = new WrapLayout;
    row->addWidget(m_make);
    row->addWidget(recipe);
    row->addWidget(bundle);
    column()->addSpacing(space::kTight);
    column()->addLayout(row);
    m_failure = new MessageCard(CardTone::Failure, widget());
    m_failure->addCloseButton();
    column()->addWidget(m_failure);
    connect(m_make, &QPushButton::clicked, this, [this] { makeOf({}); });
    connect(recipe, &QPushButton::clicked, this, &BundlesPage::chooseRecipe);
    connect(bundle, &QPushButton::clicked, this, &BundlesPage::chooseBundle);
    connect(m_failure, &MessageCard::closed, this, [this] { m_work.setFailure({}); });
}

void BundlesPage::buildShelves()
{
    const auto shelf = [this](QVBoxLayout *card, QLabel *&nothing) {
        nothing = makeSentence({}, TextRole::Body, widget());
        nothing->setForegroundRole(QPalette::PlaceholderText);
        card->addWidget(nothing);
        auto *rows = new QWidget(widget());
        auto *list = new QVBoxLayout(rows);
        list->setContentsMargins(0, 0, 0, 0);
        list->setSpacing(0);
        card->addWidget(rows);
        return list;
    };
    m_bundles = shelf(addSection(tr("Bundles made here"), Topic::Bundle), m_noBundles);
    m_recipes = shelf(addSection(tr("Recipes")), m_noRecipes);
}

void BundlesPage::buildGithub()
{
    auto *rows = new GithubRows(m_signIn, m_runs, m_context.settings, widget());
    addSection(tr("GitHub"))->addWidget(rows);
    connect(rows, &GithubRows::tokenRequested, this, &BundlesPage::askForToken);
    connect(rows, &GithubRows::downloadRequested, this, &BundlesPage::download);
    connect(rows, &GithubRows::buildRequested, this, [this] { askForRun({}); });
}

void BundlesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_shelf.look();
    m_signIn.look();
}

void BundlesPage::showShelf()
{
    QList<ShelfLook> bundles;
    for (const ShelvedBundle &bundle : m_shelf.bundles())
        bundles += lookOf(bundle);
    QList<ShelfLook> recipes;
    for (const ShelvedRecipe &recipe : m_shelf.recipes())
        recipes += lookOf(recipe);
    const bool isReading = m_shelf.isReading();
    m_noBundles->setText(isReading ? tr("Being looked at…")
                                   : tr("None yet. What is made here or fetched from GitHub stands "
                                        "in this list with its SHA-256."));
    m_noRecipes->setText(isReading ? tr("Being looked at…")
                                   : tr("None is open. A recipe is a file that says what a bundle "
                                        "is made from; drop one here."));
    fill(m_bundles, bundles, m_noBundles);
    fill(m_recipes, recipes, m_noRecipes);
}

/** Rows of the same files stay, so that focus and menus do. */
void BundlesPage::fill(QVBoxLayout *rows, const QList<ShelfLook> &looks, QLabel *nothing)
{
    nothing->setVisible(looks.isEmpty());
    rows->parentWidget()->setVisible(!looks.isEmpty());
    QHash<QString, ShelfRow *> before;
    while (QLayoutItem *item = rows->takeAt(0)) {
        auto *row = qobject_cast<ShelfRow *>(item->widget());
        before.insert(row->file(), row);
        delete item;
    }
    for (const ShelfLook &look : looks) {
        ShelfRow *row = before.take(look.file);
        if (row) {
            row->setLook(look);
        } else {
            row = new ShelfRow(look, rows->parentWidget());
            connect(row, &ShelfRow::acted, this,
                    [this, file = look.file](ShelfAct what) { act(file, what); });
        }
        rows->addWidget(row);
        row->show();
    }
    for (ShelfRow *gone : std::as_const(before)) {
        gone->hide();
        gone->deleteLater(); // its menu may be what took it off the list
    }
}

void BundlesPage::showFailure()
{
    m_failure->setVisible(m_work.failure().has_value());
    if (m_work.failure())
        m_failure->setError(*m_work.failure());
}

void BundlesPage::showInstalls()
{
    const bool has = !m_context.installs.installs().isEmpty();
    m_make->setEnabled(has);
    m_make->setToolTip(has ? QString() : tr("There is no install yet: add one first"));
}

} // namespace portico::app
