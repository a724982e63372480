// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/envlogdialog.h"
#include "app/dialogs/removeenvsdialog.h"
#include "app/pages/environmentstab.h"
#include "app/pages/installpage.h"
#include "app/widgets/environmentrow.h"
#include "app/widgets/logpane.h"
#include "app/widgets/logview.h"
#include "core/installs/installfile.h"
#include "tests/app/exampleenvs.h"
#include "tests/app/windowfixture.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>

#include <algorithm>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The Environments tab by clicks and keys, found by accessible name. */
class TestEnvironmentsTab final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_id = m_fixture.library().addRecord(u"Studio"_s); }
    void cleanup() { m_fixture.close(); }

    void withoutAnyItSaysWhatTheyAre();
    void everyStateIsToldInWords_data();
    void everyStateIsToldInWords();
    void theMenuKeyOpensWhatCanBeDone();
    void detailsOpenAndStayOpen();
    void whatRunsIsNotChanged();
    void aFailureIsToldAndTriedAgain();
    void removingListsWhatGoes();
    void unusedOnesAreListedWithTheirSizes();
    void oneThatOthersMayUseIsRemovedOnItsOwnOnly();
    void wishesAreShown();
    void aWholeRefusalIsToldAndClosed();
    void filesOnTheDiskAreReadAndFollowed();
    void theLogFollowsItsFile();

private:
    void show(const EnvFacts &facts);
    EnvironmentRow *row(const QString &name) const;
    EnvironmentsTab *tab() const { return m_fixture.window().findChild<EnvironmentsTab *>(); }
    static bool isSaid(const QWidget *parent, const QString &text);
    QAction *actionOf(const QString &row, const QString &text);

    WindowFixture m_fixture;
    InstallId m_id;
};

void TestEnvironmentsTab::show(const EnvFacts &facts)
{
    MainWindow &window = m_fixture.open();
    window.showInstall(m_id);
    m_fixture.library().context().environments.tell(m_id, facts);
    window.installPage().showTab(InstallPage::Environments);
}

EnvironmentRow *TestEnvironmentsTab::row(const QString &name) const
{
    for (EnvironmentRow *each : m_fixture.window().findChildren<EnvironmentRow *>()) {
        if (each->look().name == name && each->isVisible())
            return each;
    }
    return nullptr;
}

/** Whether a label that can be seen says that. */
bool TestEnvironmentsTab::isSaid(const QWidget *parent, const QString &text)
{
    const QList<QLabel *> labels = parent->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisibleTo(parent) && label->text() == text;
    });
}

/** Of the menu that its button opens. */
QAction *TestEnvironmentsTab::actionOf(const QString &name, const QString &text)
{
    m_fixture.click(u"More: "_s + name);
    for (const QMenu *menu : tab()->findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
    }
    return nullptr;
}

void TestEnvironmentsTab::withoutAnyItSaysWhatTheyAre()
{
    show(noEnvs());
    QVERIFY(findNamed(&m_fixture.window(), u"No isolated environments"_s));
    QVERIFY(!findNamed(&m_fixture.window(), u"Repair all"_s));
}

void TestEnvironmentsTab::everyStateIsToldInWords_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("button");
    QTest::newRow("a built one needs nothing") << u"trellis"_s << u"built"_s << QString();
    QTest::newRow("one in work shows its log")
        << u"depth-nodes"_s << u"being built"_s << u"Show log"_s;
    QTest::newRow("a missing one is built") << u"mesh-nodes"_s << u"missing"_s << u"Build"_s;
    QTest::newRow("one out of date is built") << u"hair"_s << u"out of date"_s << u"Build"_s;
    QTest::newRow("a broken one is repaired") << u"splat"_s << u"broken"_s << u"Repair"_s;
    QTest::newRow("one for another torch is built")
        << u"old"_s << u"made for something else"_s << u"Build"_s;
    QTest::newRow("one that came with a moved install is built")
        << u"from-usb"_s << u"made elsewhere"_s << u"Build"_s;
    QTest::newRow("an unreadable one waits for its author")
        << u"wrong-nodes"_s << u"not readable"_s << QString();
}

void TestEnvironmentsTab::everyStateIsToldInWords()
{
    QFETCH(QString, name);
    QFETCH(QString, state);
    QFETCH(QString, button);
    show(exampleEnvs());
    const EnvironmentRow *const shown = row(name);
    QVERIFY(shown);
    QCOMPARE(shown->accessibleName(), name + u": "_s + state);
    QVERIFY(isSaid(shown, state));
    const bool isWell = state == "built"_L1 || state == "being built"_L1;
    QCOMPARE(shown->look().problem.isEmpty(), isWell);
    for (const auto *const text : {"Build", "Repair", "Show log"}) {
        const QString act = QString::fromLatin1(text);
        const bool isWanted = act == button || (name == "mesh-nodes"_L1 && act == "Show log"_L1);
        QCOMPARE(findNamed(shown, act + u": "_s + name) != nullptr, isWanted);
    }
    QVERIFY(findNamed(tab(), u"How the isolated environments are"_s));
    QCOMPARE(envSummary(exampleEnvs()).text, u"9 environment(s) · 6 need(s) attention"_s);
}

