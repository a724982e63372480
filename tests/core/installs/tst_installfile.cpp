// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installfile.h"
#include "trees.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

InstallId id(const QString &text)
{
    return *InstallId::fromString(text);
}

Install full(const QString &text)
{
    Install install;
    install.id = id(text);
    install.name = u"Zoë's studio"_s;
    install.port = 8200;
    install.currentGeneration = 2;
    for (const int number : {1, 2}) {
        Generation generation;
        generation.number = number;
        generation.layout = BundleLayout::Official;
        generation.comfyFolder = u"P/ComfyUI"_s;
        generation.python = u"P/python_embeded/python.exe"_s;
        generation.comfyVersion = u"0.33.0"_s;
        generation.pythonVersion = u"3.13.14"_s;
        generation.torchVersion = u"2.10.0+cu130"_s;
        generation.accelerator = u"cuda 13.0"_s;
        generation.origin = {.url = QUrl(u"https://example.org/a%20b.7z"_s),
                             .sha256 = *Sha256::fromHex(QString(64, u'a')),
                             .isVerified = true,
                             .fileName = u"a b.7z"_s};
        generation.created = QDateTime(QDate(2026, 11, 21), QTime(6, 0, 0, 123), Qt::UTC);
        install.generations += generation;
    }
    install.settings.arguments = {u"--cpu"_s, u"with \"quotes\" and spaces"_s};
    install.settings.environment = {{u"A"_s, u"b=c"_s}};
    install.settings.outputFolder = u"/big/out"_s;
    install.settings.modelFolders = {u"/models"_s};
    install.settings.startBehaviour = StartBehaviour::StartAndOpen;
    install.created = install.generations.first().created;
    return install;
}

QJsonObject objectOf(const QString &path)
{
    return QJsonDocument::fromJson(trees::read(path)).object();
}

} // namespace

