// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/distribution.h"
#include "core/python/environment.h"
#include "core/python/torchbuild.h"
#include "core/python/wheeltag.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What packages say of themselves: names of wheels (PEP 425), METADATA, RECORD, torch's version.
 */
class TestMetadata : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhichWheelsFit_data()
    {
        QTest::addColumn<Os>("os");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char *tag, Os os, bool fits) {
            QTest::addRow("%s on %s", tag, qPrintable(osName(os))) << os << fits;
        };
        row("cp312-cp312-manylinux_2_28_x86_64", Os::Linux, true);
        row("cp312-cp312-manylinux_2_27_x86_64.manylinux_2_28_x86_64", Os::Linux, true);
        row("cp310-cp310-manylinux_2_28_x86_64", Os::Linux, false);
        row("cp313-cp313t-manylinux_2_28_x86_64", Os::Linux, false);
        row("cp39-abi3-manylinux2014_x86_64", Os::Linux, true);
        row("cp313-abi3-manylinux2014_x86_64", Os::Linux, false);
        row("py3-none-any", Os::Linux, true);
        row("py2.py3-none-any", Os::Windows, true);
        row("py2-none-any", Os::Linux, false);
        row("py3-none-manylinux_2_17_aarch64", Os::Linux, false);
        row("cp312-cp312-win_amd64", Os::Linux, false);
        row("cp312-cp312-win_amd64", Os::Windows, true);
        row("cp312-cp312-win32", Os::Windows, false);
        row("cp312-cp312-macosx_11_0_universal2", Os::MacOS, true);
        row("cp312-cp312-macosx_10_13_x86_64", Os::MacOS, true);
        row("cp312-cp312-macosx_11_0_arm64", Os::MacOS, false);
        row("pp310-pypy310_pp73-manylinux_2_28_x86_64", Os::Linux, false);
        row("no tag", Os::Linux, true);
    }

    void knowsWhichWheelsFit()
    {
        QFETCH(Os, os);
        QFETCH(bool, fits);
        const QString tag = QString::fromUtf8(QTest::currentDataTag()).section(u" on "_s, 0, 0);
        const PythonEnvironment environment{
            .pythonVersion = u"3.12.4"_s, .os = os, .architecture = Architecture::X64};
        QCOMPARE(fitsWheelTag(tag, environment), fits);
    }

    void readsTorchsVersionFile_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("record");
        QTest::addColumn<Os>("os");
        QTest::addColumn<QString>("accelerator");
        // As tools/generate_torch_version.py of PyTorch writes it.
        const QByteArray cuda =
            "from typing import Optional\n\n__all__ = ['__version__', 'debug', "
            "'cuda', 'git_version', 'hip', 'xpu']\n__version__ = '2.9.1+cu130'\n"
            "debug = False\ncuda: Optional[str] = '13.0'\ngit_version = 'abc'\n"
            "hip: Optional[str] = None\nxpu: Optional[str] = None\n";
        const QByteArray none = "__version__ = '2.9.1'\ncuda: Optional[str] = None\n"
                                "hip: Optional[str] = None\n";
        QTest::newRow("CUDA") << cuda << u"2.9.1"_s << Os::Linux << u"cuda 13.0"_s;
        QTest::newRow("ROCm") << QByteArray("__version__ = '2.9.1+rocm7.2'\ncuda = None\n"
                                            "hip: Optional[str] = '7.2.26015-fc0010cf6a'\n")
                              << QString() << Os::Linux << u"rocm 7.2"_s;
        QTest::newRow("Intel") << QByteArray("cuda = None\nhip = None\nxpu = '20250302'\n")
                               << QString() << Os::Linux << u"xpu"_s;
        QTest::newRow("CPU") << none << u"2.9.1+cpu"_s << Os::Linux << u"cpu"_s;
        QTest::newRow("Apple") << none << u"2.9.1"_s << Os::MacOS << u"mps"_s;
        QTest::newRow("no file, so its label")
            << QByteArray() << u"2.9.1+cu126"_s << Os::Windows << u"cuda 12.6"_s;
        QTest::newRow("AMD's own label")
            << QByteArray() << u"2.9.1+rocm7.2.0.lw.git7e1940d4"_s << Os::Linux << u"rocm 7.2.0"_s;
        QTest::newRow("a label of nobody's")
            << QByteArray() << u"2.9.1+gitabc"_s << Os::Linux << QString();
        QTest::newRow("not text") << QByteArray("\xff\xfe\0\x01", 4) << QString() << Os::Linux
                                  << QString();
    }

    void readsTorchsVersionFile()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, record);
        QFETCH(Os, os);
        QFETCH(QString, accelerator);
        const TorchBuild build =
            torchBuildOf({.package = u"torch"_s, .versionFile = file, .recordVersion = record}, os);
        QCOMPARE(build.accelerator ? build.accelerator->text() : QString(), accelerator);
    }

    void readsMetadata()
    {
        Distribution read;
        readMetadata(
            "\xef\xbb\xbfMetadata-Version: 2.1\r\nName: My_Pack.age\r\nVersion: 1.0\r\n"
            "Description: long\r\n  more\r\n Name: not this\r\nRequires-Dist: a>=1\r\n"
            "REQUIRES-DIST: b\r\n  ; extra == 'x'\r\nRequires-Python: >=3.9\r\nodd line\r\n"
            "\r\nName: nor this\r\nRequires-Dist: c\r\n",
            read);
        QCOMPARE(read.name, u"my-pack-age"_s);
        QCOMPARE(read.version, u"1.0"_s);
        QCOMPARE(read.requiresPython, u">=3.9"_s);
        QCOMPARE(read.needs, (QStringList{u"a>=1"_s, u"b ; extra == 'x'"_s}));
    }

    void readsRecord()
    {
        Distribution read;
        readRecord("a/__init__.py,sha256=x,12\r\n\"a/b, \"\"c\"\".py\",sha256=x,3\na\\d.py,,\n"
                   "./e.py,,7\na//f.py,,\na/__pycache__/g.cpython-312.pyc,,\n../../bin/h,,1\n"
                   "/etc/passwd,,\nC:/x.py,,\n..\\i.py,,\na/../../j.py,,\na/k.py\n,,\n"
                   "a/l.py,sha256=x,99999999999999999999\n",
                   read);
        QStringList files;
        for (const RecordedFile &file : std::as_const(read.files))
            files += QString::fromUtf8(file.path) + u'|' + QString::number(file.size);
        QCOMPARE(files,
                 (QStringList{u"a/__init__.py|12"_s, u"a/b, \"c\".py|3"_s, u"a/d.py|-1"_s,
                              u"e.py|7"_s, u"a/f.py|-1"_s, u"a/k.py|-1"_s, u"a/l.py|-1"_s}));
        const Distribution copy = read;
        read = {};
        QCOMPARE(copy.files.at(1).path.toByteArray(), QByteArray("a/b, \"c\".py"));
    }

    void readsTheNeedsOfEggs()
    {
        QCOMPARE(
            eggNeeds("a>=1\nb\n\n[:python_version < '3']\nc\n\n[dev]\nd\n\n[dev:os_name == 'x']\n"
                     "e\n"),
            (QStringList{u"a>=1"_s, u"b"_s, u"c; python_version < '3'"_s}));
    }
};

QTEST_GUILESS_MAIN(TestMetadata)
#include "tst_metadata.moc"
