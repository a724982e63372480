// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installstore.h"
#include "trees.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

InstallId id(const QString &text)
{
    return *InstallId::fromString(text);
}

Install plain(const QString &text)
{
    Install install;
    install.id = id(text);
    install.name = text;
    install.currentGeneration = 1;
    Generation generation;
    generation.number = 1;
    generation.python = u"python/bin/python3"_s;
    install.generations = {generation};
    return install;
}

void put(const Library &library, const Install &install)
{
    QDir().mkpath(library.installFolder(install.id));
    QVERIFY(bool(saveInstall(library, install)));
}

} // namespace

class TestInstallStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QDir().mkpath(library().installs());
    }

    void showsWhatIsThere()
    {
        put(library(), plain(u"b"_s));
        put(library(), plain(u"a"_s));
        const InstallStore store(library());
        QCOMPARE(store.installs().size(), 2);
        QCOMPARE(store.installs().first().name, u"a"_s);
        QVERIFY(store.find(id(u"b"_s)));
        QVERIFY(!store.find(id(u"c"_s)));
    }

    void savesChangesBeforeItTells()
    {
        put(library(), plain(u"a"_s));
        InstallStore store(library());
        QString onDisk;
        connect(&store, &InstallStore::changed, this,
                [&](const InstallId &changed) { onDisk = loadInstall(library(), changed)->name; });
        QVERIFY(bool(store.rename(id(u"a"_s), u"  New   name "_s)));
        QCOMPARE(onDisk, u"New name"_s);
        QCOMPARE(store.find(id(u"a"_s))->name, u"New name"_s);
        QVERIFY(bool(store.setPort(id(u"a"_s), 9000)));
        InstallSettings settings;
        settings.arguments = {u"--cpu"_s};
        QVERIFY(bool(store.setSettings(id(u"a"_s), settings)));
        QCOMPARE(loadInstall(library(), id(u"a"_s))->settings, settings);
        QCOMPARE(loadInstall(library(), id(u"a"_s))->port, quint16(9000));
        const auto missing = store.setPort(id(u"nobody"_s), 1);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
    }

    void seesWhatOthersDo()
    {
        InstallStore store(library());
        QSignalSpy added(&store, &InstallStore::added);
        QSignalSpy changed(&store, &InstallStore::changed);
        QSignalSpy removed(&store, &InstallStore::removed);

        // As a commit does it: the whole folder by one rename.
        const Library staging(m_folder->path() + u"/elsewhere"_s);
        put(staging, plain(u"a"_s));
        QVERIFY(
            QDir().rename(staging.installFolder(id(u"a"_s)), library().installFolder(id(u"a"_s))));
        QTRY_COMPARE(added.size(), 1);

        QVERIFY(bool(updateInstall(library(), id(u"a"_s), [](Install &i) { i.port = 8999; })));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(store.find(id(u"a"_s))->port, quint16(8999));

        QVERIFY(QDir().rename(library().installFolder(id(u"a"_s)), m_folder->path() + u"/gone"_s));
        QTRY_COMPARE(removed.size(), 1);
        QVERIFY(!store.find(id(u"a"_s)));
        QCOMPARE(added.size(), 1);
    }

    void seesTheFirstInstallOfANewLibrary()
    {
        QVERIFY(QDir().rmdir(library().installs()));
        InstallStore store(library());
        QSignalSpy added(&store, &InstallStore::added);
        put(library(), plain(u"a"_s));
        QTRY_COMPARE(added.size(), 1);
    }

    void mergesAChangeThatItHasNotSeen()
    {
        put(library(), plain(u"a"_s));
        InstallStore store(library());
        QVERIFY(bool(updateInstall(library(), id(u"a"_s), [](Install &i) { i.port = 8999; })));
        QVERIFY(bool(store.rename(id(u"a"_s), u"Mine"_s)));
        QCOMPARE(store.find(id(u"a"_s))->port, quint16(8999));
        QCOMPARE(store.find(id(u"a"_s))->name, u"Mine"_s);
    }

    void namesWhatItCannotRead()
    {
        put(library(), plain(u"a"_s));
        QVERIFY(trees::write(library().installFolder(id(u"bad"_s)) + u"/install.json"_s, "{"));
        InstallStore store(library());
        QCOMPARE(store.installs().size(), 1);
        QCOMPARE(store.broken().size(), 1);
        QSignalSpy broke(&store, &InstallStore::broke);
        QSignalSpy added(&store, &InstallStore::added);
        QVERIFY(trees::write(library().installFolder(id(u"worse"_s)) + u"/install.json"_s, "{"));
        QTRY_COMPARE(broke.size(), 1);
        put(library(), plain(u"bad"_s));
        QTRY_COMPARE(added.size(), 1);
        QCOMPARE(store.broken().size(), 1);
    }

private:
    Library library() const { return Library(m_folder->path() + u"/library"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestInstallStore)
#include "tst_installstore.moc"
