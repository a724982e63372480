// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/adddialog.h"
#include "app/dialogs/bundledialog.h"
#include "app/dialogs/bundleforms.h"
#include "app/dialogs/githubrundialog.h"
#include "app/dialogs/publishdialog.h"
#include "app/dialogs/tokendialog.h"
#include "app/dialogs/versiondialog.h"
#include "app/pages/bundlespage.h"
#include "app/pages/installpage.h"
#include "app/widgets/elidedlabel.h"
#include "tests/app/examplebundles.h"
#include "tests/app/examplecatalogue.h"
#include "tests/app/largetext.h"
#include "tests/app/testlibrary.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyleOptionComboBox>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

namespace {

void showExampleBundles(MainWindow &window)
{
    window.showPlace(Sidebar::Place::Bundles);
    BundlesPage &page = window.bundlesPage();
    page.shelf().tell(exampleBundles(), exampleRecipes());
    page.signIn().tell(exampleAccount());
    page.runs().tell(exampleFailedRun(), exampleRuns());
}

/** 0 the form and 1 the plan of a bundle, 2 publishing, 3 GitHub, 4 its token. */
QWidget *bundleDialog(int which, TestLibrary &library, MainWindow &window)
{
    switch (which) {
    case 2:
        return new PublishDialog(exampleBundles().constFirst().file, {}, &window);
    case 3:
        return new GithubRunDialog({.repository = u"studio/recipes"_s}, &window);
    case 4:
        return new TokenDialog(window.bundlesPage().signIn(), &window);
    default:
        break;
    }
    auto *dialog = new BundleDialog(u"Make a bundle of an install"_s,
                                    new InstallBundleForm(library.context().installs.installs(), {},
                                                          u"/home/mona/Portico/bundles"_s),
                                    &window);
    if (which == 1) {
        BundlePlan plan;
        plan.file = exampleBundles().at(1).file;
        plan.record.packs = QList<BundledPack>(20, {.name = u"A node pack"_s});
        plan.remarks = {u"Something that should be known before anything is made of it."_s};
        dialog->showPlan(lookOf(plan));
    }
    return dialog;
}

} // namespace

/** Nothing is cut off and nothing lies over another, at 800 x 560, and (run again) at 200 % and
 * with text twice as large. */
class TestGeometry final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everythingHasItsPlace_data();
    void everythingHasItsPlace();
    void dialogsHaveRoomForAll_data();
    void dialogsHaveRoomForAll();

private:
    static QString describe(const QWidget *widget);
    static bool isInsideScrollArea(const QWidget *widget);
    static QStringList problems(const QWidget &window);
    static void checkOverlaps(const QList<QWidget *> &shown, QStringList &found);

    double m_textScale = 1;
};

void TestGeometry::initTestCase()
{
    m_textScale = enlargeText();
}

QString TestGeometry::describe(const QWidget *widget)
{
    QString text = widget->accessibleName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        text = button->text();
    else if (const auto *label = qobject_cast<const QLabel *>(widget))
        text = label->text();
    return u"%1 “%2”"_s.arg(QString::fromLatin1(widget->metaObject()->className()), text.left(40));
}

bool TestGeometry::isInsideScrollArea(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    return parent && qobject_cast<const QAbstractScrollArea *>(parent->parentWidget())
        && parent->objectName() == "qt_scrollarea_viewport"_L1;
}

void TestGeometry::checkOverlaps(const QList<QWidget *> &shown, QStringList &found)
{
    for (qsizetype i = 0; i < shown.size(); ++i) {
        for (qsizetype k = i + 1; k < shown.size(); ++k) {
            if (shown[i]->parentWidget() == shown[k]->parentWidget()
                && shown[i]->geometry().intersects(shown[k]->geometry()))
                found.append(describe(shown[i]) + u" lies over "_s + describe(shown[k]));
        }
    }
}

