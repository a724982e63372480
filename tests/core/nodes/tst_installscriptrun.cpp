// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/net/networkchain.h"
#include "core/nodes/installscriptclone.h"
#include "core/nodes/installscriptrun.h"
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/process/processrunner.h"
#include "core/settings/networksettings.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes = {})
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

/** An install whose base is a virtual environment of this computer's Python, and one pack. */
struct World
{
    QTemporaryDir folder{};
    Library library{folder.path() + u"/Library"_s};
    Install install{};
    const std::unique_ptr<Host> host = makeHost();
    const SystemProcessRunner processes{};
    NetworkChain network = makeNetworkChain(NetworkSettings{}, {});
    QString site{};
    QString problem{};

    World()
    {
        install.id = *InstallId::fromString(u"mine");
        install.name = u"Mine"_s;
        install.currentGeneration = 1;
        Generation generation;
        generation.number = 1;
        generation.comfyFolder = u"ComfyUI"_s;
        generation.python = u"python/bin/python3"_s;
        install.generations = {generation};
        write(base() + u"/ComfyUI/folder_paths.py"_s);
        QDir().mkpath(library.staging());
        const QString python = QStandardPaths::findExecutable(u"python3"_s);
        if (hostOs() == Os::Windows || python.isEmpty()) {
            problem = u"no python3 of a Unix system is here"_s;
            return;
        }
        QProcess made;
        made.start(python, {u"-m"_s, u"venv"_s, u"--without-pip"_s, base() + u"/python"_s});
        made.waitForFinished(60'000);
        QDirIterator found(base(), {u"site-packages"_s}, QDir::Dirs, QDirIterator::Subdirectories);
        if (made.exitCode() != 0 || !found.hasNext()) {
            problem = u"python3 makes no virtual environments here"_s;
            return;
        }
        site = found.next();
        write(site + u"/numpy/__init__.py"_s, "version = 2\n");
        write(site + u"/numpy-2.1.dist-info/METADATA"_s, "Name: numpy\nVersion: 2.1\n");
        write(site + u"/numpy-2.1.dist-info/RECORD"_s, "numpy/__init__.py,,12\n");
    }

    QString base() const { return library.generationFolder(install.id, 1); }
    QString pack() const { return folder.path() + u"/fetched/Foo"_s; }

    Result<ScriptClone> clone() const
    {
        const QString root = library.staging() + u"/run"_s;
        QDir().mkpath(root);
        return makeScriptClone({library, install, {}}, root, *host, processes, {});
    }

    Result<ScriptRunOutcome> run(const QByteArray &script, const JobContext &job = {}) const
    {
        write(pack() + u"/__init__.py"_s);
        write(pack() + u"/install.py"_s, script);
        const Result<ScriptClone> made = clone();
        if (!made)
            return made.error();
        return runInstallScript({.clone = *made,
                                 .pack = u"Foo"_s,
                                 .folder = pack(),
                                 .constraints = {u"torch==2.9.1"_s},
                                 .network = network,
                                 .places = {{made->packs, u"/true/custom_nodes"_s}}},
                                processes, job);
    }

    /** Digests of everything of the base, by path. */
    QMap<QString, QString> digests() const
    {
        QMap<QString, QString> all;
        QDirIterator files(base(), QDir::Files | QDir::Hidden | QDir::NoSymLinks,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (!path.contains(u"__pycache__"_s))
                all.insert(path, hashFile(path, {})->toHex());
        }
        return all;
    }
};

QByteArray contentOf(const QString &path)
{
    const Result<QByteArray> bytes = readFile(path, 1 << 20);
    return bytes ? *bytes : QByteArray("cannot read");
}

} // namespace

/** install.py of packs on a real Python. */
class InstallScriptRunTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_world.reset(); }

    void whateverItDoesTheBaseStays();
    void itSeesAComfyUiOfItsOwn();
    void oneThatFailsSaysWhy();
    void aCancelEndsIt();
    void whatItWritesInThePackStays();
    void aPackThatIsGoneIsRefused();
    void aPythonThatIsNoCopyIsRefused();

private:
    std::unique_ptr<World> m_world;
};

void InstallScriptRunTest::init()
{
    m_world = std::make_unique<World>();
    if (!m_world->problem.isEmpty())
        QSKIP(qPrintable(m_world->problem));
}

void InstallScriptRunTest::whateverItDoesTheBaseStays()
{
    const auto before = m_world->digests();
    QVERIFY(before.size() > 3);
    const auto ran = m_world->run(R"py(
import os, pathlib, shutil, sysconfig
site = pathlib.Path(sysconfig.get_path("purelib"))
for file in site.rglob("*.py"):
    with open(file, "r+") as opened:
        opened.write("# evil")
shutil.rmtree(site / "numpy-2.1.dist-info")
for name, version in (("numpy", "1.26"), ("easy", "1.0"), ("torch", "0.0.1")):
    info = site / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n")
    (info / "RECORD").write_text(f"{name}/__init__.py,,\n")
models = pathlib.Path(os.environ["COMFYUI_PATH"]) / "models"
models.mkdir()
(models / "big.bin").write_bytes(b"x" * 1000)
(pathlib.Path.home() / "mine.txt").write_text("x")
)py");
    QVERIFY2(ran, ran ? "" : qPrintable(ran.error().message + ran.error().detail));
    QCOMPARE(ran->packages.needs,
             (QStringList{u"easy==1.0"_s, u"numpy==1.26"_s, u"torch==0.0.1"_s}));
    QVERIFY(ran->isCloneDirty);
    const QString remarks = ran->remarks.join(u' ');
    QVERIFY2(remarks.contains(u"ComfyUI/models"_s) && remarks.contains(u"~/mine.txt"_s),
             qPrintable(remarks));
    QVERIFY2(!remarks.contains(u"numpy"_s), qPrintable(remarks));
    QCOMPARE(m_world->digests(), before);
    QVERIFY(QFileInfo::exists(m_world->pack() + u"/install.py"_s));
}

