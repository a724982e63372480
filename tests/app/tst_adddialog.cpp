// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/adddialog.h"
#include "app/dialogs/changedialog.h"
#include "app/dialogs/versiondialog.h"
#include "app/models/cataloguemodel.h"
#include "app/pages/installpage.h"
#include "core/installs/installfile.h"
#include "tests/app/examplecatalogue.h"
#include "tests/app/testlibrary.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** What is there to install, and for which hardware: the tables and the dialogs around them. */
class TestAddDialog final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void theCatalogueIsGroupedWithWhatFitsFirst();
    void wordsAndScopeNarrowTheList();
    void theRecommendedBuildIsChosenAndAddedByEnter();
    void aBuildForAnotherSystemCannotBeAdded();
    void aCatalogueThatComesLateIsShown();
    void composingTakesWhatWasChosen();
    void versionsTellTheirTracks();
    void anInstallItselfGoesToAVersion();
    void anAdoptedFolderIsNotUpdated();
    void aFreshInstallAtAVersionOpensAdd();
    void theGpuOfAnInstallIsChosenAndKept();
    void thisComputerIsCopiedAsText();

private:
    void open(const AdviceValues &values);
    AddDialog &ask(AddDialog::Source source);
    Advice &advice() const { return m_library->context().advice; }

    std::unique_ptr<TestLibrary> m_library;
    MainWindow *m_window = nullptr;
};

static AdviceValues found()
{
    return {.computer = exampleComputer(),
            .catalogue = exampleCatalogue(),
            .versions = exampleVersions()};
}

void TestAddDialog::init()
{
    m_library = std::make_unique<TestLibrary>();
}

void TestAddDialog::cleanup()
{
    m_window = nullptr;
    m_library.reset();
}

void TestAddDialog::open(const AdviceValues &values)
{
    m_window = &m_library->open();
    advice().tell(values);
    m_window->show();
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window);
}

AddDialog &TestAddDialog::ask(AddDialog::Source source)
{
    m_window->askToAdd(source, {});
    AddDialog &dialog = *m_window->findChild<AddDialog *>();
    (void)QTest::qWaitForWindowActive(&dialog);
    return dialog;
}

void TestAddDialog::theCatalogueIsGroupedWithWhatFitsFirst()
{
    open(found());
    CatalogueModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setGroups(catalogueGroups(advice()));
    QCOMPARE(model.rowCount(), 5); // the recommended one, and four sources
    const QModelIndex recommended = model.index(0, 0, model.index(0, 0));
    QCOMPARE(model.rowAt(recommended)->entry.id, u"official/0.37.2/nvidia"_s);
    QCOMPARE(model.parent(recommended), model.index(0, 0));
    int unfit = 0;
    for (int row = 0; row < model.rowCount(model.index(1, 0)); ++row) {
        const QModelIndex index = model.index(row, CatalogueModel::Fit, model.index(1, 0));
        const auto suitability = Suitability(index.data(CatalogueModel::SuitabilityRole).toInt());
        QVERIFY(unfit == 0 || suitability == Suitability::Not);
        unfit += suitability == Suitability::Not;
        QVERIFY(!index.data().toString().isEmpty());
    }
    QVERIFY(unfit > 0);
    const QModelIndex unverified = model.indexOf(u"anymatix/0.36.0/win32-x64"_s);
    QCOMPARE(unverified.siblingAtColumn(CatalogueModel::Checked).data().toString(),
             u"not verified by its publisher"_s);
    QVERIFY(model.index(4, 0).data().toString().contains(u"There is no file studio.json."_s));
    model.setGroups({});
    QCOMPARE(model.rowCount(), 0);
}

void TestAddDialog::wordsAndScopeNarrowTheList()
{
    open(found());
    CatalogueModel model;
    CatalogueFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setGroups(catalogueGroups(advice()));
    const auto count = [&filter] {
        int bundles = 0;
        for (int group = 0; group < filter.rowCount(); ++group)
            bundles += filter.rowCount(filter.index(group, 0));
        return bundles;
    };
    QCOMPARE(count(), 15);
    filter.setWords(u"0.38.1 cuda"_s);
    QCOMPARE(count(), 2);
    filter.setWords({});
    filter.setScope(CatalogueScope::Fitting);
    QVERIFY(count() > 0 && count() < 15);
    filter.setWords(u"nothing has this"_s);
    QCOMPARE(filter.rowCount(), 0);
}

void TestAddDialog::theRecommendedBuildIsChosenAndAddedByEnter()
{
    open(found());
    AddDialog &dialog = ask(AddDialog::Builds);
    QSignalSpy planned(&dialog, &AddDialog::planned);
    auto *table = find<QTreeView>(u"Builds"_s, &dialog);
    QVERIFY(table);
    QCOMPARE(table->currentIndex().data(CatalogueModel::IdRole).toString(),
             u"official/0.37.2/nvidia"_s);
    QTRY_VERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(planned.size(), 1);
    const auto plan = planned.value(0).value(0).value<SetUpPlan>();
    QCOMPARE(std::get<InstallEntryRequest>(plan.what).entry.id, u"official/0.37.2/nvidia"_s);
}

