// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/networkchain.h"
#include "core/python/lock.h"
#include "core/python/packageneeds.h"
#include "core/python/relocatescripts.h"
#include "core/python/torchfamily.h"
#include "core/python/uvpins.h"
#include "core/settings/networksettings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

void put(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot read");
}

QStringList namesOf(const QList<Requirement> &requirements)
{
    QStringList names;
    for (const Requirement &requirement : requirements)
        names += requirement.name;
    return names;
}

} // namespace

/** The rules about packages: the torch family, requirements, locks, scripts. */
class TestPackages : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheTorchFamily_data()
    {
        QTest::addColumn<bool>("isOfIt");
        for (const char *name :
             {"torch", "TorchVision", "torchaudio", "torchao", "nvidia-cublas-cu12",
              "nvidia_nccl_cu13", "pytorch-triton-rocm", "triton.windows", "xformers",
              "cuda-toolkit", "cuda-bindings", "rocm-sdk-core", "intel-sycl-rt"})
            QTest::newRow(name) << true;
        for (const char *name : {"torchsde", "transformers", "timm", "numpy", "spandrel", "nvidia",
                                 "onnxruntime-gpu", "comfy-kitchen"})
            QTest::newRow(name) << false;
    }
    void knowsTheTorchFamily()
    {
        QTEST(isOfTorchFamily(QString::fromLatin1(QTest::currentDataTag())), "isOfIt");
    }

    void namesWhatIsTakenOut()
    {
        const QStringList names = torchFamilyNames({u"nvidia-nccl-cu12"_s, u"numpy"_s, u"torch"_s});
        QVERIFY(names.contains(u"nvidia-nccl-cu12"_s));
        QVERIFY(!names.contains(u"numpy"_s));
        QCOMPARE(names.count(u"torch"_s), 1);
    }

    void findsTheIndexOfTheAccelerator_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("index");
        const QString own = u"https://download.pytorch.org/whl/cu130"_s;
        QTest::newRow("PyTorch's own") << QString() << u"cu130"_s << own;
        QTest::newRow("a mirror has the tags as folders")
            << u"https://mirror.example/whl"_s << u"cu130"_s
            << u"https://mirror.example/whl/cu130"_s;
        QTest::newRow("a whole package index is taken as it is")
            << u"https://mirror.example/simple"_s << u"cu130"_s
            << u"https://mirror.example/simple"_s;
        QTest::newRow("mps comes from the package index") << QString() << QString() << QString();
    }
    void findsTheIndexOfTheAccelerator()
    {
        QFETCH(QString, setting);
        QFETCH(QString, tag);
        NetworkSettings settings;
        settings.torchIndex = setting;
        AcceleratorChoice choice;
        choice.torchTag = tag;
        if (!tag.isEmpty())
            choice.torchIndex = QUrl(u"https://download.pytorch.org/whl/"_s + tag);
        QTEST(torchIndexOf(choice, makeNetworkChain(settings, {})).toString(), "index");
    }

    void readsRequirements()
    {
        // The file of ComfyUI 0.33.0 (reference: its contract), with what a fork might add.
        const auto list = parseRequirements("\xEF\xBB\xBF# comment\r\n"
                                            "comfyui-frontend-package==1.49.6\r\n"
                                            "torch\n"
                                            "Torch_Audio>=2.1 ; sys_platform != 'darwin' # why\n"
                                            "numpy>=1.25.0, \\\n   <3\n"
                                            "\n#non essential dependencies:\n"
                                            "pydantic~=2.0\n"
                                            "uvicorn[standard]>=0.1\n"
                                            "--extra-index-url https://evil.example/simple\n"
                                            "-r other.txt\n"
                                            "-e .\n",
                                            u"requirements.txt"_s);
        QVERIFY2(list, list ? "" : qPrintable(list.error().message));
        QCOMPARE(namesOf(list->requirements),
                 (QStringList{u"comfyui-frontend-package"_s, u"torch"_s, u"torch-audio"_s,
                              u"numpy"_s, u"pydantic"_s, u"uvicorn"_s}));
        QCOMPARE(list->requirements.at(2).text, u"Torch_Audio>=2.1 ; sys_platform != 'darwin'"_s);
        QCOMPARE(list->leftOut.size(), 3);
    }

    void refusesRequirements_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("an address")
            << QByteArray("a @ https://evil.example/a.whl\n") << ErrorCode::Refused;
        QTest::newRow("a repository")
            << QByteArray("git+https://evil.example/a\n") << ErrorCode::Refused;
        QTest::newRow("a path") << QByteArray("./wheels/a.whl\n") << ErrorCode::Refused;
        QTest::newRow("a terminal's code")
            << QByteArray("a; os_name=='\x1b[2J'\n") << ErrorCode::InvalidInput;
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE t\0o\0", 6) << ErrorCode::InvalidInput;
        QTest::newRow("nested too deep") << "a; " + QByteArray(1000, '(') + "os_name=='x'"
                + QByteArray(1000, ')') << ErrorCode::InvalidInput;
        QTest::newRow("an endless line")
            << QByteArray("a\\\n").repeated(9'000) << ErrorCode::InvalidInput;
        QTest::newRow("an endless file")
            << QByteArray("a\n").repeated(10'000) << ErrorCode::InvalidInput;
        QTest::newRow("megabytes") << QByteArray(2 << 20, '#') << ErrorCode::InvalidInput;
    }
    void refusesRequirements()
    {
        QFETCH(QByteArray, text);
        const auto list = parseRequirements(text, u"requirements.txt"_s);
        QVERIFY(!list);
        QTEST(list.error().code, "code");
        QVERIFY(list.error().message.startsWith(u"requirements.txt, line "_s));
    }

    void readsTheNeedsOfAPackage()
    {
        // Lines of torch 2.8.0's METADATA.
        const auto needs = needsInMetadata(
            u"Metadata-Version: 2.1\nName: torch\nVersion: 2.8.0\nRequires-Dist: filelock\n"
            "Requires-Dist: sympy>=1.13.3\nRequires-Dist: nvidia-nccl-cu12==2.27.3; "
            "platform_system == \"Linux\" and platform_machine == \"x86_64\"\n"
            "Requires-Dist: setuptools; python_version >= \"3.12\"\n"
            "Requires-Dist: optree>=0.13.0; extra == \"optree\"\n\nRequires-Dist: not-a-field\n"_s);
        QCOMPARE(namesOf(needs),
                 (QStringList{u"filelock"_s, u"sympy"_s, u"nvidia-nccl-cu12"_s, u"setuptools"_s}));
        QCOMPARE(needs.at(1).text, u"sympy>=1.13.3"_s);
    }

    void readsAndWritesLocks()
    {
        const QByteArray a(64, 'a');
        const QByteArray b(64, 'b');
        const QByteArray text = "# by uv\ntorch==2.9.1+cu130 \\\n    --hash=sha256:" + a
            + " \\\n    --hash=sha256:" + b
            + "\n    # via -r x\ncolorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:"
            + a + "\n";
        const auto lock = lockFromBytes(text);
        QVERIFY2(lock, lock ? "" : qPrintable(lock.error().message));
        QCOMPARE(lock->packages.size(), 2);
        QCOMPARE(lock->find(u"Torch")->version, u"2.9.1+cu130"_s);
        QCOMPARE(lock->find(u"torch")->hashes.size(), 2);
        QCOMPARE(lock->find(u"colorama")->marker, u"sys_platform == 'win32'"_s);
        QVERIFY(!lock->find(u"numpy"));
        const auto again = lockFromBytes(lockToBytes(*lock));
        QVERIFY(again);
        QCOMPARE(again->packages, lock->packages);
    }

    void refusesLocks_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no hash") << QByteArray("torch==2.9.1\n");
        QTest::newRow("no exact version")
            << "torch>=2 \\\n --hash=sha256:" + QByteArray(64, 'a') + "\n";
        QTest::newRow("a weak hash") << QByteArray("torch==2 \\\n --hash=md5:00\n");
        QTest::newRow("an address") << QByteArray("a @ https://x.example/a.whl\n");
    }
    void refusesLocks()
    {
        QFETCH(QByteArray, text);
        const auto lock = lockFromBytes(text);
        QVERIFY(!lock);
        QCOMPARE(lock.error().code, ErrorCode::Corrupt);
    }

    void relocatesScripts_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<bool>("isChanged");
        QTest::newRow("as uv writes it")
            << QByteArray("#!/stage/python/bin/python3.11\nprint(1)\n") << true;
        QTest::newRow("as uv writes it where the path is long") << QByteArray(
            "#!/bin/sh\n'''exec' '/stage/python/bin/python3' \"$0\" \"$@\"\n' '''\nprint(1)\n")
                                                                << true;
        QTest::newRow("another Python's") << QByteArray("#!/usr/bin/python3\nprint(1)\n") << false;
        QTest::newRow("a shell script") << QByteArray("#!/bin/sh\necho 1\n") << false;
        QTest::newRow("a program") << QByteArray("\x7f"
                                                 "ELF\n\n")
                                   << false;
    }
    void relocatesScripts()
    {
        QFETCH(QByteArray, before);
        QFETCH(bool, isChanged);
        const QByteArray after = relocatedScript(before, u"/stage/python"_s);
        QCOMPARE(after != before, isChanged);
        if (isChanged) {
            QVERIFY(!after.contains("/stage/"));
            QVERIFY(after.startsWith("#!/bin/sh\n"));
            QVERIFY(after.endsWith("print(1)\n"));
        }
    }

    void correctsTheRecordOfARelocatedScript()
    {
        const QTemporaryDir folder;
        const QString python = folder.filePath(u"python"_s);
        const QString info = python + u"/lib/python3.12/site-packages/tool-1.0.dist-info/RECORD"_s;
        put(python + u"/bin/tool"_s, "#!" + QFile::encodeName(python) + "/bin/python3\nprint(1)\n");
        QFile::setPermissions(python + u"/bin/tool"_s,
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        put(info, "../../../bin/tool,sha256=old,10\ntool/__init__.py,sha256=x,1\n");
        QVERIFY(relocateScripts(python));
        const QByteArray record = contentOf(info);
        QVERIFY(record.startsWith("../../../bin/tool,sha256="));
        QVERIFY(!record.contains("old,10"));
        QVERIFY(record.endsWith("tool/__init__.py,sha256=x,1\n"));
        QVERIFY(QFileInfo(python + u"/bin/tool"_s).isExecutable());
        QVERIFY(!contentOf(python + u"/bin/tool"_s).contains(QFile::encodeName(folder.path())));
    }

    void pinsUvForEverySystem()
    {
        for (const Os os : {Os::Linux, Os::MacOS, Os::Windows}) {
            for (const Architecture architecture : {Architecture::X64, Architecture::Arm64}) {
                const UvRelease release = pinnedUvRelease(os, architecture);
                QVERIFY(!release.sha256.isNull());
                QVERIFY(release.url.toString().contains(pinnedUvVersion()));
                QVERIFY(!release.programInside.isEmpty());
            }
        }
        for (const QString &hash : pinnedUvWheelHashes())
            QVERIFY(Sha256::fromHex(hash));
        QVERIFY(pinnedUvWheelHashes().size() > 10);
    }
};

QTEST_GUILESS_MAIN(TestPackages)
#include "tst_packages.moc"
