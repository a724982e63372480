// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/runtimefacts.h"
#include "trees.h"

#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestRuntimeFacts : public QObject
{
    Q_OBJECT

private slots:
    void readsAPortablePython()
    {
        QTemporaryDir folder;
        const QString root = folder.path();
        trees::comfy(root + u"/ComfyUI"_s, "0.33.1");
        trees::write(root + u"/ComfyUI/.git/HEAD"_s, "783545f689a0af730065994b46b382ae24844c99\n");
        trees::write(root + u"/python/bin/python3"_s);
        trees::write(root + u"/python/include/python3.12/patchlevel.h"_s,
                     "#define PY_MAJOR_VERSION 3\n#define PY_VERSION      \"3.12.10\"\n");
        trees::write(root + u"/python/lib/python3.12/site-packages/torch/version.py"_s,
                     "from typing import Optional\n__version__ = '2.10.0+cu130'\n");
        const RuntimeFacts facts =
            readRuntimeFacts(root + u"/ComfyUI"_s, root + u"/python/bin/python3"_s, Os::Linux);
        QCOMPARE(facts.comfyVersion, u"0.33.1"_s);
        QCOMPARE(facts.comfyCommit, u"783545f689a0af730065994b46b382ae24844c99"_s);
        QCOMPARE(facts.pythonVersion, u"3.12.10"_s);
        QCOMPARE(facts.torchVersion, u"2.10.0+cu130"_s);
        QCOMPARE(facts.accelerator, u"cuda 13.0"_s);
        QCOMPARE(facts.sitePackages, root + u"/python/lib/python3.12/site-packages"_s);
    }

    void readsTheEmbeddedPythonOfWindows()
    {
        QTemporaryDir folder;
        const QString root = folder.path();
        trees::write(root + u"/ComfyUI/pyproject.toml"_s,
                     "[project]\nname = \"ComfyUI\"\nversion = \"0.33.0\"\n");
        trees::write(root + u"/ComfyUI/.git/HEAD"_s, "ref: refs/heads/master\n");
        trees::write(root + u"/ComfyUI/.git/packed-refs"_s,
                     "# pack-refs with: peeled\n"
                     "1111111111111111111111111111111111111111 refs/heads/master-old\n"
                     "2222222222222222222222222222222222222222 refs/heads/master\n");
        trees::write(root + u"/python_embeded/python313._pth"_s, "../ComfyUI\nimport site\n");
        trees::write(
            root + u"/python_embeded/Lib/site-packages/torch-2.9.1+rocm7.2.dist-info/METADATA"_s);
        const RuntimeFacts facts = readRuntimeFacts(
            root + u"/ComfyUI"_s, root + u"/python_embeded/python.exe"_s, Os::Windows);
        QCOMPARE(facts.comfyVersion, u"0.33.0"_s);
        QCOMPARE(facts.comfyCommit, QString(40, u'2'));
        QCOMPARE(facts.pythonVersion, u"3.13"_s);
        QCOMPARE(facts.torchVersion, u"2.9.1+rocm7.2"_s);
        QCOMPARE(facts.accelerator, u"rocm 7.2"_s);
    }

    void readsAVirtualEnvironment()
    {
        QTemporaryDir folder;
        const QString root = folder.path();
        trees::comfy(root);
        trees::write(root + u"/venv/pyvenv.cfg"_s,
                     "home = /usr/bin\nversion = 3.11.2\nexecutable = /usr/bin/python3.11\n");
        const RuntimeFacts facts = readRuntimeFacts(root, root + u"/venv/bin/python3"_s, Os::Linux);
        QCOMPARE(facts.pythonVersion, u"3.11.2"_s);
        QVERIFY(facts.torchVersion.isEmpty());
        QVERIFY(facts.accelerator.isEmpty());
    }

    void staysEmptyWhereThereIsNothing()
    {
        const RuntimeFacts facts =
            readRuntimeFacts(u"/nowhere"_s, u"/nowhere/bin/python3"_s, Os::Linux);
        QVERIFY(facts.comfyVersion.isEmpty());
        QVERIFY(facts.comfyCommit.isEmpty());
        QVERIFY(facts.pythonVersion.isEmpty());
    }

    void derivesTheAccelerator_data()
    {
        QTest::addColumn<QString>("torch");
        QTest::addColumn<Os>("os");
        QTest::addColumn<QString>("accelerator");
        QTest::newRow("CUDA 13.0") << u"2.10.0+cu130"_s << Os::Linux << u"cuda 13.0"_s;
        QTest::newRow("CUDA 12.6") << u"2.9.1+cu126"_s << Os::Windows << u"cuda 12.6"_s;
        QTest::newRow("CUDA 9.2, three digits short")
            << u"1.4.0+cu92"_s << Os::Linux << u"cuda 9.2"_s;
        QTest::newRow("ROCm") << u"2.9.1+rocm7.2.1"_s << Os::Linux << u"rocm 7.2"_s;
        QTest::newRow("Intel") << u"2.9.1+xpu"_s << Os::Windows << u"xpu"_s;
        QTest::newRow("the processor") << u"2.9.1+cpu"_s << Os::Linux << u"cpu"_s;
        QTest::newRow("a Mac has no label") << u"2.9.1"_s << Os::MacOS << u"mps"_s;
        QTest::newRow("no label on Linux tells nothing") << u"2.9.1"_s << Os::Linux << QString();
        QTest::newRow("no torch") << QString() << Os::MacOS << QString();
    }
    void derivesTheAccelerator()
    {
        QFETCH(QString, torch);
        QFETCH(Os, os);
        QTEST(acceleratorOfTorch(torch, os), "accelerator");
    }

    void countsWhatComfyUiWouldLoad()
    {
        QTemporaryDir folder;
        const QString nodes = folder.path();
        trees::write(nodes + u"/pack/__init__.py"_s);
        trees::write(nodes + u"/websocket_image_save.py"_s);
        trees::write(nodes + u"/example_node.py.example"_s);
        trees::write(nodes + u"/old.disabled/__init__.py"_s);
        trees::write(nodes + u"/off.py.disabled"_s);
        trees::write(nodes + u"/__pycache__/x.pyc"_s);
        trees::write(nodes + u"/.disabled/y/__init__.py"_s);
        QCOMPARE(countNodePacks(nodes), 2);
        QCOMPARE(countNodePacks(u"/nowhere"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestRuntimeFacts)
#include "tst_runtimefacts.moc"