void TestAddDialog::aBuildForAnotherSystemCannotBeAdded()
{
    open(found());
    AddDialog &dialog = ask(AddDialog::Builds);
    dialog.chooseBuild(u"standalone/0.34.0/linux-nvidia"_s);
    QVERIFY(!find<QAbstractButton>(u"Add"_s, &dialog)->isEnabled());
    QVERIFY(find<QLabel>(u"About the chosen build"_s, &dialog)
                ->text()
                .contains(u"It is made for Linux."_s));
    dialog.chooseBuild(u"official/0.38.1/amd"_s); // perhaps the person knows better
    QVERIFY(find<QAbstractButton>(u"Add"_s, &dialog)->isEnabled());
}

void TestAddDialog::aCatalogueThatComesLateIsShown()
{
    open({.computer = {}, .catalogue = {}, .versions = {}, .isLooking = true, .isAsking = true});
    AddDialog &dialog = ask(AddDialog::Builds);
    QVERIFY(!find<QAbstractButton>(u"Add"_s, &dialog)->isEnabled());
    advice().tell({.computer = {},
                   .catalogue = exampleCatalogue(),
                   .versions = {},
                   .isLooking = true,
                   .isAsking = true});
    auto *table = find<QTreeView>(u"Builds"_s, &dialog);
    QVERIFY(table->model()->rowCount() > 0); // before the computer is known
    advice().tell(found());
    QVERIFY(find<QAbstractButton>(u"Add"_s, &dialog)->isEnabled());
    auto *filter = find<QLineEdit>(u"Filter the builds"_s, &dialog);
    QTest::keyClicks(filter, u"linux"_s);
    QCOMPARE(table->model()->rowCount(), 1);
}

void TestAddDialog::composingTakesWhatWasChosen()
{
    open(found());
    AddDialog &dialog = ask(AddDialog::Compose);
    QSignalSpy planned(&dialog, &AddDialog::planned);
    auto *version = find<QComboBox>(u"Version, branch or commit"_s, &dialog);
    QVERIFY(version);
    QCOMPARE(version->currentText(), u"v0.37.2"_s); // the stable track
    version->setEditText(u"my-branch"_s);
    auto *accelerator = find<QComboBox>(u"Runs on"_s, &dialog);
    accelerator->setCurrentIndex(accelerator->findData(u"cuda 12.8"_s));
    find<QComboBox>(u"Python"_s, &dialog)->setEditText(u"3.12"_s);
    find<QLineEdit>(u"Git address"_s, &dialog)->setText(u"/srv/comfyui"_s);
    find<QLineEdit>(u"Name"_s, &dialog)->setText(u"Mine"_s);
    QTest::mouseClick(findNamed(&dialog, u"Add"_s), Qt::LeftButton);
    const auto plan = planned.value(0).value(0).value<SetUpPlan>();
    const auto &request = std::get<ComposeRequest>(plan.what);
    QCOMPARE(request.ref, u"my-branch"_s);
    QCOMPARE(request.git, u"/srv/comfyui"_s);
    QCOMPARE(request.python, u"3.12"_s);
    QCOMPARE(request.name, u"Mine"_s);
    QCOMPARE(request.accelerator.torchTag, u"cu128"_s);
}

void TestAddDialog::versionsTellTheirTracks()
{
    VersionsModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setReleases(exampleVersions().releases, u"0.33.0"_s, QDateTime::currentDateTimeUtc());
    QCOMPARE(model.rowCount(), 10);
    const auto marks = [&model](const QString &tag) {
        return model.index(model.rowOfTag(tag), VersionsModel::Track).data().toString();
    };
    QCOMPARE(marks(u"v0.38.1"_s), u"latest"_s);
    QCOMPARE(marks(u"v0.37.2"_s), u"stable"_s);
    QCOMPARE(marks(u"v0.33.0"_s), u"this install"_s);
    model.setPrereleases(Prereleases::Shown);
    QCOMPARE(model.rowCount(), 11);
    QCOMPARE(marks(u"v0.39.0-rc.1"_s), u"for testing"_s);
}

void TestAddDialog::anInstallItselfGoesToAVersion()
{
    m_library->addRecord(u"Studio"_s);
    open(found());
    QTest::mouseClick(findNamed(m_window, u"Change the version of ComfyUI"_s), Qt::LeftButton);
    auto *versions = m_window->findChild<VersionDialog *>();
    QVERIFY(versions);
    auto *table = find<QTreeView>(u"Versions"_s, versions);
    const auto choose = [table](const QString &version) {
        const QModelIndexList rows =
            table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, version);
        table->setCurrentIndex(rows.value(0));
    };
    auto *update = find<QPushButton>(u"Update to this version…"_s, versions);
    QVERIFY(update);
    choose(u"0.33.0"_s);
    QVERIFY2(!update->isEnabled(), "it is there already");
    choose(u"0.35.0"_s);
    QVERIFY(update->isEnabled());
    const QSignalSpy asked(versions, &VersionDialog::updateRequested);
    QTest::mouseClick(update, Qt::LeftButton);
    QCOMPARE(asked.constFirst().constFirst().toString(), u"v0.35.0"_s);
    auto *dialog = m_window->findChild<ChangeDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Update Studio to v0.35.0"_s);
    dialog->reject();
}

