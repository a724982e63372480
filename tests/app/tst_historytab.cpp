// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/askdialog.h"
#include "app/dialogs/changedialog.h"
#include "app/dialogs/notedialog.h"
#include "app/pages/historytab.h"
#include "app/pages/installpage.h"
#include "app/widgets/historyrow.h"
#include "core/installs/installfile.h"
#include "core/snapshots/takesnapshot.h"
#include "tests/app/examplehistory.h"
#include "tests/app/windowfixture.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The History tab by clicks and keys, found by accessible name; snapshots are real files. */
class TestHistoryTab final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_id = m_fixture.library().addRecord(u"Studio"_s); }
    void cleanup() { m_fixture.close(); }

    void withoutAnyItSaysWhatBeginsIt();
    void everyStepIsToldInWords();
    void allChangesOpenAndStayOpen();
    void aSnapshotIsTakenWithANote();
    void aNoteIsChanged();
    void oneIsForgottenAfterItWasAsked();
    void settingsGoBackAndForthAgain();
    void aDamagedOneIsNamed();
    void theMenuKeyOpensWhatCanBeDone();

private:
    HistoryTab *open();
    QList<HistoryRow *> rows() const;
    void setArguments(const QStringList &arguments);
    QStringList arguments();
    bool take(const QString &note);
    QAction *actionOf(HistoryRow *row, const QString &text);
    bool goBack(qsizetype row);

    WindowFixture m_fixture;
    InstallId m_id;
};

HistoryTab *TestHistoryTab::open()
{
    MainWindow &window = m_fixture.open();
    window.showInstall(m_id);
    window.installPage().showTab(InstallPage::History);
    return window.findChild<HistoryTab *>();
}

QList<HistoryRow *> TestHistoryTab::rows() const
{
    QList<HistoryRow *> shown;
    for (HistoryRow *row : m_fixture.window().findChildren<HistoryRow *>()) {
        if (row->isVisible())
            shown += row;
    }
    return shown;
}

void TestHistoryTab::setArguments(const QStringList &arguments)
{
    const auto changed =
        updateInstall(Library(m_fixture.library().root()), m_id,
                      [&](Install &install) { install.settings.arguments = arguments; });
    QVERIFY(changed);
    m_fixture.library().context().installs.rescan();
}

QStringList TestHistoryTab::arguments()
{
    return loadInstall(Library(m_fixture.library().root()), m_id)->settings.arguments;
}

bool TestHistoryTab::take(const QString &note)
{
    const qsizetype before = rows().size();
    m_fixture.click(u"Take a snapshot…"_s);
    auto *dialog = m_fixture.window().findChild<NoteDialog *>();
    if (!dialog)
        return false;
    dialog->findChild<QLineEdit *>()->setText(note);
    qobject_cast<QPushButton *>(findNamed(dialog, u"Take it"_s))->click();
    return QTest::qWaitFor([&] { return rows().size() == before + 1; });
}

QAction *TestHistoryTab::actionOf(HistoryRow *row, const QString &text)
{
    emit row->menuRequested({});
    for (const QMenu *menu :
         m_fixture.window().findChild<HistoryTab *>()->findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
    }
    return nullptr;
}

/** Through the dialog that shows what would change. */
bool TestHistoryTab::goBack(qsizetype row)
{
    auto *button = rows().at(row)->findChild<QPushButton *>();
    if (!QTest::qWaitFor([&] { return button->isEnabled(); }))
        return false;
    button->click();
    auto *dialog = m_fixture.window().findChild<ChangeDialog *>();
    QPushButton *accept = nullptr;
    const bool isPlanned = dialog && QTest::qWaitFor([&] {
                               accept =
                                   qobject_cast<QPushButton *>(findNamed(dialog, u"Go back"_s));
                               return accept && accept->isEnabled();
                           });
    if (isPlanned)
        accept->click();
    return isPlanned;
}

void TestHistoryTab::withoutAnyItSaysWhatBeginsIt()
{
    open();
    QTRY_VERIFY(findNamed(&m_fixture.window(), u"Nothing has changed yet"_s));
}

