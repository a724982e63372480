// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/installpage.h"
#include "app/widgets/keptcolumns.h"
#include "core/settings/settingsstore.h"
#include "tests/app/testlibrary.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

namespace {

/** Three columns, the last as wide as there is room, sorted by the first. */
struct Table
{
    explicit Table(SettingsStore &settings)
    {
        model.setColumnCount(3);
        view.setModel(&model);
        view.setSortingEnabled(true);
        view.sortByColumn(0, Qt::AscendingOrder);
        view.header()->setStretchLastSection(true);
        view.header()->resizeSection(0, 100);
        view.header()->resizeSection(1, 80);
        keepColumns(&view, settings, settings::kNodesTable);
    }

    int width(int column) const { return view.header()->sectionSize(column); }

    QStandardItemModel model;
    QTreeView view;
};

} // namespace

/** How wide a person made the columns of a table, and what they sorted it by. */
class TestKeptColumns final : public QObject
{
    Q_OBJECT

private slots:
    void widthsAndOrderComeBack()
    {
        const QTemporaryDir folder;
        SettingsStore settings(folder.path());
        {
            Table table(settings);
            table.view.header()->resizeSection(0, 222);
            table.view.sortByColumn(1, Qt::DescendingOrder);
            QTRY_COMPARE(settings.get(settings::kNodesTable),
                         QStringList({u"222"_s, u"80"_s, u"-"_s, u"1 down"_s}));
        }
        const Table again(settings);
        QCOMPARE(again.width(0), 222);
        QCOMPARE(again.width(1), 80);
        QCOMPARE(again.view.header()->sortIndicatorSection(), 1);
        QCOMPARE(again.view.header()->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void aTableThatIsClosedKeepsAtOnce()
    {
        const QTemporaryDir folder;
        SettingsStore settings(folder.path());
        Table table(settings);
        table.view.show();
        table.view.header()->resizeSection(1, 140);
        table.view.hide();
        QCOMPARE(settings.get(settings::kNodesTable).value(1), u"140"_s);
    }

    void whatWasNotChangedIsNotWritten()
    {
        const QTemporaryDir folder;
        SettingsStore settings(folder.path());
        Table table(settings);
        table.view.resize(900, 300); // the last column grows
        table.view.show();
        table.view.header()->resizeSection(1, 81);
        table.view.header()->resizeSection(1, 80);
        table.view.hide();
        QVERIFY(settings.get(settings::kNodesTable).isEmpty());
    }

    void whatDoesNotFitIsLetGo_data()
    {
        QTest::addColumn<QStringList>("kept");
        QTest::addRow("of a table with fewer columns") << QStringList{u"90"_s, u"-"_s, u"0 up"_s};
        QTest::addRow("no width") << QStringList{u"90"_s, u"wide"_s, u"-"_s, u"0 up"_s};
        QTest::addRow("nothing is left of it") << QStringList{u"90"_s, u"0"_s, u"-"_s, u"0 up"_s};
        QTest::addRow("wider than a screen")
            << QStringList{u"90"_s, u"400000"_s, u"-"_s, u"0 up"_s};
        QTest::addRow("a column that is not by hand")
            << QStringList{u"90"_s, u"90"_s, u"90"_s, u"0 up"_s};
        QTest::addRow("sorted by none that is there")
            << QStringList{u"90"_s, u"90"_s, u"-"_s, u"3 up"_s};
        QTest::addRow("sorted by a word") << QStringList{u"90"_s, u"90"_s, u"-"_s, u"sideways"_s};
    }
    void whatDoesNotFitIsLetGo()
    {
        QFETCH(QStringList, kept);
        const QTemporaryDir folder;
        SettingsStore settings(folder.path());
        settings.set(settings::kNodesTable, kept);
        const Table table(settings);
        QCOMPARE(table.width(0), 100);
        QCOMPARE(table.width(1), 80);
        QCOMPARE(table.view.header()->sortIndicatorSection(), 0);
        QVERIFY(settings.get(settings::kNodesTable).isEmpty());
    }

    void theWindowKeepsThoseOfNodePacks()
    {
        TestLibrary library;
        library.addRecord(u"Studio"_s);
        const auto table = [&library]() -> QTreeView * {
            MainWindow &window = library.open();
            window.show();
            window.installPage().showTab(InstallPage::Nodes);
            for (auto *view : window.findChildren<QTreeView *>()) {
                if (view->accessibleName() == "Node packs"_L1)
                    return view;
            }
            return nullptr;
        };
        QTreeView *before = table();
        QVERIFY(before);
        before->header()->resizeSection(1, 187);
        before->sortByColumn(2, Qt::DescendingOrder);
        const auto kept = [&library] {
            return library.context().settings.get(settings::kNodesTable).value(1);
        };
        QTRY_COMPARE(kept(), u"187"_s);
        library.close();
        const QTreeView *after = table();
        QVERIFY(after);
        QCOMPARE(after->header()->sectionSize(1), 187);
        QCOMPARE(after->header()->sortIndicatorSection(), 2);
        QCOMPARE(after->header()->sortIndicatorOrder(), Qt::DescendingOrder);
    }
};

QTEST_MAIN(TestKeptColumns)
#include "tst_keptcolumns.moc"
