// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/guiltydialog.h"
#include "app/pages/installpage.h"
#include "app/widgets/diagnosiscards.h"
#include "app/widgets/startbutton.h"
#include "core/installs/installfile.h"
#include "tests/app/testlibrary.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 60'000;

Diagnosis portTaken()
{
    Diagnosis diagnosis;
    diagnosis.id = u"port-taken"_s;
    diagnosis.title = u"The port is taken"_s;
    diagnosis.message = u"Another program uses port 8188."_s;
    diagnosis.nextStep = u"Use the next free port."_s;
    diagnosis.evidence = {u"Port 8188 is already in use on address 127.0.0.1."_s};
    diagnosis.fix = {FixKind::NextFreePort};
    return diagnosis;
}

} // namespace

/** The cards of the window, around real sessions of the stand-in. */
class TestDiagnosis : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("PORTICO_INTERRUPT_MS", "600");
        qputenv("PORTICO_TERMINATE_MS", "600");
    }
    void init() { m_library = std::make_unique<TestLibrary>(); }
    void cleanup() { m_library.reset(); }

    void aCardHasOneButtonAndCanBeReadAloud()
    {
        DiagnosisCards cards(2);
        QVERIFY(cards.isHidden());
        cards.setDiagnoses({portTaken()});
        cards.QWidget::show();
        const QList<QAbstractButton *> buttons = cards.findChildren<QAbstractButton *>();
        QCOMPARE(buttons.size(), 1);
        QCOMPARE(buttons.first()->text(), u"Use the next free port"_s);
        QVERIFY(buttons.first()->focusPolicy() & Qt::TabFocus);
        QVERIFY(findNamed(&cards, u"The port is taken"_s));
        QVERIFY(findNamed(
            &cards, u"What the log says: Port 8188 is already in use on address 127.0.0.1."_s));
        QSignalSpy asked(&cards, &DiagnosisCards::fixRequested);
        QTest::keyClick(buttons.first(), Qt::Key_Space);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<Diagnosis>().id, u"port-taken"_s);
    }

    void moreThanFitAreCounted()
    {
        DiagnosisCards cards(2);
        cards.setDiagnoses({portTaken(), portTaken(), portTaken(), portTaken()});
        QCOMPARE(cards.findChildren<QAbstractButton *>().size(), 2);
        cards.setDiagnoses({});
        QVERIFY(cards.isHidden());
    }

    void aWrongArgumentIsRemovedByOneClick()
    {
        const InstallId id = addStandIn();
        Result<Install> install = updateInstall(Library(m_library->root()), id, [](Install &one) {
            one.settings.arguments = {u"--cpu"_s, u"--no-such-flag"_s};
        });
        QVERIFY(install);
        open(id);
        start(id, SessionState::Crashed);
        click(u"Remove --no-such-flag"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), SessionState::Ready, kPatience);
        QCOMPARE(m_library->context().installs.find(id)->settings.arguments,
                 QStringList{u"--cpu"_s});
        QTRY_VERIFY(!findNamed(m_window, u"Remove --no-such-flag"_s));
        stop(id);
    }

    void aPackThatDoesNotLoadIsTold()
    {
        const InstallId id = addStandIn();
        addPack(id, u"Broken"_s, "from json import nothing_of_that_name\n");
        open(id);
        start(id, SessionState::Ready);
        QTRY_VERIFY_WITH_TIMEOUT(findNamed(m_window, u"Update Broken…"_s), kPatience);
        m_window->installPage().showTab(InstallPage::Log);
        QTRY_VERIFY(findNamed(m_window, u"Update Broken…"_s)); // above the log, too
        stop(id);
    }

    void aSafeStartIsNamed()
    {
        const InstallId id = addStandIn();
        addPack(id, u"Deadly"_s, "import os\nos._exit(3)\n");
        open(id);
        start(id, SessionState::Crashed);
        click(u"Safe start"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), SessionState::Ready, kPatience);
        QTRY_VERIFY(!labelsWith(u"(safe start)"_s).isEmpty());
        stop(id);
    }

    void theGuiltyPackIsFoundAndNamed()
    {
        const InstallId id = addStandIn();
        for (const QString &name : {u"One"_s, u"Two"_s, u"Three"_s})
            addPack(id, name, "NODE_CLASS_MAPPINGS = {}\n");
        addPack(id, u"Deadly"_s, "import os\nos._exit(3)\n");
        open(id);
        chooseGuilty({});
        QTRY_VERIFY_WITH_TIMEOUT(findNamed(m_window, u"Disable Deadly"_s), kPatience);
        QVERIFY(!labelsWith(u"Deadly keeps ComfyUI from starting"_s).isEmpty());
        QCOMPARE(state(id), SessionState::Stopped); // nobody saw a session of it
        click(u"Close this message"_s);
        QTRY_VERIFY(!findNamed(m_window, u"Disable Deadly"_s));
    }

    void thePersonIsAskedInEachRound()
    {
        const InstallId id = addStandIn();
        for (const QString &name : {u"Good"_s, u"Odd"_s})
            addPack(id, name, "NODE_CLASS_MAPPINGS = {}\n");
        open(id);
        chooseGuilty(u"&Something else: ask me each time"_s);
        // It goes wrong whenever Odd is there: the first round has all.
        int rounds = 0;
        while (rounds < 8) {
            QTRY_VERIFY_WITH_TIMEOUT(findNamed(m_window, u"All is well"_s)
                                         || findNamed(m_window, u"Disable Odd"_s),
                                     kPatience);
            if (findNamed(m_window, u"Disable Odd"_s))
                break;
            ++rounds;
            QTRY_COMPARE(packLines().size(), rounds);
            const bool hasOdd = packLines().constLast().contains(u"Odd"_s);
            click(hasOdd ? u"It still goes wrong"_s : u"All is well"_s);
            QTRY_VERIFY(!findNamed(m_window, u"All is well"_s));
        }
        QVERIFY(rounds >= 3);
        QVERIFY(!labelsWith(u"It goes wrong with the node pack Odd"_s).isEmpty());
    }

    void aSearchCanBeCancelled()
    {
        const InstallId id = addStandIn();
        addPack(id, u"Hangs"_s, "import time\ntime.sleep(3600)\n");
        open(id);
        chooseGuilty({});
        QTRY_VERIFY(!m_library->context().jobs.jobs().isEmpty());
        Job *job = m_library->context().jobs.jobs().constLast();
        QTRY_VERIFY_WITH_TIMEOUT(job->progress().total > 0, kPatience);
        job->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(job->isFinished(), 10'000);
        QTRY_VERIFY(labelsWith(u"Looking for the guilty node pack"_s).isEmpty());
    }

private:
    InstallId addStandIn()
    {
        const Result<InstallId> id = m_library->addStandIn(u"Test"_s);
        if (!id)
            qFatal("%s", qPrintable(id.error().message));
        return *id;
    }
    void addPack(const InstallId &id, const QString &name, const QByteArray &code) const
    {
        const Result<Install> install = loadInstall(Library(m_library->root()), id);
        const QString folder = install->adoptedFolder + u"/custom_nodes/"_s + name;
        QDir().mkpath(folder);
        QFile file(folder + u"/__init__.py"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(code);
    }
    void open(const InstallId &id)
    {
        m_window = &m_library->open();
        m_window->show();
        m_window->showInstall(id);
    }
    /** What the newest job said of the packs of its rounds. */
    QStringList packLines() const
    {
        QStringList lines = m_library->context().jobs.jobs().constLast()->log();
        lines.removeIf([](const QString &line) { return !line.startsWith(u"Packs: "_s); });
        return lines;
    }
    SessionState state(const InstallId &id) const
    {
        return m_library->context().sessions.status(id).state;
    }
    void start(const InstallId &id, SessionState until)
    {
        m_library->context().sessions.start(id, {});
        QTRY_COMPARE_WITH_TIMEOUT(state(id), until, kPatience);
    }
    void stop(const InstallId &id)
    {
        m_library->context().sessions.stop(id);
        QTRY_COMPARE_WITH_TIMEOUT(state(id), SessionState::Stopped, kPatience);
    }
    void click(const QString &name)
    {
        QTRY_VERIFY_WITH_TIMEOUT(findNamed(m_window, name), kPatience);
        auto *button = qobject_cast<QAbstractButton *>(findNamed(m_window, name));
        QVERIFY(button);
        button->click();
    }
    QStringList labelsWith(const QString &words) const
    {
        QStringList found;
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words))
                found.append(label->text());
        }
        return found;
    }
    /** From the Start button's menu through the dialog. */
    void chooseGuilty(const QString &option)
    {
        const QList<QAction *> acts = m_window->findChild<StartButton *>()->menu()->actions();
        const auto act = std::find_if(acts.begin(), acts.end(), [](const QAction *one) {
            return one->text().contains(u"guilty"_s);
        });
        QVERIFY(act != acts.end());
        (*act)->trigger();
        auto *dialog = m_window->findChild<GuiltyDialog *>();
        QVERIFY(dialog);
        for (QRadioButton *radio : dialog->findChildren<QRadioButton *>()) {
            if (radio->text() == option)
                radio->setChecked(true);
        }
        QTest::keyClick(dialog, Qt::Key_Return);
    }

    std::unique_ptr<TestLibrary> m_library;
    MainWindow *m_window = nullptr;
};

QTEST_MAIN(TestDiagnosis)
#include "tst_diagnosis.moc"
