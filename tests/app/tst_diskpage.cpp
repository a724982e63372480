// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/context.h"
#include "app/dialogs/removeenvsdialog.h"
#include "app/window/mainwindow.h"
#include "core/installs/library.h"
#include "tests/app/testlibrary.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** The page that tells what takes how much space. */
class TestDiskPage final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_library = std::make_unique<TestLibrary>(); }
    void cleanup() { m_library.reset(); }

    void anEmptyLibrarySaysSo();
    void installsAndStoreAreListed();
    void whatIsUnusedGoes();

private:
    MainWindow &open()
    {
        MainWindow &window = m_library->open();
        window.show();
        window.showPlace(Sidebar::Place::Disk);
        return window;
    }
    void write(const QString &path, int size)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray(size, 'x')), size);
    }

    static bool isShown(const MainWindow &window, const QString &sentence)
    {
        for (const QLabel *label : window.findChildren<QLabel *>()) {
            if (label->text() == sentence && label->isVisibleTo(&window))
                return true;
        }
        return false;
    }

    std::unique_ptr<TestLibrary> m_library;
};

void TestDiskPage::anEmptyLibrarySaysSo()
{
    MainWindow &window = open();
    QTRY_VERIFY(isShown(window, u"There is no install yet."_s));
    QTRY_VERIFY(isShown(window, u"Nothing lies here that nobody needs."_s));
}

void TestDiskPage::installsAndStoreAreListed()
{
    const InstallId id = m_library->addRecord(u"Studio"_s);
    const Library library(m_library->root());
    write(library.generationFolder(id, 1) + u"/python/torch.so"_s, 3 << 20);
    write(library.dataFolder(id) + u"/output/picture.png"_s, 1 << 20);
    write(library.models() + u"/vae/one.safetensors"_s, 4 << 20);
    MainWindow &window = open();
    QTRY_VERIFY(findNamed(&window, u"Studio: 4.0 MiB"_s));
    QVERIFY(isShown(
        window, u"ComfyUI, Python and torch 3.0 MiB · Your files, node packs and logs 1.0 MiB"_s));
    QVERIFY(findNamed(&window, u"Models: 4.0 MiB"_s));
}

void TestDiskPage::whatIsUnusedGoes()
{
    const Library library(m_library->root());
    const QString wheel = library.wheels() + u'/' + QString(64, u'a');
    write(wheel + u"/one-1.0-py3-none-any.whl"_s, 2 << 20);
    MainWindow &window = open();
    const QString button = u"Clean up: Packages that no install uses"_s;
    QTRY_VERIFY(findNamed(&window, button));
    qobject_cast<QPushButton *>(findNamed(&window, button))->click();
    auto *const dialog = window.findChild<RemoveEnvsDialog *>();
    QVERIFY(dialog);
    QVERIFY2(QFileInfo::exists(wheel), "nothing goes before it was shown");
    qobject_cast<QPushButton *>(findNamed(dialog, u"Remove"_s))->click();
    QTRY_VERIFY(isShown(window, u"Nothing lies here that nobody needs."_s));
    QVERIFY(!QFileInfo::exists(wheel));
}

QTEST_MAIN(TestDiskPage)
#include "tst_diskpage.moc"
