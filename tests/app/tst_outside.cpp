// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/desktop/given.h"
#include "app/desktop/porticolink.h"
#include "app/dialogs/adddialog.h"
#include "app/dialogs/askdialog.h"
#include "app/dialogs/importdialog.h"
#include "app/dialogs/linkdialog.h"
#include "app/pages/installpage.h"
#include "tests/app/examplecatalogue.h"
#include "tests/app/windowfixture.h"
#include "tests/support/patience.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** What comes from outside: what it is taken for, and that it only makes the window ask. */
class TestOutside final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { m_fixture.close(); }

    void linksAreRead_data();
    void linksAreRead();
    void hostileLinksAreRefused_data();
    void hostileLinksAreRefused();
    void whatIsGivenIsKnown_data();
    void whatIsGivenIsKnown();
    void whatIsNothingIsTold();
    void aLinkToABuildIsAQuestionFirst();
    void aLinkToAnUnknownBuildCannotGoOn();
    void aLinkToAnAddressNamesItsHost();
    void oneLinkAtATime();
    void aLinkOpensAnInstallOnlyAfterAsking();
    void aDroppedLinkIsAQuestion();
    void aSnapshotAsksForWhichInstall();
    void aSnapshotWithoutInstallsIsTold();

private:
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        (void)(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        return file.fileName();
    }
    QString shownTexts() const
    {
        QStringList texts;
        for (const QLabel *label : m_fixture.window().findChildren<QLabel *>())
            texts += label->text();
        return texts.join(u'\n');
    }

    WindowFixture m_fixture;
    QTemporaryDir m_folder;
};

void TestOutside::linksAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<PorticoLink>("link");
    const auto build =
        [](const char *row, const QString &text, const QString &id) {
            QTest::addRow("%s", row)
                << text << PorticoLink{.act = PorticoLink::Act::Install, .what = id, .address = {}};
        };
    build("a build", u"portico://install?bundle=official/v0.38.0/nvidia"_s,
          u"official/v0.38.0/nvidia"_s);
    build("a build, percent-encoded", u"portico://install?bundle=team%2Fstudio%2Fone-1.0%2Bcu130"_s,
          u"team/studio/one-1.0+cu130"_s);
    build("in capitals, with a slash, as browsers write it",
          u"PORTICO://install/?bundle=official/v0.38.0/nvidia"_s, u"official/v0.38.0/nvidia"_s);
    build("without the two slashes", u"portico:install?bundle=official/v1/amd"_s,
          u"official/v1/amd"_s);
    QTest::addRow("an address") << u"portico://install?bundle=https://example.org/a/b.zip"_s
                                << PorticoLink{.act = PorticoLink::Act::Install,
                                               .what = {},
                                               .address = QUrl(u"https://example.org/a/b.zip"_s)};
    QTest::addRow("an address, percent-encoded")
        << u"portico://install?bundle=https%3A%2F%2Fexample.org%2Fb.zip%3Fv%3D1%26w%3D2"_s
        << PorticoLink{.act = PorticoLink::Act::Install,
                       .what = {},
                       .address = QUrl(u"https://example.org/b.zip?v=1&w=2"_s)};
    QTest::addRow("an install") << u"portico://open?install=My%20Studio%20%C3%BC"_s
                                << PorticoLink{.act = PorticoLink::Act::Open,
                                               .what = u"My Studio ü"_s,
                                               .address = {}};
}

void TestOutside::linksAreRead()
{
    QFETCH(QString, text);
    QFETCH(PorticoLink, link);
    QVERIFY(isPorticoLink(text));
    const Result<PorticoLink> read = porticoLinkFrom(text);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(*read, link);
}

