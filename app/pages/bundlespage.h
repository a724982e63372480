// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/bundleshelf.h"
#include "app/models/bundlework.h"
#include "app/models/githubruns.h"
#include "app/models/githubsignin.h"
#include "app/models/shelflook.h"
#include "app/pages/page.h"

class QPushButton;

namespace portico::app {

struct Context;
class MessageCard;
class ShelfRow;

/** Making portable bundles, of an install or of a recipe; those that were made; and building and
 *  publishing them with GitHub. */
class BundlesPage final : public Page
{
    Q_OBJECT

public:
    explicit BundlesPage(const Context &context, QWidget *parent = nullptr);

    /** Asks for a bundle of that install; of any where it is null. */
    void makeOf(const InstallId &install);
    void openRecipe(const QString &file);

    BundleShelf &shelf() { return m_shelf; }
    GithubRuns &runs() { return m_runs; }
    GithubSignIn &signIn() { return m_signIn; }
    BundleWork &work() { return m_work; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildTop();
    void buildShelves();
    void buildGithub();
    void showShelf();
    void showFailure();
    void showInstalls();
    void fill(QVBoxLayout *rows, const QList<ShelfLook> &looks, QLabel *nothing);
    void act(const QString &file, ShelfAct act);
    void chooseRecipe();
    void chooseBundle();
    void publish(const QString &bundle);
    void compare(const QString &bundle);
    void askForRun(const QString &recipe);
    void askForToken();
    void download();

    const Context &m_context;
    BundleShelf m_shelf;
    BundleWork m_work;
    GithubSignIn m_signIn;
    GithubRuns m_runs;
    QPushButton *m_make = nullptr;
    MessageCard *m_failure = nullptr;
    QVBoxLayout *m_bundles = nullptr;
    QVBoxLayout *m_recipes = nullptr;
    QLabel *m_noBundles = nullptr;
    QLabel *m_noRecipes = nullptr;
};

} // namespace portico::app
