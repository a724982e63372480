// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envproof.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

void write(const QString &path, const QByteArray &bytes = {})
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

/** An environment with these folders of metadata. */
QString environment(const QTemporaryDir &folder, const QStringList &packages)
{
    const QString place = folder.filePath(u"place"_s);
    for (const QString &package : packages)
        write(envSitePackages(place, u"3.12"_s, Os::Linux) + u'/' + package
              + u".dist-info/METADATA"_s);
    return place;
}

QByteArray locked(const QByteArray &package)
{
    return package + " \\\n    --hash=sha256:" + QByteArray(64, 'a') + "\n";
}

} // namespace

class TestEnvProof : public QObject
{
    Q_OBJECT

private slots:
    void lockedPackages_data();
    void lockedPackages();
    void condaPackages();
    void interpreterThatDoesNotStart();
};

void TestEnvProof::lockedPackages_data()
{
    QTest::addColumn<QByteArray>("lock");
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QString>("missing");
    QTest::newRow("all are there")
        << locked("ruamel-yaml==0.18") + locked("torch==2.9.1+cu130")
        << QStringList{u"ruamel.yaml-0.18"_s, u"torch-2.9.1+cu130"_s} << QString();
    QTest::newRow("one is gone") << locked("numpy==2.0") << QStringList{u"pip-25.0"_s}
                                 << u"numpy 2.0"_s;
    QTest::newRow("another version")
        << locked("numpy==2.0") << QStringList{u"numpy-2.1"_s} << u"numpy 2.0"_s;
    QTest::newRow("the same version in other words")
        << locked("certifi==2024.1.1") << QStringList{u"certifi-2024.01.01"_s} << QString();
    QTest::newRow("torch of another build")
        << locked("torch==2.9.1+cu130") << QStringList{u"torch-2.9.1+cpu"_s}
        << u"torch 2.9.1+cu130"_s;
    QTest::newRow("no lock: nobody knows") << QByteArray() << QStringList() << QString();
}

void TestEnvProof::lockedPackages()
{
    QFETCH(QByteArray, lock);
    QFETCH(QStringList, there);
    const QTemporaryDir folder;
    const QString place = environment(folder, there);
    if (!lock.isEmpty())
        write(envLockFile(place), lock);
    QTEST(firstMissingOfLock(place, Os::Linux), "missing");
}

void TestEnvProof::condaPackages()
{
    // In the form of pixi.lock, version 6.
    const QByteArray lock =
        "version: 6\nenvironments:\n  default:\n    packages:\n      linux-64:\n"
        "      - conda: https://conda.anaconda.org/conda-forge/linux-64/"
        "cgal-6.0-h1_0.conda\n"
        "      - conda: https://conda.anaconda.org/conda-forge/noarch/"
        "pip-25.0-pyh8_0.tar.bz2\n"
        "      - pypi: https://h/x-1.0-py3-none-any.whl\npackages: []\n";
    const QTemporaryDir folder;
    const QString place = environment(folder, {});
    write(place + u"/pixi.lock"_s, lock);
    QVERIFY(firstMissingOfLock(place, Os::Linux).isEmpty()); // not made by conda
    write(envPrefix(place) + u"/conda-meta/cgal-6.0-h1_0.json"_s);
    QCOMPARE(firstMissingOfLock(place, Os::Linux), u"pip-25.0-pyh8_0"_s);
    write(envPrefix(place) + u"/conda-meta/pip-25.0-pyh8_0.json"_s);
    QVERIFY(firstMissingOfLock(place, Os::Linux).isEmpty());
}

void TestEnvProof::interpreterThatDoesNotStart()
{
    const QTemporaryDir folder;
    EnvHealth health{.env = {.place = environment(folder, {})}, .state = EnvState::Built};
    const QString python = envPython(health.env.place, Os::Linux);
    write(python, "#!/bin/sh\necho 'No module named encodings' >&2\nexit 1\n");
    QVERIFY(QFile::setPermissions(python, QFile::ReadOwner | QFile::ExeOwner));
    EnvHealth missing = health;
    missing.state = EnvState::Missing;
    proveEnv(missing, Os::Linux);
    QCOMPARE(missing.state, EnvState::Missing); // nothing to prove
    proveEnv(health, Os::Linux);
    QCOMPARE(health.state, EnvState::Broken);
    QVERIFY2(health.problem.contains(u"No module named encodings"_s), qPrintable(health.problem));
}

QTEST_GUILESS_MAIN(TestEnvProof)
#include "tst_envproof.moc"