void TestOutside::hostileLinksAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ErrorCode>("code");
    const auto bad = [](const char *row, const QString &text, ErrorCode code) {
        QTest::addRow("%s", row) << text << code;
    };
    const ErrorCode unreadable = ErrorCode::InvalidInput;
    const ErrorCode refused = ErrorCode::Refused;
    bad("nothing in it", u"portico://"_s, unreadable);
    bad("another act", u"portico://run?install=Studio"_s, unreadable);
    bad("a start", u"portico://start?install=Studio"_s, unreadable);
    bad("no question", u"portico://install/official/v1/nvidia"_s, unreadable);
    bad("the other key", u"portico://install?install=Studio"_s, unreadable);
    bad("an empty value", u"portico://install?bundle="_s, unreadable);
    bad("blank", u"portico://open?install=%20%20"_s, unreadable);
    bad("two keys", u"portico://install?bundle=official/v1/amd&sha256=0"_s, unreadable);
    bad("twice the same", u"portico://install?bundle=a/b&bundle=c/d"_s, unreadable);
    bad("a fragment", u"portico://install?bundle=a/b#c"_s, unreadable);
    bad("a user", u"portico://me@install?bundle=a/b"_s, unreadable);
    bad("a port", u"portico://install:80?bundle=a/b"_s, unreadable);
    bad("a line break", u"portico://install?bundle=a/b\nx"_s, unreadable);
    bad("a line break at the end", u"portico://install?bundle=a/b\n"_s, unreadable);
    bad("an option", u"portico://install?bundle=a/b --library=/"_s, unreadable);
    bad("very long", u"portico://install?bundle=a/"_s + QString(5000, u'b'), unreadable);
    bad("a long id", u"portico://install?bundle=a/"_s + QString(300, u'b'), unreadable);
    bad("a long name", u"portico://open?install="_s + QString(300, u'b'), unreadable);
    bad("a path", u"portico://install?bundle=/etc/passwd"_s, unreadable);
    bad("a path upwards", u"portico://install?bundle=../../etc/passwd"_s, unreadable);
    bad("dots inside", u"portico://install?bundle=official/../x"_s, unreadable);
    bad("a folder of Windows", u"portico://install?bundle=C:%5CWindows"_s, unreadable);
    bad("another computer's folder", u"portico://install?bundle=%5C%5Chost%5Cshare"_s, unreadable);
    bad("an option in the value", u"portico://install?bundle=--library"_s, unreadable);
    bad("a stray percent", u"portico://open?install=100%"_s, unreadable);
    bad("no digits", u"portico://open?install=%zz"_s, unreadable);
    bad("encoded twice", u"portico://install?bundle=https%253A%252F%252Fexample.org"_s, unreadable);
    bad("no UTF-8", u"portico://open?install=%ff%fe"_s, unreadable);
    bad("a null", u"portico://open?install=a%00b"_s, refused);
    bad("an escape", u"portico://open?install=a%1Bb"_s, refused);
    bad("another direction", u"portico://open?install=a%E2%80%AEb"_s, refused);
    bad("a letter without width", u"portico://open?install=a%E2%80%8Bb"_s, refused);
    bad("a tag", u"portico://open?install=a%F3%A0%81%81b"_s, refused);
    bad("http", u"portico://install?bundle=http://example.org/b.zip"_s, refused);
    bad("file", u"portico://install?bundle=file:///etc/passwd"_s, unreadable);
    bad("file of a host", u"portico://install?bundle=file://host/share"_s, refused);
    bad("script", u"portico://install?bundle=javascript:alert(1)"_s, unreadable);
    bad("ftp", u"portico://install?bundle=ftp://example.org/b.zip"_s, refused);
    bad("itself", u"portico://install?bundle=portico://open"_s, refused);
    bad("a user in the address", u"portico://install?bundle=https://github.com@example.org/b"_s,
        refused);
    bad("no host", u"portico://install?bundle=https:///b.zip"_s, unreadable);
    bad("a long address", u"portico://install?bundle=https://example.org/"_s + QString(3000, u'b'),
        unreadable);
}

void TestOutside::hostileLinksAreRefused()
{
    QFETCH(QString, text);
    const Result<PorticoLink> read = porticoLinkFrom(text);
    QVERIFY(!read);
    QTEST(read.error().code, "code");
    QVERIFY(!read.error().message.isEmpty() && !read.error().nextStep.isEmpty());
    QVERIFY(!read.error().message.contains(u"passwd"_s));
}