void TestAddDialog::anAdoptedFolderIsNotUpdated()
{
    m_library->addAdopted(u"Mine"_s);
    open(found());
    QTest::mouseClick(findNamed(m_window, u"Change the version of ComfyUI"_s), Qt::LeftButton);
    auto *versions = m_window->findChild<VersionDialog *>();
    QVERIFY(versions);
    QVERIFY(!findNamed(versions, u"Update to this version…"_s));
    QVERIFY(findNamed(versions, u"Fresh install at this version…"_s));
}

void TestAddDialog::aFreshInstallAtAVersionOpensAdd()
{
    m_library->addRecord(u"Studio"_s);
    open(found());
    for (const bool hasBundle : {true, false}) {
        QTest::mouseClick(findNamed(m_window, u"Change the version of ComfyUI"_s), Qt::LeftButton);
        auto *versions = m_window->findChild<VersionDialog *>();
        QVERIFY(versions);
        auto *table = find<QTreeView>(u"Versions"_s, versions);
        const QString wanted = hasBundle ? u"0.38.1"_s : u"0.35.0"_s;
        const QModelIndexList rows =
            table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, wanted);
        QVERIFY(!rows.isEmpty());
        table->setCurrentIndex(rows.constFirst());
        QVERIFY(find<QLabel>(u"What going there needs"_s, versions)->text().contains(wanted));
        QTest::mouseClick(findNamed(versions, u"Fresh install at this version…"_s), Qt::LeftButton);
        auto *add = m_window->findChild<AddDialog *>();
        QVERIFY(add);
        if (hasBundle)
            QCOMPARE(find<QTreeView>(u"Builds"_s, add)
                         ->currentIndex()
                         .data(CatalogueModel::IdRole)
                         .toString(),
                     u"official/0.38.1/nvidia"_s);
        else
            QCOMPARE(find<QComboBox>(u"Version, branch or commit"_s, add)->currentText(),
                     u"v0.35.0"_s);
        add->close();
        QTRY_VERIFY(!m_window->findChild<AddDialog *>() && !m_window->findChild<VersionDialog *>());
    }
}

void TestAddDialog::theGpuOfAnInstallIsChosenAndKept()
{
    const InstallId id = m_library->addRecord(u"Studio"_s);
    AdviceValues values = found();
    Gpu second = values.computer->gpus.first();
    second.name = u"NVIDIA GeForce RTX 3060"_s;
    second.index = 1;
    values.computer->gpus.append(second);
    open(values);
    m_window->installPage().showTab(InstallPage::Settings);
    auto *first = find<QCheckBox>(u"NVIDIA GeForce RTX 4090 (GPU 0)"_s, m_window);
    auto *other = find<QCheckBox>(u"NVIDIA GeForce RTX 3060 (GPU 1)"_s, m_window);
    QVERIFY(first && other && first->isEnabled());
    QVERIFY2(first->isChecked() && other->isChecked(), "no pick is all of them");
    const Library library(m_library->root());
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Space);
    QCOMPARE(loadInstall(library, id)->settings.gpus, u"1"_s);
    other->setFocus();
    QTest::keyClick(other, Qt::Key_Space);
    QVERIFY2(other->isChecked(), "one at least stays");
    QCOMPARE(loadInstall(library, id)->settings.gpus, u"1"_s);
    QTest::keyClick(first, Qt::Key_Space);
    QCOMPARE(loadInstall(library, id)->settings.gpus, QString());
    QTest::keyClick(first, Qt::Key_Space);
    const auto *command = find<QLabel>(u"The exact command as it will be run"_s, m_window);
    auto *accelerator = find<QComboBox>(u"Computes on"_s, m_window);
    accelerator->setCurrentIndex(accelerator->findData(u"cpu"_s));
    emit accelerator->activated(accelerator->currentIndex());
    QCOMPARE(loadInstall(library, id)->settings.accelerator, u"cpu"_s);
    QTRY_VERIFY(command->text().contains(u"--cpu"_s));
    QVERIFY(!other->isEnabled());
}

void TestAddDialog::thisComputerIsCopiedAsText()
{
    open(found());
    m_window->showPlace(Sidebar::Place::Computer);
    QTest::mouseClick(findNamed(m_window, u"Copy as text"_s), Qt::LeftButton);
    const QString text = QGuiApplication::clipboard()->text();
    for (const auto &part : {u"RTX 4090"_s, u"581.29"_s, u"compute capability 8.9"_s, u"gfx1036"_s,
                             u"CUDA 13.0"_s, u"NTFS"_s})
        QVERIFY2(text.contains(part), qPrintable(part));
    QVERIFY(!text.contains(m_library->root()));
}

QTEST_MAIN(TestAddDialog)
#include "tst_adddialog.moc"
