// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/guidewindow.h"
#include "app/models/glossary.h"
#include "app/style/colours.h"
#include "app/widgets/guideview.h"
#include "tests/app/windowfixture.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The guide within the program: every link, heading and picture of it is there, and keys lead to
 * it. */
class TestGuide final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { m_fixture.close(); }

    void everyLinkLeadsSomewhere_data();
    void everyLinkLeadsSomewhere();
    void everyWordHasItsHeading();
    void theTextHasTheHeadingsOfItsFile();
    void aTranslationIsTakenWhereThereIsOne_data();
    void aTranslationIsTakenWhereThereIsOne();
    void f1OpensItAndAChapterIsChosenByKeys();
    void aWordIsFoundOrToldMissing();
    void linksWithinAreFollowedAndBackLeadsBack();
    void whatIsThisOpensItsWord();
    void darkShowsDarkPictures();

private:
    GuideWindow &openedGuide();
    WindowFixture m_fixture;
};

namespace {

QStringList files()
{
    return QDir(guideFolder()).entryList({u"*.md"_s}, QDir::Files);
}

/** Whether an address, as a file of the guide writes it, leads to a file or heading that is there.
 */
bool leadsSomewhere(const QString &from, const QString &target)
{
    if (target.startsWith("https://"_L1))
        return QUrl(target).isValid();
    const QString file = target.section(u'#', 0, 0);
    const QString anchor = target.section(u'#', 1);
    const QString path =
        file.isEmpty() ? guideFolder() + u'/' + from : QDir::cleanPath(guideFolder() + u'/' + file);
    return QFile::exists(path)
        && (anchor.isEmpty() || headingAt(headingsOf(guideText(path)), anchor) >= 0);
}

} // namespace

void TestGuide::everyLinkLeadsSomewhere_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("target");
    static const QRegularExpression link(u"\\]\\(([^)\\s]+)\\)"_s);
    for (const QString &file : files()) {
        const QString text = guideText(guideFolder() + u'/' + file);
        for (const QRegularExpressionMatch &match : link.globalMatch(text))
            QTest::addRow("%s: %s", qPrintable(file), qPrintable(match.captured(1)))
                << file << match.captured(1);
    }
}

void TestGuide::everyLinkLeadsSomewhere()
{
    QFETCH(QString, file);
    QFETCH(QString, target);
    QVERIFY2(leadsSomewhere(file, target), qPrintable(target));
    QVERIFY2(!leadsSomewhere(file, target.section(u'#', 0, 0) + u"#nowhere-at-all"_s)
                 || target.startsWith("https://"_L1),
             "a heading that is not there is told");
}

void TestGuide::everyWordHasItsHeading()
{
    const QList<GuideHeading> headings = headingsOf(guideText(guideFolder() + "/guide.md"_L1));
    for (const Topic topic : allTopics()) {
        const qsizetype at = headingAt(headings, anchorOf(topic));
        QVERIFY2(at >= 0, qPrintable(anchorOf(topic)));
        QCOMPARE(headings.at(at).level, 3);
        QVERIFY(explanationOf(topic).endsWith(u'.'));
    }
    QCOMPARE(allTopics().size(), 11);
}

/** Also of translations: what is opened by the English heading's number is the same one there. */
void TestGuide::theTextHasTheHeadingsOfItsFile()
{
    const QList<GuideHeading> english = headingsOf(guideText(guideFolder() + "/guide.md"_L1));
    QVERIFY(english.size() > 20);
    for (const QString &file : files()) {
        GuideView view;
        view.open(guideFolder() + u'/' + file);
        QStringList shown;
        for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
            if (block.blockFormat().headingLevel() > 0)
                shown += block.text();
        }
        QStringList written;
        QList<int> levels;
        for (const GuideHeading &heading : view.headings()) {
            written += QString(heading.text).remove(u'`');
            levels += heading.level;
        }
        QCOMPARE(shown, written);
        if (!file.startsWith("guide."_L1))
            continue;
        // An emphasis that ends beside a mark and before a letter is none.
        QVERIFY2(!view.toPlainText().contains(u'*'), qPrintable(file));
        QCOMPARE(levels.size(), english.size());
        for (qsizetype i = 0; i < levels.size(); ++i)
            QCOMPARE(levels.at(i), english.at(i).level);
    }
}

void TestGuide::aTranslationIsTakenWhereThereIsOne_data()
{
    QTest::addColumn<QStringList>("languages");
    QTest::addColumn<QString>("file");
    QTest::newRow("its language") << QStringList{u"de-AT"_s, u"de"_s} << u"guide.de.md"_s;
    QTest::newRow("its language and country") << QStringList{u"zh-CN"_s} << u"guide.zh_CN.md"_s;
    QTest::newRow("another country's") << QStringList{u"zh-TW"_s} << u"guide.md"_s;
    QTest::newRow("none") << QStringList{u"ja-JP"_s} << u"guide.md"_s;
    QTest::newRow("the second wish") << QStringList{u"ja"_s, u"de-DE"_s} << u"guide.de.md"_s;
    QTest::newRow("English before it") << QStringList{u"en-GB"_s, u"de"_s} << u"guide.md"_s;
    QTest::newRow("no language at all") << QStringList{} << u"guide.md"_s;
}