class TestInstallFile : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void comesBackAsItWas()
    {
        const Library library(m_folder->path());
        QDir().mkpath(library.installFolder(id(u"studio"_s)));
        const Install saved = full(u"studio"_s);
        QVERIFY(bool(saveInstall(library, saved)));
        const auto loaded = loadInstall(library, saved.id);
        QVERIFY2(bool(loaded), loaded ? "" : qPrintable(loaded.error().message));
        QCOMPARE(*loaded, saved);
    }

    void keepsWhatItDoesNotKnow()
    {
        QJsonObject object = toJson(full(u"studio"_s));
        object[u"icon"_s] = u"star"_s;
        QJsonObject settings = object[u"settings"_s].toObject();
        settings[u"gpu"_s] = QJsonObject{{u"index"_s, 1}};
        object[u"settings"_s] = settings;
        QJsonArray generations = object[u"generations"_s].toArray();
        QJsonObject second = generations[1].toObject();
        second[u"channel"_s] = u"abc"_s;
        generations[1] = second;
        object[u"generations"_s] = generations;

        auto install = installFromJson(id(u"studio"_s), object);
        QVERIFY(bool(install));
        install->name = u"Renamed"_s;
        const QJsonObject written = toJson(*install);
        object[u"name"_s] = u"Renamed"_s;
        QCOMPARE(written, object);
    }

    void isStrictWithWhatItKnows_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("a port in words") << u"port"_s << QJsonValue(u"8188"_s);
        QTest::newRow("port 0") << u"port"_s << QJsonValue(0);
        QTest::newRow("port 65536") << u"port"_s << QJsonValue(65536);
        const QJsonArray badLayer{QJsonObject{{u"number"_s, 1},
                                              {u"layout"_s, u"anymatix"_s},
                                              {u"python"_s, u"p"_s},
                                              {u"layer"_s, u"../../x"_s},
                                              {u"view"_s, 1}}};
        QTest::newRow("a layer that is none") << u"generations"_s << QJsonValue(badLayer);
        QTest::newRow("a guard that nobody knows")
            << u"settings"_s << QJsonValue(QJsonObject{{u"guard"_s, u"everything"_s}});
        QTest::newRow("half a port") << u"port"_s << QJsonValue(8188.5);
        QTest::newRow("a name that is a number") << u"name"_s << QJsonValue(7);
        QTest::newRow("generations that are no list")
            << u"generations"_s << QJsonValue(QJsonObject{});
        QTest::newRow("a generation that is not listed") << u"currentGeneration"_s << QJsonValue(9);
        QTest::newRow("an adopted folder that is relative")
            << u"adoptedFolder"_s << QJsonValue(u"../../etc"_s);
        QTest::newRow("settings that are a list") << u"settings"_s << QJsonValue(QJsonArray{});
        QTest::newRow("arguments that are no texts")
            << u"settings"_s << QJsonValue(QJsonObject{{u"arguments"_s, QJsonArray{1}}});
        QTest::newRow("a start behaviour nobody knows")
            << u"settings"_s << QJsonValue(QJsonObject{{u"start"_s, u"fly"_s}});
        QTest::newRow("a time that is none") << u"created"_s << QJsonValue(u"yesterday"_s);
    }
    void isStrictWithWhatItKnows()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QJsonObject object = toJson(full(u"studio"_s));
        object[key] = value;
        const auto install = installFromJson(id(u"studio"_s), object);
        QVERIFY(!install);
        QCOMPARE(install.error().code, ErrorCode::Corrupt);
        QVERIFY2(install.error().message.contains(key), qPrintable(install.error().message));
    }

    void refusesAnInterpreterOutsideTheGeneration_data()
    {
        QTest::addColumn<QString>("python");
        QTest::newRow("absolute") << u"/usr/bin/python3"_s;
        QTest::newRow("upwards") << u"P/../../../python"_s;
        QTest::newRow("a drive") << u"C:/python.exe"_s;
        QTest::newRow("backslashes") << u"..\\python.exe"_s;
        QTest::newRow("none") << QString();
    }
    void refusesAnInterpreterOutsideTheGeneration()
    {
        QFETCH(QString, python);
        Install install = full(u"studio"_s);
        install.generations[0].python = python;
        QVERIFY(!installFromJson(install.id, toJson(install)));
    }

    void takesThePreviousCopyWhenTheFileIsBroken()
    {
        const Library library(m_folder->path());
        QDir().mkpath(library.installFolder(id(u"studio"_s)));
        Install install = full(u"studio"_s);
        QVERIFY(bool(saveInstall(library, install)));
        install.name = u"Second"_s;
        QVERIFY(bool(saveInstall(library, install)));
        QVERIFY(trees::write(library.installFile(install.id), QByteArray(100, '\0')));
        const auto loaded = loadInstall(library, install.id);
        QVERIFY2(bool(loaded), loaded ? "" : qPrintable(loaded.error().message));
        QCOMPARE(loaded->port, quint16(8200));
        QVERIFY(bool(updateInstall(library, install.id, [](Install &i) { i.port = 8300; })));
        QCOMPARE(loadInstall(library, install.id)->port, quint16(8300));
    }

    void readsButNeverWritesWhatANewerPorticoWrote()
    {
        const Library library(m_folder->path());
        const Install install = full(u"studio"_s);
        QDir().mkpath(library.installFolder(install.id));
        QVERIFY(bool(saveInstall(library, install)));
        QJsonObject object = objectOf(library.installFile(install.id));
        object[u"schema"_s] = kInstallSchema + 1;
        const QByteArray newer = QJsonDocument(object).toJson();
        QVERIFY(trees::write(library.installFile(install.id), newer));
        const auto loaded = loadInstall(library, install.id);
        QVERIFY(bool(loaded));
        QVERIFY(loaded->isReadOnly());
        QVERIFY(!updateInstall(library, install.id, [](Install &i) { i.port = 9; }));
        QVERIFY(!saveInstall(library, install));
        QCOMPARE(trees::read(library.installFile(install.id)), newer);
    }

    void prefersAGenerationThatExists()
    {
        const Library library(m_folder->path());
        const Install install = full(u"studio"_s);
        QDir().mkpath(library.generationFolder(install.id, 1));
        QVERIFY(bool(saveInstall(library, install)));
        QCOMPARE(loadInstall(library, install.id)->currentGeneration, 1);
        QDir().mkpath(library.generationFolder(install.id, 2));
        QCOMPARE(loadInstall(library, install.id)->currentGeneration, 2);
    }

    void losesNoChangeOfSeveralWriters()
    {
        constexpr int kWriters = 4;
        constexpr int kChanges = 10;
        const Library library(m_folder->path());
        const Install install = full(u"studio"_s);
        QDir().mkpath(library.installFolder(install.id));
        QVERIFY(bool(saveInstall(library, install)));
        std::vector<std::unique_ptr<QThread>> writers;
        QAtomicInt failures;
        for (int writer = 0; writer < kWriters; ++writer) {
            writers.emplace_back(QThread::create([&, writer] {
                for (int change = 0; change < kChanges; ++change) {
                    const QString key = u"K%1_%2"_s.arg(writer).arg(change);
                    if (!updateInstall(library, install.id, [&](Install &i) {
                            i.settings.environment.insert(key, u"1"_s);
                        }))
                        failures.ref();
                }
            }));
            writers.back()->start();
        }
        for (const auto &writer : writers)
            QVERIFY(writer->wait(60'000));
        QCOMPARE(failures.loadRelaxed(), 0);
        QCOMPARE(loadInstall(library, install.id)->settings.environment.size(),
                 1 + kWriters * kChanges);
    }

    void listsWhatIsThere()
    {
        const Library library(m_folder->path());
        for (const QString &name : {u"b"_s, u"a"_s}) {
            QDir().mkpath(library.installFolder(id(name)));
            Install install = full(name);
            install.name = name == u"a"_s ? u"zebra"_s : u"Ant"_s;
            QVERIFY(bool(saveInstall(library, install)));
        }
        QDir().mkpath(library.installFolder(id(u"broken"_s)));
        QDir().mkpath(library.installs() + u"/Not An Id"_s);
        const InstallList list = listInstalls(library);
        QCOMPARE(list.installs.size(), 2);
        QCOMPARE(list.installs[0].name, u"Ant"_s);
        QCOMPARE(list.broken.size(), 1);
        QCOMPARE(list.broken[0].id, id(u"broken"_s));

        QCOMPARE(findInstall(library, u"a"_s)->id, id(u"a"_s));
        QCOMPARE(findInstall(library, u"Ant"_s)->id, id(u"b"_s));
        const auto missing = findInstall(library, u"nobody"_s);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(missing.error().nextStep.contains(u"a, "_s)
                || missing.error().nextStep.contains(u", a"_s));
    }

    void givesOutPorts()
    {
        Install a = full(u"a"_s);
        Install b = full(u"b"_s);
        QCOMPARE(nextUnusedPort({}), quint16(8188));
        a.port = 8188;
        b.port = 8190;
        QCOMPARE(nextUnusedPort({a, b}), quint16(8189));
        b.port = 8189;
        QCOMPARE(nextUnusedPort({a, b}), quint16(8190));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestInstallFile)
#include "tst_installfile.moc"