void TestEnvironmentsTab::theMenuKeyOpensWhatCanBeDone()
{
    show(exampleEnvs());
    EnvironmentRow *const splat = row(u"splat"_s);
    splat->setFocus();
    QContextMenuEvent key(QContextMenuEvent::Keyboard, {}, splat->mapToGlobal(QPoint(4, 4)));
    QCoreApplication::sendEvent(splat, &key);
    QTRY_VERIFY(tab()->findChild<QMenu *>());
    QMap<QString, bool> acts;
    for (const QAction *action : tab()->findChild<QMenu *>()->actions()) {
        if (!action->isSeparator())
            acts.insert(action->text().remove(u'&'), action->isEnabled());
    }
    const QMap<QString, bool> expected{{u"Build"_s, false},       {u"Repair"_s, true},
                                       {u"Build again"_s, false}, {u"Remove…"_s, true},
                                       {u"Show log"_s, true},     {u"Open terminal here"_s, true},
                                       {u"Open folder"_s, true}};
    QCOMPARE(acts, expected);
}

void TestEnvironmentsTab::detailsOpenAndStayOpen()
{
    show(exampleEnvs());
    m_fixture.click(u"Details: geometry"_s);
    const auto engine = [this] {
        return isSaid(row(u"geometry"_s), u"pixi, because “cgal” comes from conda."_s);
    };
    QTRY_VERIFY(engine());
    m_fixture.library().context().environments.tell(m_id, wellEnvs());
    QTRY_VERIFY(engine());
    m_fixture.click(u"Details: geometry"_s);
    QTRY_VERIFY(!engine());
}

void TestEnvironmentsTab::whatRunsIsNotChanged()
{
    EnvFacts facts = exampleEnvs();
    const EnvHealth splat = exampleEnv(u"splat"_s, EnvState::Broken);
    const EnvHealth mesh = exampleEnv(u"mesh-nodes"_s, EnvState::Missing);
    const EnvLook held = envLook(splat, facts, u"It runs."_s);
    QVERIFY(held.hasAct);
    QCOMPARE(held.obstacle, u"It runs."_s);
    QVERIFY(envLook(mesh, facts, u"It runs."_s).obstacle.isEmpty());
}

void TestEnvironmentsTab::aFailureIsToldAndTriedAgain()
{
    EnvFacts facts;
    facts.problem = Error{.code = ErrorCode::PermissionDenied,
                          .message = u"custom_nodes cannot be read."_s,
                          .nextStep = {},
                          .detail = {}};
    show(facts);
    QVERIFY(findNamed(&m_fixture.window(), u"custom_nodes cannot be read."_s));
    m_fixture.click(u"Try again"_s);
    m_fixture.library().context().environments.tell(m_id, wellEnvs());
    QVERIFY(!findNamed(&m_fixture.window(), u"custom_nodes cannot be read."_s));
    QVERIFY(row(u"trellis"_s));
}

void TestEnvironmentsTab::removingListsWhatGoes()
{
    show(exampleEnvs());
    QAction *const remove = actionOf(u"trellis"_s, u"Remove…"_s);
    QVERIFY(remove);
    remove->trigger();
    const auto *dialog = m_fixture.window().findChild<RemoveEnvsDialog *>();
    QVERIFY(dialog);
    const auto *items = m_fixture.find<QTreeWidget>(u"What would go"_s, dialog);
    QCOMPARE(items->topLevelItemCount(), 1);
    QVERIFY(items->topLevelItem(0)->text(0).contains("trellis-py312"_L1));
    QVERIFY(items->topLevelItem(0)->text(1).contains("GiB"_L1));
    m_fixture.click(u"Cancel"_s, dialog);
    QTRY_VERIFY(!m_fixture.window().findChild<RemoveEnvsDialog *>());
}

void TestEnvironmentsTab::unusedOnesAreListedWithTheirSizes()
{
    show(exampleEnvs());
    QVERIFY(isSaid(tab(), u"being measured…"_s));
    m_fixture.click(u"Remove unused…"_s);
    const auto *dialog = m_fixture.window().findChild<RemoveEnvsDialog *>();
    QVERIFY(dialog);
    const auto *items = m_fixture.find<QTreeWidget>(u"What would go"_s, dialog);
    QCOMPARE(items->topLevelItemCount(), 2);
    QCOMPARE(items->topLevelItem(1)->text(1), u"not counted yet"_s);
}