void TestOutside::whatIsGivenIsKnown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("kind");
    const auto row = [](const QString &name, const QByteArray &content, Given::Kind kind) {
        QTest::addRow("%s %s", qPrintable(name), content.left(20).constData())
            << name << content << int(kind);
    };
    row(u"a.zip"_s, "PK", Given::Kind::Bundle);
    row(u"a.7z.001"_s, "7z", Given::Kind::Bundle);
    row(u"a.portico-snapshot"_s, "{}", Given::Kind::Snapshot);
    row(u"A.Portico-Snapshot.JSON"_s, "{}", Given::Kind::Snapshot);
    row(u"a.portico-catalogue"_s, "{}", Given::Kind::Catalogue);
    row(u"a.portico-catalogue.json"_s, "{}", Given::Kind::Catalogue);
    row(u"a.json"_s, R"({"format": "portico-snapshot"})", Given::Kind::Snapshot);
    row(u"a.json"_s, R"({"git_custom_nodes": {}})", Given::Kind::Snapshot);
    row(u"a.json"_s, R"({"schema": 1, "bundles": []})", Given::Kind::Catalogue);
    row(u"a.json"_s, R"({"schema": 1, "nodes": []})", Given::Kind::Recipe);
    row(u"a.json"_s, "not JSON", Given::Kind::Recipe);
}

void TestOutside::whatIsGivenIsKnown()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(int, kind);
    const QString path = write(name, content);
    for (const QString &text : {path, QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded)}) {
        const Result<Given> given = givenFrom(text);
        QVERIFY2(given, qPrintable(given ? QString() : given.error().message));
        QCOMPARE(int(given->kind), kind);
        QCOMPARE(given->place, path);
        QCOMPARE(wherever(text), path);
    }
}

