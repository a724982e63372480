// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/verifyinstall.h"
#include "tests/core/python/sitefolder.h"

#include <QFile>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

/** A computer with one GPU for CUDA 13. */
Computer computerWithGpu()
{
    Computer computer;
    computer.gpus = {Gpu{.vendor = GpuVendor::Nvidia,
                         .name = u"NVIDIA GeForce RTX 4090"_s,
                         .generation = GpuGeneration::Ada,
                         .computeCapability = ComputeCapability{8, 9},
                         .driver = u"581.29"_s,
                         .index = 0}};
    return computer;
}

/** An adopted folder with a virtual environment, its site-packages at hand. */
class Adopted
{
public:
    explicit Adopted(const QString &python = u"python3.12"_s)
        : site(u"venv/lib/%1/site-packages"_s.arg(python))
    {
        put(u"ComfyUI/main.py"_s, "");
        put(u"ComfyUI/requirements.txt"_s, "torch\n# a comment\n-r other.txt\nsix>=1\n");
        put(u"venv/bin/python"_s, "#!/bin/sh\n");
        configure("home = /no/such/python\nversion = 3.12.4\n");
        site.add({.name = u"six"_s, .version = u"1.17.0"_s});
    }

    void put(const QString &path, const QByteArray &bytes)
    {
        const QString up = u"../../../../"_s;
        site.put(up + path, bytes);
    }
    void configure(const QByteArray &text) { put(u"venv/pyvenv.cfg"_s, text); }

    Install install(const QString &accelerator) const
    {
        Install install;
        install.id = *InstallId::fromString(u"own"_s);
        install.name = u"Own"_s;
        install.currentGeneration = 1;
        install.adoptedFolder = site.root();
        Generation generation;
        generation.number = 1;
        generation.layout = BundleLayout::Plain;
        generation.comfyFolder = u"ComfyUI"_s;
        generation.python = u"venv/bin/python"_s;
        generation.accelerator = accelerator;
        install.generations = {generation};
        return install;
    }

    QStringList lines(const Install &install, int *asked = nullptr) const
    {
        const auto verdict = verifyInstall(
            Library(u"/no/library"_s), install, Os::Linux,
            [asked](const JobContext &) -> Result<Computer> {
                if (asked)
                    ++*asked;
                return computerWithGpu();
            },
            JobContext());
        return verdict ? linesOf(*verdict) : QStringList{errorCodeName(verdict.error().code)};
    }

    SitePackages site;
};

} // namespace

/** Where an install's packages lie, and what they are for. */
class TestVerifyInstall : public QObject
{
    Q_OBJECT

private slots:
    void asksForTheComputerOnlyWhenItMatters_data()
    {
        QTest::addColumn<QString>("torch");
        QTest::addColumn<QString>("recorded");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<int>("asked");
        QTest::addColumn<QStringList>("findings");
        const QStringList cpu{u"cpu-torch breaks torch"_s};
        QTest::newRow("as it was recorded")
            << u"cu130"_s << u"cuda 13.0"_s << QString() << 0 << QStringList();
        QTest::newRow("replaced by a CPU build")
            << u"cpu"_s << u"cuda 13.0"_s << QString() << 0 << cpu;
        QTest::newRow("adopted with a CPU build on a computer with a GPU")
            << u"cpu"_s << u"cpu"_s << QString() << 1 << cpu;
        QTest::newRow("the person chose the CPU")
            << u"cpu"_s << u"cuda 13.0"_s << u"cpu"_s << 0 << QStringList();
        QTest::newRow("the person chose a GPU")
            << u"cpu"_s << u"cpu"_s << u"cuda 13.0"_s << 0 << cpu;
        QTest::newRow("nothing is known and nothing is wrong")
            << u"cu130"_s << QString() << QString() << 0 << QStringList();
    }

    void asksForTheComputerOnlyWhenItMatters()
    {
        QFETCH(QString, torch);
        QFETCH(QString, recorded);
        QFETCH(QString, chosen);
        QFETCH(int, asked);
        QFETCH(QStringList, findings);
        Adopted own;
        own.site.addTorch(torch);
        Install install = own.install(recorded);
        install.settings.accelerator = chosen;
        int count = 0;
        QCOMPARE(own.lines(install, &count), findings);
        QCOMPARE(count, asked);
    }

    void aCpuBundleOfPorticosOwnIsMeant()
    {
        Adopted own;
        own.site.addTorch(u"cpu"_s);
        Install install = own.install(u"cpu"_s);
        const SitePackages library(u"installs/own"_s);
        QVERIFY(QFile::link(own.site.root(), library.path(u"gen-0001"_s)));
        install.adoptedFolder.clear();
        const auto verdict = verifyInstall(
            Library(library.root()), install, Os::Linux,
            [](const JobContext &) -> Result<Computer> { return computerWithGpu(); }, JobContext());
        QVERIFY(verdict);
        QCOMPARE(linesOf(*verdict), QStringList());
    }

    void findsTheFoldersOfTheInterpreter()
    {
        Adopted own;
        own.put(u"venv/lib/python3.10/site-packages/left.py"_s, "");
        const auto request = environmentOf(Library(u"/no/library"_s), own.install({}), Os::Linux);
        QVERIFY(request);
        QCOMPARE(request->folders, QStringList{own.site.path()});
        QCOMPARE(request->pythonVersion, u"3.12.4"_s);
        QCOMPARE(request->programFolder, own.site.root() + "/ComfyUI"_L1);
    }

    void alsoThoseOfTheBaseWhereTheyAreShared()
    {
        Adopted own;
        SitePackages base(u"lib/python3.12/site-packages"_s);
        base.add({.name = u"shared"_s, .version = u"1"_s});
        own.site.addTorch(u"cu130"_s);
        own.site.add({.name = u"user"_s, .version = u"1"_s, .needs = {u"shared"_s}});
        QCOMPARE(own.lines(own.install({})), QStringList{u"missing-need breaks shared"_s});
        own.configure("home = " + base.root().toUtf8()
                      + "/bin\ninclude-system-site-packages = true\nversion = 3.12.4\n");
        QCOMPARE(own.lines(own.install({})), QStringList());
    }

    void nothingToLookAt()
    {
        Adopted own;
        Install install = own.install({});
        install.generations.first().python = u"venv/bin/other"_s;
        QCOMPARE(own.lines(install), QStringList{u"not-found"_s});
        install.currentGeneration = 7;
        QCOMPARE(own.lines(install), QStringList{u"not-found"_s});
    }
};

QTEST_GUILESS_MAIN(TestVerifyInstall)
#include "tst_verifyinstall.moc"
