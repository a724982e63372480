// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/layerstore.h"
#include "core/installs/movedlibrary.h"
#include "core/installs/recovery.h"
#include "core/installs/switchlayer.h"
#include "core/io/filelock.h"
#include "core/io/treemanifest.h"
#include "core/platform/host.h"
#include "core/platform/symboliclink.h"
#include "core/storage/copylibrary.h"
#include "core/storage/movelibrary.h"
#include "tests/core/installs/layers.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** The library in another place: on the same disk, by a copy, and interrupted. */
class TestMoveLibrary : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_world = std::make_unique<layers::World>();
        m_from = m_world->library.root();
        m_to = m_world->folder.path() + u"/new/Portico"_s;
        m_host = makeHost();
    }
    void cleanup() { m_world.reset(); }

    void isTheSameAfterwards();
    void findsItsWayFromTheOldPlace();
    void recordsKnowTheNewPlace();
    void linksLeadWhereTheyLed();
    void finishesWhatAKillLeft();
    void refusesWhileSomethingIsUsed_data();
    void refusesWhileSomethingIsUsed();
    void refusesPlacesThatAreTaken();
    void copiesEverythingAndKeepsNames();
    void goesOnWithACopy();
    void findsAndMendsAWrongByte();

private:
    Result<MovedLibrary> move() { return moveLibrary(m_world->library, m_to, *m_host, {}); }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }
    static QStringList pathsIn(const QString &folder)
    {
        QStringList paths;
        const QList<ManifestEntry> entries = describeTree(folder, {}).value();
        for (const ManifestEntry &entry : entries) {
            if (entry.path.endsWith(u".lock"_s)) // they are made to be held, and stay
                continue;
            paths += entry.path + u' ' + entry.sha256.toHex() + entry.linkTarget;
        }
        paths.sort();
        return paths;
    }

    std::unique_ptr<layers::World> m_world;
    std::unique_ptr<Host> m_host;
    QString m_from;
    QString m_to;
};

void TestMoveLibrary::isTheSameAfterwards()
{
    const QString layer = m_world->addLayer(u"alpha"_s);
    QVERIFY(switchLayer(m_world->library, m_world->demo, layer, {}));
    const QStringList before = pathsIn(m_from + u"/installs"_s);
    const auto moved = move();
    QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().message));
    QVERIFY(moved->wasRenamed);
    QVERIFY(!QFileInfo::exists(m_from));
    QCOMPARE(pathsIn(m_to + u"/installs"_s), before);
    const Library library(m_to);
    QCOMPARE(listInstalls(library).installs.size(), 1);
    QCOMPARE(layerInventory(library, {})->layers.constFirst().usedBy, QStringList{u"demo"_s});
    QVERIFY(!QFileInfo::exists(m_to + u"/moved.json"_s));
}

void TestMoveLibrary::findsItsWayFromTheOldPlace()
{
    QCOMPARE(forwardedLibrary(m_from), m_from);
    QVERIFY(move());
    QCOMPARE(forwardedLibrary(m_from), m_to);
    QVERIFY(QDir().mkpath(m_from)); // somebody begins another one there
    QCOMPARE(forwardedLibrary(m_from), m_from);
    // The same call again has nothing left to do.
    const auto again = moveLibrary(Library(m_to), m_to, *m_host, {});
    QVERIFY(again);
    QVERIFY(QFileInfo(m_to + u"/installs/demo/install.json"_s).isFile());
}