void TestOutside::whatIsNothingIsTold()
{
    QCOMPARE(givenFrom(m_folder.path())->kind, Given::Kind::Folder);
    QCOMPARE(givenFrom(u"https://example.org/b.zip"_s)->kind, Given::Kind::Address);
    QCOMPARE(givenFrom(u"portico://anything"_s)->kind, Given::Kind::Link);
    QCOMPARE(givenFrom(u"/not/there.zip"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(givenFrom(u"file://host/there.zip"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(givenFrom(u"a\u0007b"_s).error().code, ErrorCode::InvalidInput);
    QCOMPARE(wherever(u"portico://open?install=a"_s), u"portico://open?install=a"_s);
    m_fixture.open().takeGiven(u"/not/there.zip"_s);
    QVERIFY(shownTexts().contains(u"There is no file or folder /not/there.zip."_s));
}

void TestOutside::aLinkToABuildIsAQuestionFirst()
{
    MainWindow &window = m_fixture.open();
    m_fixture.library().context().advice.tell({.computer = exampleComputer(),
                                               .catalogue = exampleCatalogue(),
                                               .versions = exampleVersions()});
    const CatalogueEntry wanted = exampleCatalogue().entries.constFirst();
    window.takeGiven(u"portico://install?bundle="_s + wanted.id);
    auto *question = window.findChild<LinkDialog *>();
    QVERIFY(question && question->isVisible());
    QVERIFY(shownTexts().contains(wanted.name));
    QVERIFY(shownTexts().contains(wanted.files.constFirst().url.host()));
    QVERIFY(!window.findChild<AddDialog *>());
    for (const QLabel *label : question->findChildren<QLabel *>()) {
        if (label->isVisible() && label->wordWrap())
            QTRY_VERIFY_WITH_TIMEOUT(label->height() >= label->heightForWidth(label->width()),
                                     int(kAtOnceMs));
    }
    m_fixture.click(u"Go on…"_s, question);
    auto *add = window.findChild<AddDialog *>();
    QVERIFY(add && add->isVisible());
    QVERIFY(m_fixture.library().context().jobs.jobs().isEmpty());
}

void TestOutside::aLinkToAnUnknownBuildCannotGoOn()
{
    MainWindow &window = m_fixture.open();
    m_fixture.library().context().advice.tell({.computer = exampleComputer(),
                                               .catalogue = exampleCatalogue(),
                                               .versions = exampleVersions()});
    window.takeGiven(u"portico://install?bundle=team/nobody/has"_s);
    auto *question = window.findChild<LinkDialog *>();
    QVERIFY(question);
    QVERIFY(!m_fixture.find<QAbstractButton>(u"Go on…"_s, question)->isEnabled());
    QVERIFY(shownTexts().contains(u"None of your lists of builds has “team/nobody/has”."_s));
}

void TestOutside::aLinkToAnAddressNamesItsHost()
{
    MainWindow &window = m_fixture.open();
    const auto before = m_fixture.library().context().background.jobs().size();
    window.takeGiven(u"portico://install?bundle=https://exаmple.org/portable.zip"_s); // а Cyrillic
    auto *question = window.findChild<LinkDialog *>();
    QVERIFY(question);
    QVERIFY2(shownTexts().contains(u"xn--exmple-4nf.org"_s), qPrintable(shownTexts()));
    QCOMPARE(m_fixture.library().context().background.jobs().size(), before);
    m_fixture.click(u"Go on…"_s, question);
    QVERIFY(window.findChild<AddDialog *>());
}

void TestOutside::oneLinkAtATime()
{
    MainWindow &window = m_fixture.open();
    for (int i = 0; i < 20; ++i)
        window.takeGiven(u"portico://install?bundle=https://example.org/%1.zip"_s.arg(i));
    QCOMPARE(window.findChildren<LinkDialog *>().size(), 1);
    QVERIFY(shownTexts().contains(u"0.zip"_s));
    QVERIFY(shownTexts().contains(u"Answer the question, then follow the link again."_s));
    window.findChild<LinkDialog *>()->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<LinkDialog *>(), int(kAtOnceMs));
    window.takeGiven(u"portico://install?bundle=https://example.org/next.zip"_s);
    QVERIFY(shownTexts().contains(u"next.zip"_s));
}

void TestOutside::aLinkOpensAnInstallOnlyAfterAsking()
{
    m_fixture.library().addRecord(u"First"_s);
    const InstallId wanted = m_fixture.library().addRecord(u"My Studio"_s);
    MainWindow &window = m_fixture.open();
    const InstallId before = window.installPage().install();
    window.takeGiven(u"portico://open?install=nobody"_s);
    QVERIFY(shownTexts().contains(u"there is no such install"_s));
    window.takeGiven(u"portico://open?install=my%20studio"_s);
    auto *question = window.findChild<AskDialog *>();
    QVERIFY(question);
    QCOMPARE(window.installPage().install(), before);
    m_fixture.click(u"Open"_s, question);
    QCOMPARE(window.installPage().install(), wanted);
    QCOMPARE(m_fixture.library().context().sessions.status(wanted).state, SessionState::Stopped);
}

void TestOutside::aDroppedLinkIsAQuestion()
{
    MainWindow &window = m_fixture.open();
    QMimeData data;
    data.setUrls({QUrl(u"portico://install?bundle=https://example.org/dropped.zip"_s)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    QVERIFY(window.findChild<LinkDialog *>());
    QVERIFY(shownTexts().contains(u"dropped.zip"_s));
}

void TestOutside::aSnapshotAsksForWhichInstall()
{
    m_fixture.library().addRecord(u"First"_s);
    const InstallId second = m_fixture.library().addRecord(u"Second"_s);
    MainWindow &window = m_fixture.open();
    window.showInstall(second);
    window.takeGiven(write(u"state.portico-snapshot.json"_s, "{}"));
    auto *question = window.findChild<ImportDialog *>();
    QVERIFY(question);
    QCOMPARE(m_fixture.find<QComboBox>(u"Install"_s, question)->currentText(), u"Second"_s);
    m_fixture.click(u"Show what would change…"_s, question);
    QTRY_VERIFY_WITH_TIMEOUT(shownTexts().contains(u"is no snapshot."_s), int(kAtOnceMs));
}

void TestOutside::aSnapshotWithoutInstallsIsTold()
{
    m_fixture.open().takeGiven(write(u"state.portico-snapshot.json"_s, "{}"));
    QVERIFY(shownTexts().contains(u"there is no install yet"_s));
}

QTEST_MAIN(TestOutside)
#include "tst_outside.moc"