QStringList TestGeometry::problems(const QWidget &window)
{
    QStringList found;
    QList<QWidget *> controls;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool isOwn = !qobject_cast<QLineEdit *>(widget->parentWidget()); // its icons
        if (!widget->isVisible() || widget->isWindow() || !isOwn)
            continue;
        const QWidget *parent = widget->parentWidget();
        if (!isInsideScrollArea(widget) && !parent->rect().contains(widget->geometry()))
            found.append(describe(widget) + u" sticks out of "_s + describe(parent));
        const bool isButton = qobject_cast<QAbstractButton *>(widget) != nullptr;
        const auto *label = qobject_cast<QLabel *>(widget);
        const bool elides = qobject_cast<ElidedLabel *>(widget) != nullptr;
        if ((isButton || (label && !label->wordWrap() && !elides))
            && (widget->width() < widget->sizeHint().width()
                || widget->height() < widget->sizeHint().height()))
            found.append(describe(widget) + u" is cut off"_s);
        if (label && label->wordWrap() && widget->height() < label->heightForWidth(widget->width()))
            found.append(describe(widget) + u" has lines that are cut off"_s);
        if (isButton || label || qobject_cast<QLineEdit *>(widget)
            || qobject_cast<QComboBox *>(widget))
            controls.append(widget);
    }
    checkOverlaps(controls, found);
    return found;
}

void TestGeometry::everythingHasItsPlace_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>(
        "page"); // 0-2 tabs, 3 computer, 4 settings, 5 empty, 6 network, 7 bundles
    const QStringList pages{u"overview"_s, u"log"_s,      u"settings of an install"_s,
                            u"computer"_s, u"settings"_s, u"empty library"_s,
                            u"network"_s,  u"bundles"_s};
    for (const QSize size : {QSize(800, 560), QSize(1120, 720)}) {
        for (int page = 0; page < pages.size(); ++page)
            QTest::addRow("%s at %d x %d", qPrintable(pages[page]), size.width(), size.height())
                << size << page;
    }
}

void TestGeometry::everythingHasItsPlace()
{
    QFETCH(QSize, size);
    QFETCH(int, page);
    TestLibrary library;
    if (page != 5) {
        library.addRecord(u"Studio"_s);
        library.addRecord(u"A name that is much too long for the side bar of this window"_s);
    }
    MainWindow &window = library.open();
    window.resize(size);
    window.show();
    if (page < 3)
        window.installPage().showTab(InstallPage::Tab(page));
    else if (page < 5)
        window.showPlace(page == 3 ? Sidebar::Place::Computer : Sidebar::Place::Settings);
    else if (page == 6)
        window.showPlace(Sidebar::Place::Network);
    else if (page == 7)
        showExampleBundles(window);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE(window.size(), size);
    QTRY_COMPARE(problems(window).join(u'\n'), QString());
}

void TestGeometry::dialogsHaveRoomForAll_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("dialog"); // AddDialog::Source, then 5 versions, 6 first start, bundles
    const QStringList dialogs{u"builds"_s,
                              u"compose"_s,
                              u"a file"_s,
                              u"an address"_s,
                              u"a folder"_s,
                              u"versions"_s,
                              u"first start with an offer"_s,
                              u"make a bundle"_s,
                              u"plan of a bundle"_s,
                              u"publish a bundle"_s,
                              u"build on GitHub"_s,
                              u"sign in to GitHub"_s};
    for (const QSize size : {QSize(800, 560), QSize(1120, 720)}) {
        for (int dialog = 0; dialog < dialogs.size(); ++dialog)
            QTest::addRow("%s at %d x %d", qPrintable(dialogs[dialog]), size.width(), size.height())
                << size << dialog;
    }
}

void TestGeometry::dialogsHaveRoomForAll()
{
    QFETCH(QSize, size);
    QFETCH(int, dialog);
    TestLibrary library;
    const InstallId id = dialog == 5 || dialog > 6 ? library.addRecord(u"Studio"_s) : InstallId();
    MainWindow &window = library.open();
    library.context().advice.tell({.computer = exampleComputer(),
                                   .catalogue = exampleCatalogue(),
                                   .versions = exampleVersions()});
    window.resize(size);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QWidget *shown = &window;
    if (dialog == 5) {
        shown = new VersionDialog(library.context().advice, *library.context().installs.find(id),
                                  &window);
        shown->show();
    } else if (dialog > 6) {
        shown = bundleDialog(dialog - 7, library, window);
        shown->show();
    } else if (dialog < 5) {
        window.askToAdd(AddDialog::Source(dialog), {});
        shown = window.findChild<AddDialog *>();
    }
    QVERIFY(QTest::qWaitForWindowExposed(shown));
    const QSize room = m_textScale > 1 ? shown->screen()->availableSize() : size;
    QVERIFY2(shown == &window
                 || (shown->width() <= room.width() && shown->height() <= room.height()),
             "larger than the window behind it, or the screen");
    QTRY_COMPARE(problems(*shown).join(u'\n'), QString());
}

QTEST_MAIN(TestGeometry)
#include "tst_geometry.moc"
