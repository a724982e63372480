// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/installpackdialog.h"
#include "app/dialogs/plandialog.h"
#include "app/dialogs/repairdialog.h"
#include "app/pages/installpage.h"
#include "app/pages/nodestab.h"
#include "tests/app/examplepacks.h"
#include "tests/app/testlibrary.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The Nodes tab and the health of the overview: by clicks and keys, found by accessible name. */
class TestNodesTab final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void packsOnDiskAreRead();
    void noPacksInviteWithOneButton();
    void aFailureIsToldAndTriedAgain();
    void findingNarrowsAndEscapeClears();
    void fiveHundredPacksAreShownQuickly();
    void aChosenPackIsExplained();
    void deleteAsksByAPlan();
    void theMenuHasWhatTheButtonsHave();
    void ownFoldersAreOnlyLookedAt();
    void environmentsOpenAndOfferTheRepair();
    void theOverviewSaysWhatNeedsAttention();

private:
    void open();
    void tell(const QList<PackRow> &rows, const PackageFacts &packages);
    template <typename T>
    T *find(const QString &name) const
    {
        return qobject_cast<T *>(findNamed(m_window, name));
    }
    QTreeView *table() const { return find<QTreeView>(u"Node packs"_s); }
    void choose(int row) { table()->setCurrentIndex(table()->model()->index(row, 0)); }

    std::unique_ptr<TestLibrary> m_library;
    MainWindow *m_window = nullptr;
    InstallId m_id;
};

void TestNodesTab::init()
{
    m_library = std::make_unique<TestLibrary>();
    m_id = m_library->addRecord(u"Studio"_s);
}

void TestNodesTab::cleanup()
{
    m_window = nullptr;
    m_library.reset();
}

void TestNodesTab::open()
{
    m_window = &m_library->open();
    m_window->show();
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window);
    m_window->showInstall(m_id);
}

void TestNodesTab::tell(const QList<PackRow> &rows, const PackageFacts &packages)
{
    m_library->context().health.tell(m_id,
                                     {.packs = PackFacts{.rows = rows, .kept = {}, .problem = {}},
                                      .packages = packages,
                                      .isLooking = false});
}

void TestNodesTab::packsOnDiskAreRead()
{
    const QString folder =
        Library(m_library->root()).dataFolder(m_id) + u"/custom_nodes/hand-made"_s;
    QDir().mkpath(folder);
    QFile init(folder + u"/__init__.py"_s);
    QVERIFY(init.open(QIODevice::WriteOnly));
    init.write("NODE_CLASS_MAPPINGS = {}\n");
    init.close();
    open();
    m_window->installPage().showTab(InstallPage::Nodes);
    QTRY_VERIFY(table());
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(table()->model()->index(0, 0).data().toString(), u"hand-made"_s);
    QTRY_VERIFY(!m_library->context().health.of(m_id).isLooking);
}

void TestNodesTab::noPacksInviteWithOneButton()
{
    open();
    tell({}, cleanPackages());
    m_window->installPage().showTab(InstallPage::Nodes);
    QVERIFY(findNamed(m_window, u"Install a node pack…"_s));
    QTest::mouseClick(find<QPushButton>(u"Install a node pack…"_s), Qt::LeftButton);
    QVERIFY(m_window->findChild<InstallPackDialog *>());
}

void TestNodesTab::aFailureIsToldAndTriedAgain()
{
    open();
    HealthFacts facts;
    facts.packs = PackFacts{.rows = {},
                            .kept = {},
                            .problem = Error{.code = ErrorCode::PermissionDenied,
                                             .message = u"custom_nodes cannot be read."_s,
                                             .nextStep = {},
                                             .detail = {}}};
    m_library->context().health.tell(m_id, facts);
    m_window->installPage().showTab(InstallPage::Nodes);
    QVERIFY(findNamed(m_window, u"custom_nodes cannot be read."_s));
    QTest::mouseClick(find<QPushButton>(u"Try again"_s), Qt::LeftButton);
    tell(examplePacks(), cleanPackages());
    QVERIFY(table());
    QVERIFY(!findNamed(m_window, u"custom_nodes cannot be read."_s));
}

void TestNodesTab::findingNarrowsAndEscapeClears()
{
    open();
    tell(manyPacks(60), cleanPackages());
    m_window->installPage().showTab(InstallPage::Nodes);
    QTest::keySequence(m_window, QKeySequence::Find);
    auto *field = find<QLineEdit>(u"Find a node pack"_s);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"number 41"_s);
    QCOMPARE(table()->model()->rowCount(), 1);
    QTest::keyClick(field, Qt::Key_Down);
    QTRY_VERIFY(table()->hasFocus());
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(table()->model()->rowCount(), 60);
}

