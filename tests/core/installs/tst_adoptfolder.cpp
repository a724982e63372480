// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "bundles.h"
#include "core/installs/adoptfolder.h"
#include "core/installs/installfile.h"
#include "core/io/treemanifest.h"
#include "fixture.h"
#include "trees.h"

#include <QFile>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestAdoptFolder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const bundles::Bundle bundle = bundles::make(u"plain"_s, u"folder"_s, m_folder.path());
        QVERIFY2(bundle.problem.isEmpty(), qPrintable(bundle.problem));
        m_plain = bundle.path;
    }

    void takesAFolderAndChangesNothingInIt()
    {
        Fixture fixture;
        const auto before = describeTree(m_plain, {});
        const auto install =
            adoptFolder(fixture.add(), {.folder = m_plain, .name = {}, .port = {}}, {});
        QVERIFY2(bool(install), install ? "" : qPrintable(install.error().message));
        QVERIFY(install->isAdopted());
        QCOMPARE(install->adoptedFolder, m_plain);
        QCOMPARE(install->generation()->comfyVersion, u"0.33.0"_s);
        QVERIFY(install->generation()->pythonVersion.startsWith(u"3."_s));
        QCOMPARE(*loadInstall(fixture.library, install->id), *install);
        const auto after = describeTree(m_plain, {});
        QVERIFY(before && after);
        QCOMPARE(*after, *before);
        QCOMPARE(fixture.leftOvers(), QStringList());
        const QStringList own = QDir(fixture.library.installFolder(install->id))
                                    .entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QCOMPARE(own, (QStringList{u"install.json"_s, u"logs"_s}));
    }

    void takesAFolderOnlyOnce()
    {
        Fixture fixture;
        QVERIFY(bool(
            adoptFolder(fixture.add(), {.folder = m_plain, .name = u"Mine"_s, .port = {}}, {})));
        const auto again =
            adoptFolder(fixture.add(), {.folder = m_plain + u"/."_s, .name = {}, .port = {}}, {});
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
        QVERIFY(again.error().message.contains(u"Mine"_s));
    }

    void findsThePythonBesideACheckout()
    {
        Fixture fixture;
        const QString place = fixture.folder.path() + u"/beside"_s;
        trees::comfy(place + u"/ComfyUI"_s);
        QDir().mkpath(place + u"/venv/bin"_s);
        QVERIFY(QFile::link(u"/usr/bin/env"_s, place + u"/unused"_s));
        // A real interpreter behind the name that a venv has.
        const auto real = bundles::make(u"standalone"_s, u"folder"_s, fixture.folder.path());
        QVERIFY2(real.problem.isEmpty(), qPrintable(real.problem));
        QVERIFY(QFile::link(real.path + u"/standalone-env/bin/python3"_s,
                            place + u"/venv/bin/python3"_s));
        const auto install = adoptFolder(
            fixture.add(), {.folder = place + u"/ComfyUI"_s, .name = {}, .port = {}}, {});
        QVERIFY2(bool(install), install ? "" : qPrintable(install.error().message));
        QVERIFY(
            QFile::exists(QDir(install->adoptedFolder).filePath(install->generation()->python)));
        QCOMPARE(*loadInstall(fixture.library, install->id), *install);
    }

    void findsTheModelsThatComfyDesktopShares()
    {
        Fixture fixture;
        const auto unpacked = bundles::make(u"standalone"_s, u"folder"_s, fixture.folder.path());
        QVERIFY2(unpacked.problem.isEmpty(), qPrintable(unpacked.problem));
        // Its layout: the environment in use lies in ComfyUI, torch was taken out of the other one.
        const QString venv = unpacked.path + u"/ComfyUI/.venv/bin"_s;
        QVERIFY(QDir().mkpath(venv));
        QVERIFY(
            QFile::link(unpacked.path + u"/standalone-env/bin/python3"_s, venv + u"/python3"_s));
        const QString shared = fixture.folder.path() + u"/it's shared/models"_s;
        QVERIFY(QDir().mkpath(shared));
        const QString data = fixture.folder.path() + u"/data"_s;
        trees::write(data + u"/comfyui-desktop-2/shared_model_paths.yaml"_s,
                     "# Generated\ncomfy.desktop_0:\n  base_path: '"
                         + QString(shared).replace(u"'"_s, u"''"_s).toUtf8()
                         + "'\n  is_default: true\n  'checkpoints': 'checkpoints/'\n"
                           "comfy.desktop_1:\n  base_path: '/nowhere/at/all'\n");
        qputenv("XDG_DATA_HOME", data.toUtf8());
        const auto install =
            adoptFolder(fixture.add(), {.folder = unpacked.path, .name = {}, .port = {}}, {});
        qunsetenv("XDG_DATA_HOME");
        QVERIFY2(bool(install), install ? "" : qPrintable(install.error().message));
        QCOMPARE(install->generation()->python, u"ComfyUI/.venv/bin/python3"_s);
        QCOMPARE(install->settings.modelFolders, QStringList{shared});
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("a folder that is not there") << u"/nowhere/at/all"_s << ErrorCode::NotFound;
        QTest::newRow("no folder at all") << QString() << ErrorCode::NotFound;
        const QString empty = m_folder.path() + u"/empty"_s;
        QDir().mkpath(empty);
        QTest::newRow("an empty folder") << empty << ErrorCode::Refused;
        const QString bare = m_folder.path() + u"/bare"_s;
        trees::comfy(bare);
        QTest::newRow("ComfyUI without any Python") << bare << ErrorCode::Refused;
        const QString broken = m_folder.path() + u"/broken"_s;
        trees::comfy(broken);
        trees::write(broken + u"/venv/bin/python3"_s, "#!/bin/sh\nexit 3\n");
        QFile::setPermissions(broken + u"/venv/bin/python3"_s,
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QTest::newRow("a Python that does not run") << broken << ErrorCode::ProcessFailed;
    }
    void refuses()
    {
        QFETCH(QString, folder);
        QFETCH(ErrorCode, code);
        Fixture fixture;
        const auto install =
            adoptFolder(fixture.add(), {.folder = folder, .name = {}, .port = {}}, {});
        QVERIFY(!install);
        QVERIFY2(install.error().code == code, qPrintable(install.error().message));
        QVERIFY(!install.error().nextStep.isEmpty());
        QVERIFY(listInstalls(fixture.library).installs.isEmpty());
    }

private:
    QTemporaryDir m_folder{QStringLiteral(PORTICO_BIN_DIR) + u"/../tests/adopt-XXXXXX"_s};
    QString m_plain;
};

QTEST_GUILESS_MAIN(TestAdoptFolder)
#include "tst_adoptfolder.moc"