void InstallScriptRunTest::itSeesAComfyUiOfItsOwn()
{
    const auto ran = m_world->run(R"py(
import json, os, sys
keys = ("HOME", "TMPDIR", "COMFYUI_PATH", "PIP_CONSTRAINT", "UV_CONSTRAINT", "PIP_CACHE_DIR")
with open("seen.json", "w") as file:
    json.dump({"cwd": os.getcwd(), "prefix": sys.prefix, "held": open(os.environ["PIP_CONSTRAINT"]).read(),
               "paths": os.path.exists("../../folder_paths.py"), **{key: os.environ[key] for key in keys}}, file)
)py");
    QVERIFY2(ran, ran ? "" : qPrintable(ran.error().message + ran.error().detail));
    const QJsonObject seen =
        QJsonDocument::fromJson(contentOf(ran->folder + u"/seen.json"_s)).object();
    QVERIFY(seen.value("paths"_L1).toBool());
    QCOMPARE(seen.value("held"_L1).toString(), u"torch==2.9.1\n"_s);
    const QString root = QFileInfo(m_world->library.staging()).canonicalFilePath() + u"/run/"_s;
    for (const auto key : {"prefix"_L1, "HOME"_L1, "TMPDIR"_L1, "COMFYUI_PATH"_L1,
                           "UV_CONSTRAINT"_L1, "PIP_CACHE_DIR"_L1}) {
        const QString path = QFileInfo(seen.value(key).toString()).canonicalFilePath();
        QVERIFY2(path.startsWith(root), qPrintable(key + u" "_s + path));
    }
    // Its own folder is where the pack will lie, once it is taken over.
    QVERIFY(
        contentOf(ran->folder + u"/seen.json"_s).contains("\"cwd\": \"/true/custom_nodes/Foo\""));
    QVERIFY(!ran->isCloneDirty);
    QCOMPARE(ran->remarks, QStringList());
}

void InstallScriptRunTest::oneThatFailsSaysWhy()
{
    QStringList log;
    const JobContext job(
        {}, {.steps = {}, .progress = {}, .log = [&log](const QString &line) { log += line; }});
    const auto ran = m_world->run("print('first')\nraise SystemExit('no such GPU')\n", job);
    QVERIFY(!ran);
    QCOMPARE(ran.error().code, ErrorCode::ProcessFailed);
    QVERIFY2(ran.error().message.contains(u"no such GPU"_s), qPrintable(ran.error().message));
    QVERIFY(ran.error().detail.contains(u"first"_s));
    QVERIFY(log.contains(u"first"_s));
}

void InstallScriptRunTest::aCancelEndsIt()
{
    CancelSource cancel;
    const JobContext job(cancel.token(),
                         {.steps = {}, .progress = {}, .log = [&cancel](const QString &line) {
                              if (line == "waiting"_L1)
                                  cancel.cancel();
                          }});
    QElapsedTimer timer;
    timer.start();
    const auto ran =
        m_world->run("import time\nprint('waiting', flush=True)\ntime.sleep(300)\n", job);
    QVERIFY(!ran);
    QCOMPARE(ran.error().code, ErrorCode::Cancelled);
    QVERIFY(timer.elapsed() < 60'000);
}

void InstallScriptRunTest::whatItWritesInThePackStays()
{
    const auto ran = m_world->run(R"py(
import os, pathlib
pathlib.Path("parts").mkdir()
pathlib.Path("parts/one.py").write_text("x = 1\n")
pathlib.Path("own.ini").write_text("here = " + os.getcwd() + "\n")
os.symlink(os.environ["COMFYUI_PATH"], "lost")
os.symlink("parts", "kept")
)py");
    QVERIFY2(ran, ran ? "" : qPrintable(ran.error().message + ran.error().detail));
    QCOMPARE(contentOf(ran->folder + u"/parts/one.py"_s), QByteArray("x = 1\n"));
    QCOMPARE(contentOf(ran->folder + u"/own.ini"_s), QByteArray("here = /true/custom_nodes/Foo\n"));
    QVERIFY(!QFileInfo(ran->folder + u"/lost"_s).isSymLink());
    QVERIFY(QFileInfo(ran->folder + u"/kept"_s).isSymLink());
    QVERIFY(ran->remarks.join(u' ').contains(u"lost"_s));
    QVERIFY(!QFileInfo::exists(m_world->pack() + u"/parts"_s)); // what was fetched stays whole
}

void InstallScriptRunTest::aPackThatIsGoneIsRefused()
{
    const auto ran = m_world->run("import os, shutil\nhere = os.getcwd()\nos.chdir('/')\n"
                                  "shutil.rmtree(here)\nos.symlink('/usr', here)\n");
    QVERIFY(!ran);
    QCOMPARE(ran.error().code, ErrorCode::Refused);
}

void InstallScriptRunTest::aPythonThatIsNoCopyIsRefused()
{
    const QString python = m_world->base() + u"/python/bin/python3"_s;
    const QByteArray real = QStandardPaths::findExecutable(u"python3"_s).toUtf8();
    QVERIFY(QFile::remove(python));
    write(python, "#!/bin/sh\nexec " + real + " \"$@\"\n");
    QVERIFY(QFile::setPermissions(python, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const Result<ScriptClone> made = m_world->clone();
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(InstallScriptRunTest)
#include "tst_installscriptrun.moc"