void TestMoveLibrary::recordsKnowTheNewPlace()
{
    QVERIFY(updateInstall(m_world->library, m_world->demo, [&](Install &install) {
        install.settings.outputFolder = m_from + u"/pictures"_s;
        install.settings.inputFolder = m_from + u"-beside"_s;
        install.settings.modelFolders = {m_from + u"/models"_s, u"/elsewhere/models"_s};
        install.settings.arguments = {u"--temp-directory="_s + m_from + u"/temp"_s, u"--lowvram"_s};
        install.settings.environment = {{u"HF_HOME"_s, m_from + u"/hf"_s}};
    }));
    QVERIFY(move());
    const InstallSettings settings = loadInstall(Library(m_to), m_world->demo)->settings;
    QCOMPARE(settings.outputFolder, m_to + u"/pictures"_s);
    QCOMPARE(settings.inputFolder, m_from + u"-beside"_s);
    QCOMPARE(settings.modelFolders, (QStringList{m_to + u"/models"_s, u"/elsewhere/models"_s}));
    QCOMPARE(settings.arguments,
             (QStringList{u"--temp-directory="_s + m_to + u"/temp"_s, u"--lowvram"_s}));
    QCOMPARE(settings.environment.value(u"HF_HOME"_s), m_to + u"/hf"_s);
}

void TestMoveLibrary::linksLeadWhereTheyLed()
{
    const QString data = m_from + u"/installs/demo/data"_s;
    trees::write(m_world->folder.path() + u"/outside/canary"_s, "tweet");
    trees::write(data + u"/custom_nodes/pack/x.py"_s, "x");
    QVERIFY(makeLink(u"../../../../outside"_s, data + u"/way-out"_s));
    QVERIFY(makeLink(m_world->folder.path() + u"/outside"_s, data + u"/whole-way-out"_s));
    QVERIFY(makeLink(u"custom_nodes/pack"_s, data + u"/inside"_s));
    QVERIFY(makeLink(data + u"/custom_nodes/pack"_s, data + u"/whole-inside"_s));
    QVERIFY(makeLink(u"nowhere"_s, data + u"/broken"_s));
    QCOMPARE(read(data + u"/way-out/canary"_s), "tweet");
    QVERIFY(move());
    const QString moved = m_to + u"/installs/demo/data"_s;
    QCOMPARE(read(moved + u"/way-out/canary"_s), "tweet");
    QCOMPARE(read(moved + u"/whole-way-out/canary"_s), "tweet");
    QCOMPARE(read(moved + u"/inside/x.py"_s), "x");
    QCOMPARE(read(moved + u"/whole-inside/x.py"_s), "x");
    QCOMPARE(readLink(moved + u"/inside"_s).value(), u"custom_nodes/pack"_s);
    QCOMPARE(readLink(moved + u"/broken"_s).value(), u"nowhere"_s);
}

void TestMoveLibrary::finishesWhatAKillLeft()
{
    QVERIFY(updateInstall(m_world->library, m_world->demo, [&](Install &install) {
        install.settings.outputFolder = m_from + u"/pictures"_s;
    }));
    // As killed before the rename: nothing happened.
    QVERIFY(noteWhereTo(m_from, m_to) && noteWhereFrom(m_from, m_from, {}));
    QVERIFY(recoverLibrary(m_world->library, {}));
    QVERIFY(!QFileInfo::exists(m_from + u"/moved.json"_s));
    QCOMPARE(forwardedLibrary(m_from), m_from);
    // As killed right after it.
    QVERIFY(noteWhereFrom(m_from, m_from, {}));
    QVERIFY(QDir().mkpath(QFileInfo(m_to).path()) && QDir().rename(m_from, m_to));
    QCOMPARE(forwardedLibrary(m_from), m_to);
    QVERIFY(recoverLibrary(Library(m_to), {}));
    QVERIFY(!QFileInfo::exists(m_to + u"/moved.json"_s));
    QCOMPARE(loadInstall(Library(m_to), m_world->demo)->settings.outputFolder,
             m_to + u"/pictures"_s);
}

void TestMoveLibrary::refusesWhileSomethingIsUsed_data()
{
    QTest::addColumn<QString>("lock");
    QTest::newRow("ComfyUI runs") << u"installs/demo/session.lock"_s;
    QTest::newRow("a layer is put in") << u"store/layers.lock"_s;
    QTest::newRow("something is built") << u"staging/abc.lock"_s;
    QTest::newRow("something is downloaded") << u"store/downloads/abc.lock"_s;
}

