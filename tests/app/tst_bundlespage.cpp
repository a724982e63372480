// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/githubrundialog.h"
#include "app/dialogs/publishdialog.h"
#include "app/models/recipefiles.h"
#include "app/pages/bundlespage.h"
#include "app/widgets/shelfrow.h"
#include "tests/app/examplebundles.h"
#include "tests/app/windowfixture.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QCryptographicHash>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

constexpr int kPatience = 30'000; // ms

/** The Bundles page by clicks and keys, in the real window. */
class TestBundlesPage final : public QObject, public WindowFixture
{
    Q_OBJECT

private slots:
    void cleanup() { close(); }

    void withoutAnInstallThereIsNothingToMake();
    void aRecipeSaysWhatIsInItAndWhatIsWrong();
    void aBundleShowsSizeAndHash();
    void aBundleThatIsGoneSaysSo();
    void theMenuTakesABundleOffTheList();
    void whatCannotBePlannedIsToldAboveTheForm();
    void aRunShowsItsJobsAndSteps();
    void aRunThatFailedShowsItsLastLines();
    void aDroppedRecipeOpensThePage();
    void filesOfARecipeGoWithIt();
    void theCatalogueOfAFolderIsItsOwn();
    void aReleaseNeedsSomebodyWhoIsSignedIn();
    void theOrderForGithubIsWhatTheFieldsSay();

private:
    BundlesPage &page()
    {
        open().showPlace(Sidebar::Place::Bundles);
        return window().bundlesPage();
    }
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s", qPrintable(path));
        return path;
    }
    bool says(const QString &words) const
    {
        for (const QLabel *label : window().findChildren<QLabel *>()) {
            if (label->isVisibleTo(&window()) && label->text().contains(words))
                return true;
        }
        return false;
    }

    QTemporaryDir m_folder;
};

void TestBundlesPage::withoutAnInstallThereIsNothingToMake()
{
    page();
    QVERIFY(!find<QAbstractButton>(u"Make a bundle of an install…"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(says(u"None yet."_s), kPatience);
    QVERIFY(says(u"None is open."_s));
    QVERIFY(says(u"Nobody is signed in."_s));
    QVERIFY(!find<QLineEdit>(u"Repository"_s));
}

void TestBundlesPage::aRecipeSaysWhatIsInItAndWhatIsWrong()
{
    const QString good =
        write(u"good.json"_s,
              R"({"schema": 1, "name": "Studio", "version": "1.2.0", "accelerator": "cu130",
                  "comfyui": {"ref": "v0.33.0"}})");
    const QString bad = write(u"bad.json"_s,
                              "{\"schema\": 1, \"name\": \"x\", \"version\": \"1\", "
                              "\"accelerator\": \"cpu\",\n \"colour\": 2}");
    BundlesPage &bundles = page();
    bundles.openRecipe(good);
    bundles.openRecipe(bad);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Version 1.2.0 · ComfyUI v0.33.0 · CUDA 13.0"_s), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"bad.json, line 2"_s), kPatience);
    QVERIFY(find<QAbstractButton>(u"Make the bundle…: Studio"_s)->isEnabled());
    QVERIFY(!find<QAbstractButton>(u"Make the bundle…: bad.json"_s)->isEnabled());
    QCOMPARE(library().context().settings.get(settings::kRecipes), (QStringList{bad, good}));
}

void TestBundlesPage::aBundleShowsSizeAndHash()
{
    const QByteArray bytes(3 << 20, 'x');
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    const QString file = write(u"team-linux-x64-v1.zip"_s, bytes);
    write(u"team-linux-x64-v1.zip.sha256"_s, hash + "  team-linux-x64-v1.zip\n");
    page().shelf().addBundle(file);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"SHA-256 "_s + QString::fromLatin1(hash)), kPatience);
    QVERIFY(says(u"3.0 MiB"_s));
    auto *row = window().findChild<ShelfRow *>();
    emit row->acted(ShelfAct::CopyHash);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(hash));
}