void TestEnvironmentsTab::oneThatOthersMayUseIsRemovedOnItsOwnOnly()
{
    show(exampleEnvs());
    m_fixture.click(u"Remove _env_ab12cd"_s);
    const auto *dialog = m_fixture.window().findChild<RemoveEnvsDialog *>();
    QVERIFY(dialog);
    const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().contains("nobody notes"_L1);
    }));
    const auto *items = m_fixture.find<QTreeWidget>(u"What would go"_s, dialog);
    QCOMPARE(items->topLevelItemCount(), 1);
    QVERIFY(items->topLevelItem(0)->text(0).endsWith("_env_ab12cd"_L1));
}

void TestEnvironmentsTab::wishesAreShown()
{
    show(exampleEnvs());
    m_fixture.click(u"Copy the command for “ComfyUI-hair”"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"sudo apt-get install -y libgl1 libegl1 libosmesa6"_s);
    QVERIFY(findNamed(&m_fixture.window(), u"Show the plan for “ComfyUI-GeometryPack”"_s));
    m_fixture.library().context().environments.tell(m_id, wellEnvs());
    QTRY_VERIFY(!findNamed(&m_fixture.window(), u"Show the plan for “ComfyUI-GeometryPack”"_s));
}

void TestEnvironmentsTab::aWholeRefusalIsToldAndClosed()
{
    EnvFacts facts = wellEnvs();
    facts.refusal = Error{.code = ErrorCode::Busy,
                          .message = u"ComfyUI of “Studio” runs."_s,
                          .nextStep = u"Stop it, then try again."_s,
                          .detail = {}};
    show(facts);
    QVERIFY(findNamed(&m_fixture.window(), u"ComfyUI of “Studio” runs."_s));
    m_fixture.click(u"Close this message"_s);
    QTRY_VERIFY(!findNamed(&m_fixture.window(), u"ComfyUI of “Studio” runs."_s));
}

/** The real reading: a pack's file is found, and what becomes of it is seen without a key. */
void TestEnvironmentsTab::filesOnTheDiskAreReadAndFollowed()
{
    const Result<InstallId> id = m_fixture.library().addStandIn(u"Own"_s);
    QVERIFY2(id, id ? "" : qPrintable(id.error().message));
    m_id = *id;
    const Result<Install> install = loadInstall(Library(m_fixture.library().root()), m_id);
    QVERIFY(install);
    const QString pack = install->adoptedFolder + u"/custom_nodes/ComfyUI-Own"_s;
    QVERIFY(QDir().mkpath(pack + u"/nodes"_s));
    QFile config(pack + u"/nodes/comfy-env.toml"_s);
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("[pypi-dependencies]\ntinyhttp = \"*\"\n");
    config.close();
    MainWindow &window = m_fixture.open();
    window.showInstall(m_id);
    window.installPage().showTab(InstallPage::Environments);
    const Environments &known = m_fixture.library().context().environments;
    QTRY_VERIFY(!known.of(m_id).isLooking && (known.of(m_id).report || known.of(m_id).problem));
    const QString problem = known.of(m_id).problem.value_or(Error()).message;
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QTRY_VERIFY(row(u"own-nodes"_s));
    QCOMPARE(row(u"own-nodes"_s)->look().state, u"missing"_s);
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("this is no TOML\n");
    config.close();
    QTRY_COMPARE(row(u"own-nodes"_s)->look().state, u"not readable"_s);
}

void TestEnvironmentsTab::theLogFollowsItsFile()
{
    MainWindow &window = m_fixture.open();
    QFile file(m_fixture.library().root() + u"/install.log"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# comfy-env install log\nResolved 12 packages\n");
    file.flush();
    const Context &context = m_fixture.library().context();
    auto *dialog = new EnvLogDialog(
        u"own-nodes"_s, [path = file.fileName()] { return path; },
        {context.jobs, context.background}, &window);
    dialog->open();
    LogModel &model = dialog->log();
    QTRY_COMPARE(model.rowCount(), 2);
    file.write("Installed tinyhttp\n");
    file.flush();
    QTRY_COMPARE(model.rowCount(), 3);
    QVERIFY(file.resize(0));
    QVERIFY(file.seek(0));
    file.write("# comfy-env install log, once more\n");
    file.flush();
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), u"# comfy-env install log, once more"_s);
    dialog->close();
}

QTEST_MAIN(TestEnvironmentsTab)
#include "tst_environmentstab.moc"
