// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/installpackdialog.h"
#include "app/dialogs/updatepackdialog.h"
#include "core/jobs/jobrunner.h"
#include "tests/app/examplepacks.h"
#include "tests/app/findwidget.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTreeView>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** Which pack, from where, which version: by clicks and keys, found by accessible name. */
class TestInstallPackDialog final : public QObject
{
    Q_OBJECT

private slots:
    void theRegistryIsSearchedAndChosen();
    void anOldAnswerSaysItsAge();
    void placesAreTakenAsTyped();
    void anotherVersionIsChosenOrTyped();
};

void TestInstallPackDialog::theRegistryIsSearchedAndChosen()
{
    JobRunner background;
    QStringList asked; // written on workers, one after another
    const RegistrySearch search = [&asked](const QString &words, int, Asking,
                                           const JobContext &) -> Result<RegistryPage> {
        asked += words;
        RegistryPage page = exampleRegistry();
        page.pages = 1;
        if (!words.isEmpty())
            page.nodes = {page.nodes[1]};
        return page;
    };
    InstallPackDialog dialog(
        {.install = u"Studio"_s, .installed = {u"comfyui-impact-pack"_s}, .search = search},
        background, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QSignalSpy chosen(&dialog, &InstallPackDialog::chosen);
    auto *table = find<QTreeView>(u"Node packs of the registry"_s, &dialog);
    QTRY_COMPARE(table->model()->rowCount(), 4);
    QTRY_VERIFY(!background.isBusy());
    auto *accept = find<QPushButton>(u"Show the plan"_s, &dialog);
    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(!accept->isEnabled()); // it is installed
    auto *words = find<QLineEdit>(u"Search the Comfy Registry"_s, &dialog);
    QTest::keyClicks(words, u"quality"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(accept->isEnabled());
    QTest::keyClicks(find<QLineEdit>(u"Version"_s, &dialog), u"1.2.3"_s);
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    const auto order = chosen[0][0].value<PackOrder>();
    QCOMPARE(order.sources.size(), 1);
    QCOMPARE(order.sources[0].place, u"comfyui-kjnodes"_s);
    QCOMPARE(order.sources[0].ref, u"1.2.3"_s);
    QVERIFY(asked.contains(u"quality"_s));
}

void TestInstallPackDialog::anOldAnswerSaysItsAge()
{
    JobRunner background;
    const RegistrySearch search = [](const QString &, int, Asking,
                                     const JobContext &) -> Result<RegistryPage> {
        return keptRegistry();
    };
    InstallPackDialog dialog({.install = u"Studio"_s, .installed = {}, .search = search},
                             background, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    const auto says = [&dialog](const QString &words) {
        const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&words](const QLabel *label) { return label->text().contains(words); });
    };
    QTRY_VERIFY(says(u"The registry cannot be reached now."_s));
}

void TestInstallPackDialog::placesAreTakenAsTyped()
{
    JobRunner background;
    const RegistrySearch search = [](const QString &, int, Asking,
                                     const JobContext &) -> Result<RegistryPage> {
        return RegistryPage();
    };
    InstallPackDialog dialog({.install = u"Studio"_s, .installed = {}, .search = search},
                             background, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QSignalSpy chosen(&dialog, &InstallPackDialog::chosen);
    auto *tabs = find<QTabBar>(u"Where it comes from"_s, &dialog);
    auto *accept = find<QPushButton>(u"Show the plan"_s, &dialog);
    tabs->setCurrentIndex(InstallPackDialog::List);
    QTest::keyClicks(find<QLineEdit>(u"Path of the list"_s, &dialog), u"/tmp/repos.txt"_s);
    QVERIFY(!accept->isEnabled());
    QVERIFY(!find<QLabel>(u"What is wrong or should be known"_s, &dialog)->text().isEmpty());
    tabs->setCurrentIndex(InstallPackDialog::Address);
    QTest::keyClicks(find<QLineEdit>(u"Git address"_s, &dialog), u"https://example.org/a"_s);
    QTest::keyClicks(find<QLineEdit>(u"Version, branch or commit"_s, &dialog), u"main"_s);
    QTest::mouseClick(accept, Qt::LeftButton);
    QCOMPARE(chosen.value(0).value(0).value<PackOrder>().typed, u"https://example.org/a@main"_s);
}

void TestInstallPackDialog::anotherVersionIsChosenOrTyped()
{
    JobRunner background;
    const VersionSource source = [](const QString &id, const JobContext &) -> Result<RegistryPack> {
        RegistryPack pack;
        pack.node.id = id;
        pack.versions += RegistryVersion();
        pack.versions.last().version = u"8.27.2"_s;
        return pack;
    };
    UpdatePackDialog dialog(examplePacks()[0].pack, source, background, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QSignalSpy chosen(&dialog, &UpdatePackDialog::chosen);
    auto *version = dialog.findChild<QComboBox *>();
    QTRY_COMPARE(version->count(), 1);
    QVERIFY(version->currentText().isEmpty()); // the newest, unless the person says otherwise
    QTest::keyClicks(version->lineEdit(), u"a b"_s);
    auto *accept = find<QPushButton>(u"Show the plan"_s, &dialog);
    QVERIFY(!accept->isEnabled());
    version->setCurrentIndex(0);
    QVERIFY(accept->isEnabled());
    QTest::keyClick(version->lineEdit(), Qt::Key_Return);
    QCOMPARE(chosen.value(0).value(0).toString(), u"8.27.2"_s);
}

QTEST_MAIN(TestInstallPackDialog)
#include "tst_installpackdialog.moc"