void TestBundlesPage::aBundleThatIsGoneSaysSo()
{
    page().shelf().addBundle(m_folder.filePath(u"gone.zip"_s));
    QTRY_VERIFY_WITH_TIMEOUT(says(u"It is not there any more."_s), kPatience);
    QVERIFY(!find<QAbstractButton>(u"Check: gone.zip"_s)->isEnabled());
}

void TestBundlesPage::theMenuTakesABundleOffTheList()
{
    page().shelf().addBundle(write(u"one.zip"_s, "one"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>(u"More: one.zip"_s), kPatience);
    click(u"More: one.zip"_s);
    auto *menu = window().findChild<ShelfRow *>()->findChild<QMenu *>();
    QVERIFY(menu);
    QTRY_VERIFY_WITH_TIMEOUT(menu->isVisible(), kPatience);
    QTest::keyClick(menu, Qt::Key_T);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"None yet."_s), kPatience);
    QCOMPARE(library().context().settings.get(settings::kMadeBundles), QStringList());
    QVERIFY(QFile::exists(m_folder.filePath(u"one.zip"_s)));
}

void TestBundlesPage::whatCannotBePlannedIsToldAboveTheForm()
{
    const InstallId id = library().addRecord(u"Studio"_s);
    page().makeOf(id); // there is nothing but a record of it
    click(u"Show the plan"_s);
    QTRY_VERIFY_WITH_TIMEOUT(findNamed(&window(), u"What to do"_s), kPatience);
    QVERIFY(find<QLineEdit>(u"Folder"_s)->isEnabled());
    auto *folder = find<QLineEdit>(u"Folder"_s);
    QVERIFY(folder->text().startsWith(QDir::toNativeSeparators(library().root())));
    folder->setText(u"relative"_s);
    click(u"Show the plan"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"No folder was named."_s), kPatience);
}

void TestBundlesPage::aRunShowsItsJobsAndSteps()
{
    BundlesPage &bundles = page();
    bundles.signIn().tell(exampleAccount());
    bundles.runs().tell(exampleRun(), exampleRuns());
    QVERIFY(says(u"Signed in as mona on github.com."_s));
    QTRY_VERIFY_WITH_TIMEOUT(findNamed(&window(), u"windows-x64: running"_s), kPatience);
    QVERIFY(findNamed(&window(), u"Build the bundle: running"_s));
    QVERIFY(findNamed(&window(), u"Keep the bundle: waiting"_s));
    QVERIFY(find<QAbstractButton>(u"Cancel the run"_s));
    QVERIFY(!find<QAbstractButton>(u"Download what it made"_s));
    QVERIFY(find<QAbstractButton>(u"Look: run 11"_s));
}

void TestBundlesPage::aRunThatFailedShowsItsLastLines()
{
    page().runs().tell(exampleFailedRun(), {});
    QTRY_VERIFY_WITH_TIMEOUT(find<QPlainTextEdit>(u"The last lines of its log"_s), kPatience);
    auto *lines = find<QPlainTextEdit>(u"The last lines of its log"_s);
    QVERIFY(lines->toPlainText().contains(u"timm==9 does not exist"_s));
    QVERIFY(!find<QAbstractButton>(u"Cancel the run"_s));
    QVERIFY(find<QAbstractButton>(u"Download what it made"_s));
}

void TestBundlesPage::aDroppedRecipeOpensThePage()
{
    const QString recipe = write(u"dropped.json"_s, "{}");
    open().takeGiven(recipe);
    QTRY_VERIFY_WITH_TIMEOUT(find<QAbstractButton>(u"Make the bundle…: dropped.json"_s), kPatience);
}