void TestGuide::aTranslationIsTakenWhereThereIsOne()
{
    QFETCH(QStringList, languages);
    QFETCH(QString, file);
    const QTemporaryDir folder;
    for (const QString &name : {u"guide.md"_s, u"guide.de.md"_s, u"guide.zh_CN.md"_s}) {
        QFile made(folder.filePath(name));
        QVERIFY(made.open(QIODevice::WriteOnly));
    }
    QCOMPARE(guideFileFor(folder.path(), languages), folder.filePath(file));
}

GuideWindow &TestGuide::openedGuide()
{
    m_fixture.open();
    QTest::keyClick(&m_fixture.window(), Qt::Key_F1);
    GuideWindow *guide = m_fixture.window().findChild<GuideWindow *>();
    if (!guide || !QTest::qWaitFor([guide] { return QApplication::activeWindow() == guide; }))
        qFatal("F1 opened no guide");
    return *guide;
}

void TestGuide::f1OpensItAndAChapterIsChosenByKeys()
{
    GuideWindow &guide = openedGuide();
    auto *chapters = guide.findChild<QListWidget *>();
    auto *view = guide.findChild<GuideView *>();
    QVERIFY(chapters->count() >= 9);
    QCOMPARE(chapters->item(0)->text(), u"The first start"_s);
    QCOMPARE(view->verticalScrollBar()->value(), 0);
    chapters->setFocus();
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(chapters, Qt::Key_Down);
    const QString chosen = chapters->currentItem()->text();
    QVERIFY(view->verticalScrollBar()->value() > 0);
    QTRY_COMPARE(view->headings().at(view->shownHeading()).text, chosen);
    guide.resize(500, 400);
    QTRY_VERIFY(!chapters->isVisible()); // there is no room beside the text
    QTest::keyClick(&guide, Qt::Key_Escape);
    QTRY_VERIFY(!m_fixture.window().findChild<GuideWindow *>());
}

void TestGuide::aWordIsFoundOrToldMissing()
{
    GuideWindow &guide = openedGuide();
    auto *words = guide.findChild<QLineEdit *>();
    auto *view = guide.findChild<GuideView *>();
    QTest::keyClick(view, Qt::Key_F, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::focusWidget(), words);
    QTest::keyClicks(words, u"keychain"_s);
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(view->textCursor().selectedText(), u"keychain"_s);
    const int first = view->textCursor().position();
    QTest::keyClick(words, Qt::Key_Return);
    QVERIFY(view->textCursor().position() > first);
    words->selectAll();
    QTest::keyClicks(words, u"no such word"_s);
    QTest::keyClick(words, Qt::Key_Return);
    const QList<QLabel *> labels = guide.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"“no such word”"_s);
    }));
}

void TestGuide::linksWithinAreFollowedAndBackLeadsBack()
{
    GuideWindow &guide = openedGuide();
    auto *view = guide.findChild<GuideView *>();
    auto *back = m_fixture.find<QAbstractButton>(u"Back"_s, &guide);
    QVERIFY(back && !back->isEnabled());
    emit view->anchorClicked(view->source().resolved(QUrl(u"#behind-a-proxy"_s)));
    QTRY_COMPARE(view->headings().at(view->shownHeading()).text, u"Behind a proxy"_s);
    emit view->anchorClicked(view->source().resolved(QUrl(u"site.md"_s)));
    QVERIFY(view->toPlainText().contains("porticoctl apply"_L1));
    QVERIFY(view->headings().constFirst().text != "Using Portico"_L1);
    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(view->headings().constFirst().text, u"Using Portico"_s);
    QTRY_COMPARE(view->headings().at(view->shownHeading()).text, u"Behind a proxy"_s);
}

void TestGuide::whatIsThisOpensItsWord()
{
    m_fixture.open();
    m_fixture.window().openPlace(Sidebar::Place::Bundles);
    auto *link = m_fixture.find<QToolButton>(u"What is this?"_s);
    QVERIFY(link && link->isVisible());
    QCOMPARE(link->toolTip(), explanationOf(Topic::Bundle));
    link->setFocus();
    QTest::keyClick(link, Qt::Key_Space);
    auto *guide = m_fixture.window().findChild<GuideWindow *>();
    QVERIFY(guide);
    const auto *view = guide->findChild<GuideView *>();
    QTRY_COMPARE(view->headings().at(view->shownHeading()).text, u"Bundle"_s);
}

void TestGuide::darkShowsDarkPictures()
{
    const QUrl picture(u"qrc:/guide/pictures/first-start.png"_s);
    GuideView view;
    view.setPalette(paletteFor(Scheme::Light));
    const auto light = view.loadResource(QTextDocument::ImageResource, picture).value<QImage>();
    view.setPalette(paletteFor(Scheme::Dark));
    const auto dark = view.loadResource(QTextDocument::ImageResource, picture).value<QImage>();
    QVERIFY(!light.isNull() && !dark.isNull());
    QCOMPARE(dark.size(), light.size());
    QVERIFY(light.pixelColor(5, 5).lightness() > 180);
    QVERIFY(dark.pixelColor(5, 5).lightness() < 90);
}

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