void TestHistoryTab::everyStepIsToldInWords()
{
    const History history = exampleHistory();
    open()->tell(history);
    QCOMPARE(rows().size(), history.steps.size());
    for (const HistoryRow *row : rows()) {
        QVERIFY(!row->look().title.isEmpty());
        QVERIFY(!row->look().summary.isEmpty());
        QVERIFY(row->accessibleName().contains(row->look().title));
    }
    const HistoryLook packs = rows().at(1)->look();
    QCOMPARE(packs.title, u"Node packs changed"_s);
    QCOMPARE(packs.summary,
             u"ComfyUI-Impact-Pack: 8.21.0 (61bd8397a1) → 8.22.2 (429d0159ad) · ultralytics: "
             "8.3.40 → 8.3.146 · segment-anything came: 1.0 · 2 more"_s);
    QVERIFY2(!rows().at(0)->findChild<QPushButton *>()->isEnabled(), "it is so already");
    QVERIFY(rows().at(1)->findChild<QPushButton *>()->isEnabled());
}

void TestHistoryTab::allChangesOpenAndStayOpen()
{
    HistoryTab *tab = open();
    tab->tell(exampleHistory());
    auto *fold = qobject_cast<QAbstractButton *>(findNamed(
        rows().at(1), u"All changes: Node packs changed, "_s + rows().at(1)->look().within));
    QVERIFY(fold);
    fold->click();
    const auto isOpen = [this] {
        const QList<QLabel *> labels = rows().at(1)->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(u"\ndill went: 0.3.8"_s);
        });
    };
    QVERIFY(isOpen());
    tab->tell(exampleHistory());
    QVERIFY(isOpen());
}

void TestHistoryTab::aSnapshotIsTakenWithANote()
{
    open();
    QVERIFY(take(u"before the trip"_s));
    QCOMPARE(rows().at(0)->look().note, u"before the trip"_s);
    QVERIFY(rows().at(0)->look().isNow);
    const SnapshotList kept = listSnapshots(Library(m_fixture.library().root()), m_id);
    QCOMPARE(kept.snapshots.constFirst().note, u"before the trip"_s);
}

void TestHistoryTab::aNoteIsChanged()
{
    open();
    QVERIFY(take({}));
    actionOf(rows().at(0), u"Note…"_s)->trigger();
    auto *dialog = m_fixture.window().findChild<NoteDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>()->setText(u"good"_s);
    qobject_cast<QPushButton *>(findNamed(dialog, u"Keep"_s))->click();
    QTRY_COMPARE(rows().at(0)->look().note, u"good"_s);
}

void TestHistoryTab::oneIsForgottenAfterItWasAsked()
{
    open();
    QVERIFY(take({}));
    actionOf(rows().at(0), u"Forget it…"_s)->trigger();
    auto *dialog = m_fixture.window().findChild<AskDialog *>();
    QVERIFY(dialog);
    QCOMPARE(rows().size(), 1);
    qobject_cast<QPushButton *>(findNamed(dialog, u"Forget it"_s))->click();
    QTRY_VERIFY(rows().isEmpty());
    QVERIFY(listSnapshots(Library(m_fixture.library().root()), m_id).snapshots.isEmpty());
}

void TestHistoryTab::settingsGoBackAndForthAgain()
{
    open();
    setArguments({u"--one"_s});
    QVERIFY(take(u"one"_s));
    setArguments({u"--two"_s});
    QTRY_VERIFY(!rows().at(0)->look().isNow);
    QVERIFY(goBack(0));
    QTRY_COMPARE(arguments(), QStringList{u"--one"_s});
    QTRY_COMPARE(rows().size(), 2);
    QTRY_COMPARE(rows().at(0)->look().title, u"Went back to an earlier state"_s);
    QVERIFY(goBack(0));
    QTRY_COMPARE(arguments(), QStringList{u"--two"_s});
}

void TestHistoryTab::aDamagedOneIsNamed()
{
    HistoryTab *tab = open();
    tab->tell(exampleHistory());
    const QList<QLabel *> labels = tab->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"damaged"_s);
    }));
}

void TestHistoryTab::theMenuKeyOpensWhatCanBeDone()
{
    open()->tell(exampleHistory());
    QVERIFY(actionOf(rows().at(2), u"Export…"_s));
    QVERIFY(actionOf(rows().at(2), u"Export for ComfyUI-Manager…"_s));
}

QTEST_MAIN(TestHistoryTab)
#include "tst_historytab.moc"