void TestNodesTab::fiveHundredPacksAreShownQuickly()
{
    open();
    m_window->installPage().showTab(InstallPage::Nodes);
    tell(manyPacks(500), cleanPackages());
    choose(300);
    const QString chosen = table()->currentIndex().data().toString();
    QList<PackRow> rows = manyPacks(500);
    rows[10].condition = PackCondition::ImportFailed;
    rows.removeAt(3);
    tell(rows, cleanPackages());
    QCOMPARE(table()->currentIndex().data().toString(), chosen);
    QCOMPARE(table()->model()->rowCount(), 499);
}

void TestNodesTab::aChosenPackIsExplained()
{
    open();
    tell(examplePacks(), cleanPackages());
    m_window->installPage().showTab(InstallPage::Nodes);
    QVERIFY(!find<QPushButton>(u"Update"_s)->isEnabled());
    QVERIFY(!find<QPushButton>(u"Update"_s)->toolTip().isEmpty());
    QTest::keyClicks(find<QLineEdit>(u"Find a node pack"_s), u"essentials"_s);
    choose(0);
    QVERIFY(find<QLabel>(u"About the chosen node pack"_s)
                ->text()
                .contains(u"transparent-background"_s));
    QVERIFY(find<QPushButton>(u"Update"_s)->isEnabled());
    QVERIFY(find<QPushButton>(u"Disable"_s)->isEnabled());
    find<QLineEdit>(u"Find a node pack"_s)->setText(u"old samplers"_s);
    choose(0);
    QVERIFY(find<QPushButton>(u"Enable"_s)->isEnabled());
}

void TestNodesTab::deleteAsksByAPlan()
{
    open();
    tell(examplePacks(), cleanPackages());
    m_window->installPage().showTab(InstallPage::Nodes);
    choose(1);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Delete);
    auto *dialog = m_window->findChild<PlanDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<PlanDialog *>());
}

void TestNodesTab::theMenuHasWhatTheButtonsHave()
{
    open();
    tell(examplePacks(), cleanPackages());
    m_window->installPage().showTab(InstallPage::Nodes);
    choose(0);
    emit table()->customContextMenuRequested({5, 5});
    QTRY_VERIFY(QApplication::activePopupWidget());
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts += action->text().remove(u'&');
    for (const QString &wanted : {u"Update"_s, u"Disable"_s, u"Remove"_s, u"Open folder"_s})
        QVERIFY2(texts.contains(wanted), qPrintable(texts.join(u", "_s)));
    menu->close();
}

void TestNodesTab::ownFoldersAreOnlyLookedAt()
{
    m_id = m_library->addAdopted(u"Own"_s);
    open();
    tell(examplePacks(), cleanPackages());
    m_window->installPage().showTab(InstallPage::Nodes);
    choose(0);
    QVERIFY(find<QPushButton>(u"Disable"_s)->isEnabled());
    for (const QString &name : {u"Install…"_s, u"Update"_s, u"Remove"_s, u"Repair all"_s}) {
        auto *button = find<QPushButton>(name);
        QVERIFY2(button && !button->isEnabled(), qPrintable(name));
        QVERIFY2(button->toolTip().contains(u"of your own"_s), qPrintable(name));
    }
    QVERIFY(find<QLabel>(u"About the chosen node pack"_s)->text().contains(u"of your own"_s));
    QVERIFY(find<QPushButton>(u"Repair"_s)->isEnabled());
}

void TestNodesTab::environmentsOpenAndOfferTheRepair()
{
    open();
    tell(examplePacks(), brokenPackages());
    m_window->installPage().showTab(InstallPage::Nodes);
    QVERIFY(!findNamed(m_window, u"torch was replaced by a CPU build."_s));
    QTest::keyClick(find<QToolButton>(u"Base and layer"_s), Qt::Key_Space);
    QTRY_VERIFY(findNamed(m_window, u"torch was replaced by a CPU build."_s));
    auto *one = find<QPushButton>(u"Put torch right: torch was replaced by a CPU build."_s);
    QVERIFY(one);
    one->click(); // it may be scrolled away
    auto *dialog = m_window->findChild<RepairDialog *>();
    QVERIFY(dialog);
    dialog->close();
}

void TestNodesTab::theOverviewSaysWhatNeedsAttention()
{
    open();
    tell(manyPacks(3), cleanPackages());
    QVERIFY(!findNamed(m_window, u"torch was replaced by a CPU build."_s));
    PackageFacts facts = brokenPackages();
    facts.drift.reset();
    tell(examplePacks(), facts);
    QVERIFY(findNamed(m_window, u"torch was replaced by a CPU build."_s));
    QTRY_VERIFY(find<QPushButton>(u"Show the node packs"_s)); // it is laid out first
    find<QPushButton>(u"Show the node packs"_s)->click();
    QVERIFY(table());
    m_window->installPage().showTab(InstallPage::Overview);
    tell(examplePacks(), brokenPackages());
    const DriftCard words = driftCard(*brokenPackages().drift, u"Studio"_s);
    QTRY_VERIFY(find<QPushButton>(words.putBack));
    QTRY_VERIFY(find<QPushButton>(words.absorb));
}

QTEST_MAIN(TestNodesTab)
#include "tst_nodestab.moc"