void TestBundlesPage::filesOfARecipeGoWithIt()
{
    write(u"repos.json"_s, "[]");
    write(u"VERSION.txt"_s, "1.0\n");
    const QString recipe = write(u"mine.json"_s, R"({"nodes": "./repos.json"})");
    const auto files = filesOfRecipe(recipe);
    QVERIFY2(files, qPrintable(files ? QString() : files.error().message));
    QCOMPARE(files->keys(), (QStringList{u"VERSION.txt"_s, u"recipe.json"_s, u"repos.json"_s}));
    QCOMPARE(files->value(u"recipe.json"_s), QByteArray(R"({"nodes": "./repos.json"})"));
    for (const char *outside : {R"({"nodes": "../repos.json"})", R"({"nodes": "/etc/passwd"})"}) {
        const auto refused = filesOfRecipe(write(u"outside.json"_s, outside));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
    }
    const Result<QByteArray> workflow = workflowBytes();
    QVERIFY(workflow && workflow->contains("workflow_dispatch"));
}

void TestBundlesPage::theCatalogueOfAFolderIsItsOwn()
{
    open();
    PublishDialog dialog(u"/x/team-linux-x64-v1.2.0.zip"_s, {}, &window());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto *accept = find<QAbstractButton>(u"Publish"_s, &dialog);
    QVERIFY(!accept->isEnabled());
    std::optional<PublishRequest> asked;
    connect(&dialog, &PublishDialog::catalogueChosen, this,
            [&asked](const PublishRequest &request) { asked = request; });
    find<QLineEdit>(u"Folder or list"_s, &dialog)->setText(u"/share/team"_s);
    find<QPlainTextEdit>(u"Notes for those who choose it"_s, &dialog)->setPlainText(u"*Ours*"_s);
    QVERIFY(accept->isEnabled());
    accept->click();
    QVERIFY(asked);
    QCOMPARE(asked->catalogue, u"/share/team/catalogue.json"_s);
    QCOMPARE(asked->notes, u"*Ours*"_s);
    QCOMPARE(asked->old, PublishRequest::Old::Refuse);
}

void TestBundlesPage::aReleaseNeedsSomebodyWhoIsSignedIn()
{
    open();
    for (const bool isSignedIn : {false, true}) {
        PublishDialog dialog(u"/x/team-linux-x64-v1.2.0.zip"_s,
                             {.repository = u"studio/recipes"_s, .isSignedIn = isSignedIn},
                             &window());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        dialog.findChild<QTabBar *>()->setCurrentIndex(1);
        QCOMPARE(find<QLineEdit>(u"Tag"_s, &dialog)->text(), u"v1.2.0"_s);
        auto *accept = find<QAbstractButton>(u"Publish"_s, &dialog);
        QCOMPARE(accept->isEnabled(), isSignedIn);
        std::optional<ReleaseRequest> asked;
        connect(&dialog, &PublishDialog::releaseChosen, this,
                [&asked](const ReleaseRequest &request) { asked = request; });
        accept->click();
        QCOMPARE(asked.has_value(), isSignedIn);
        if (asked)
            QCOMPARE(asked->repository + asked->tag, u"studio/recipesv1.2.0"_s);
    }
}

void TestBundlesPage::theOrderForGithubIsWhatTheFieldsSay()
{
    open();
    GithubRunDialog dialog({.repository = {},
                            .workflow = u"build.yml"_s,
                            .recipes = {{.name = u"Studio"_s, .file = u"/studio.json"_s}},
                            .recipe = u"/studio.json"_s},
                           &window());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto *accept = find<QAbstractButton>(u"Start"_s, &dialog);
    QVERIFY(!accept->isEnabled());
    find<QLineEdit>(u"Repository"_s, &dialog)->setText(u"studio/recipes"_s);
    find<QLineEdit>(u"Make a release"_s, &dialog)->setText(u"v1.2.0"_s);
    QVERIFY(accept->isEnabled());
    std::optional<GithubOrder> asked;
    connect(&dialog, &GithubRunDialog::chosen, this,
            [&asked](const GithubOrder &order) { asked = order; });
    accept->click();
    QVERIFY(asked);
    QCOMPARE(asked->recipe, u"/studio.json"_s);
    QCOMPARE(asked->trigger.inputs.value(u"release"_s), u"v1.2.0"_s);
    QVERIFY(!asked->withWorkflow);
}

QTEST_MAIN(TestBundlesPage)
#include "tst_bundlespage.moc"
