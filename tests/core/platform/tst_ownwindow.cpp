// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/hostos.h"
#include "core/platform/ownwindow.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

const QUrl kPage(u"http://127.0.0.1:8188/?a b"_s);

} // namespace

class TestOwnWindow final : public QObject
{
    Q_OBJECT

private slots:
    void eachSystemStartsItItsWay()
    {
        const QString wish = u"--app=http://127.0.0.1:8188/?a%20b"_s;
        QCOMPARE(ownWindowCommand(Os::Linux, u"/usr/bin/chromium"_s, kPage),
                 QStringList({u"/usr/bin/chromium"_s, wish}));
        QCOMPARE(ownWindowCommand(Os::Windows, u"C:/Program Files/Edge/msedge.exe"_s, kPage),
                 QStringList({u"C:/Program Files/Edge/msedge.exe"_s, wish}));
        QCOMPARE(ownWindowCommand(Os::MacOS, u"/Applications/Google Chrome.app"_s, kPage),
                 QStringList({u"/usr/bin/open"_s, u"-n"_s, u"-a"_s,
                              u"/Applications/Google Chrome.app"_s, u"--args"_s, wish}));
    }

    void theFirstThatIsHereIsTaken_data()
    {
        QTest::addColumn<Os>("os");
        QTest::addColumn<QStringList>("here");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("place");
        QTest::addRow("of two on Linux")
            << Os::Linux << QStringList{u"vivaldi"_s, u"chromium-browser"_s} << u"Chromium"_s
            << u"there/chromium-browser"_s;
        QTest::addRow("Edge comes with Windows") << Os::Windows << QStringList{u"msedge.exe"_s}
                                                 << u"Microsoft Edge"_s << u"there/msedge.exe"_s;
        QTest::addRow("an application of macOS") << Os::MacOS << QStringList{u"Brave Browser.app"_s}
                                                 << u"Brave"_s << u"there/Brave Browser.app"_s;
        QTest::addRow("a browser of another family")
            << Os::Linux << QStringList{u"firefox"_s} << QString() << QString();
        QTest::addRow("the name of another system")
            << Os::Windows << QStringList{u"google-chrome"_s} << QString() << QString();
    }
    void theFirstThatIsHereIsTaken()
    {
        QFETCH(Os, os);
        QFETCH(QStringList, here);
        QFETCH(QString, title);
        QFETCH(QString, place);
        const auto found = firstOwnWindowBrowser(os, [&here](const QString &name) {
            return here.contains(name) ? u"there/"_s + name : QString();
        });
        QCOMPARE(found.has_value(), !title.isEmpty());
        QCOMPARE(found ? found->title : QString(), title);
        QCOMPARE(found ? found->place : QString(), place);
    }

    /** A stand-in that comes first on the PATH and writes down what it is told. */
    void aWebPageIsOpenedAndNothingElse()
    {
        if (hostOs() != Os::Linux)
            QSKIP("Only on Linux a browser is found by the PATH.");
        const QTemporaryDir folder;
        const QString told = folder.filePath(u"told"_s);
        QFile browser(folder.filePath(u"google-chrome-stable"_s));
        QVERIFY(browser.open(QIODevice::WriteOnly));
        browser.write("#!/bin/sh\necho \"$1\" > '" + told.toUtf8() + ".part' && mv '"
                      + told.toUtf8() + ".part' '" + told.toUtf8() + "'\n");
        browser.close();
        QVERIFY(browser.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray path = qgetenv("PATH");
        const auto back = qScopeGuard([&path] { qputenv("PATH", path); });
        qputenv("PATH", folder.path().toUtf8() + ':' + path);
        QVERIFY(!openOwnWindow(QUrl(u"file:///etc/hosts"_s)));
        QVERIFY(!openOwnWindow(QUrl(u"javascript:alert(1)"_s)));
        QVERIFY(!openOwnWindow(QUrl()));
        QVERIFY(openOwnWindow(kPage));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(told), int(kAtOnceMs));
        QFile words(told);
        QVERIFY(words.open(QIODevice::ReadOnly));
        QCOMPARE(words.readAll(), QByteArray("--app=http://127.0.0.1:8188/?a%20b\n"));
    }
};

QTEST_GUILESS_MAIN(TestOwnWindow)
#include "tst_ownwindow.moc"