void TestMoveLibrary::refusesWhileSomethingIsUsed()
{
    QFETCH(QString, lock);
    QVERIFY(QDir().mkpath(QFileInfo(m_from + u'/' + lock).path()));
    const auto held = FileLock::tryLock(m_from + u'/' + lock, u"at work"_s);
    QVERIFY(held);
    const auto moved = move();
    QVERIFY(!moved);
    QCOMPARE(moved.error().code, ErrorCode::Busy);
    QVERIFY(!QFileInfo::exists(m_to));
}

void TestMoveLibrary::refusesPlacesThatAreTaken()
{
    const auto codeFor = [&](const QString &to) {
        const auto moved = moveLibrary(m_world->library, to, *m_host, {});
        return moved ? ErrorCode::Internal : moved.error().code;
    };
    trees::write(m_to + u"/mine.txt"_s, "mine");
    QCOMPARE(codeFor(m_to), ErrorCode::AlreadyExists);
    QCOMPARE(codeFor(m_from + u"/installs/inside"_s), ErrorCode::Usage);
    QCOMPARE(codeFor(m_world->folder.path()), ErrorCode::Usage);
    QCOMPARE(read(m_to + u"/mine.txt"_s), "mine");
    QVERIFY(QFile::remove(m_to + u"/mine.txt"_s));
    QVERIFY(move()); // an empty folder is none
}

void TestMoveLibrary::copiesEverythingAndKeepsNames()
{
    const QString data = m_from + u"/installs/demo/data"_s;
    trees::write(data + u"/one.bin"_s, QByteArray(100'000, 'x'));
    QVERIFY(cloneFile(data + u"/one.bin"_s, data + u"/two.bin"_s, CloneMethod::HardLink));
    QVERIFY(makeLink(u"one.bin"_s, data + u"/link"_s));
    QVERIFY(QDir().mkpath(data + u"/empty"_s));
    const QString copy = m_world->folder.path() + u"/copy"_s;
    const auto copied = copyAgain(m_from, copy, {}, {});
    QVERIFY(copied);
    QCOMPARE(copied->resumedBytes, 0);
    QVERIFY(verifyCopy(m_from, copy, {}, {}));
    QCOMPARE(pathsIn(copy), pathsIn(m_from));
    QVERIFY(QFileInfo(copy + u"/installs/demo/data/empty"_s).isDir());
    const auto size = measureForCopy(copy, {});
    QCOMPARE(size->bytes, measureForCopy(m_from, {})->bytes); // one file with two names
    QCOMPARE(QFileInfo(copy + u"/installs/demo/install.json"_s).lastModified(),
             QFileInfo(m_from + u"/installs/demo/install.json"_s).lastModified());
}

void TestMoveLibrary::goesOnWithACopy()
{
    const QString copy = m_world->folder.path() + u"/copy"_s;
    const auto first = copyAgain(m_from, copy, {}, {});
    QVERIFY(first);
    const QString data = m_from + u"/installs/demo/data"_s;
    trees::write(copy + u"/installs/demo/gone.txt"_s, "of an earlier try");
    trees::write(data + u"/new.txt"_s, "new");
    QVERIFY(QFile::remove(copy + u"/installs/demo/install.json"_s));
    const auto second = copyAgain(m_from, copy, {}, {});
    QVERIFY(second);
    QVERIFY(second->resumedBytes > 0 && second->resumedBytes < second->bytes);
    QCOMPARE(pathsIn(copy), pathsIn(m_from));
}

void TestMoveLibrary::findsAndMendsAWrongByte()
{
    const QString copy = m_world->folder.path() + u"/copy"_s;
    QVERIFY(copyAgain(m_from, copy, {}, {}));
    const QString file = u"/installs/demo/gen-0001/ComfyUI/main.py"_s;
    const QByteArray right = read(m_from + file);
    trees::write(copy + file, QByteArray(right.size(), '?'));
    QVERIFY(verifyCopy(m_from, copy, {}, {}));
    QCOMPARE(read(copy + file), right);
}

QTEST_GUILESS_MAIN(TestMoveLibrary)
#include "tst_movelibrary.moc"
