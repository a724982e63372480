// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/python/layerpath.h"
#include "core/python/smokeimport.h"
#include "core/python/wheeladdresses.h"
#include "core/python/wheelstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

bool put(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/** What a Python prints. */
QByteArray run(const QString &python, const QStringList &arguments, const QString &layer = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!layer.isEmpty())
        environment.insert(layerVariable(), layer);
    process.setProcessEnvironment(environment);
    process.start(python, arguments);
    process.waitForFinished(60'000);
    return process.readAllStandardOutput().trimmed() + process.readAllStandardError();
}

Distribution withFiles(const QString &name, const QStringList &files)
{
    Distribution distribution;
    distribution.name = name;
    QByteArray record;
    for (const QString &file : files)
        record += file.toUtf8() + ",,\n";
    readRecord(record, distribution);
    return distribution;
}

} // namespace

/** The parts that layers are made with. */
class TestLayerParts : public QObject
{
    Q_OBJECT

private slots:
    void leadsEachPythonToItsLayer();
    void knowsAPythonWithoutPathFiles_data();
    void knowsAPythonWithoutPathFiles();
    void findsTheModulesOfAPackage_data();
    void findsTheModulesOfAPackage();
    void judgesFailedImports_data();
    void judgesFailedImports();
    void readsNamesOfWheels_data();
    void readsNamesOfWheels();
    void readsAddressesOfWheels();
    void refusesAPackageWithoutWheel();
    void remembersWhatAWheelCameOf();
};

/** With a real interpreter of this computer: normal, isolated, and a child of either. */
void TestLayerParts::leadsEachPythonToItsLayer()
{
    const QTemporaryDir folder;
    const QString base = folder.filePath(u"base"_s);
    const QByteArray words = run(u"python3"_s, {u"-m"_s, u"venv"_s, u"--without-pip"_s, base});
    if (!QFileInfo::exists(base + u"/bin/python3"_s))
        QSKIP(words.constData());
    const QString python = base + u"/bin/python3"_s;
    const QString site = QString::fromLocal8Bit(
        run(python, {u"-c"_s, u"import site; print(site.getsitepackages()[0])"_s}));
    QVERIFY(!hasLayerPath(site));
    const auto written = writeLayerPath(site, python);
    QVERIFY2(written, written ? "" : qPrintable(written.error().message));
    QVERIFY(hasLayerPath(site));
    QVERIFY(put(site + u"/both.py"_s, "where = 'base'\n"));
    const QString layer = folder.filePath(u"a layer with spaces/site"_s);
    QVERIFY(put(layer + u"/both.py"_s, "where = 'layer'\n"));
    QVERIFY(put(layer + u"/only.py"_s, "where = 'layer'\n"));
    QVERIFY(put(layer + u"/more.pth"_s, "deeper\n"));
    QVERIFY(put(layer + u"/deeper/below.py"_s, "where = 'layer'\n"));

    const QString ask = u"import both, only, below; print(both.where, only.where, below.where)"_s;
    const QString askChild =
        u"import subprocess, sys; print(subprocess.run([sys.executable, '-I', "
        "'-c', '%1'], capture_output=True, text=True).stdout.strip())"_s.arg(ask);
    for (const QStringList &mode : {QStringList{}, QStringList{u"-I"_s}}) {
        QCOMPARE(run(python, mode + QStringList{u"-c"_s, ask}, layer),
                 QByteArray("base layer layer"));
        QCOMPARE(run(python, mode + QStringList{u"-c"_s, askChild}, layer),
                 QByteArray("base layer layer"));
    }
    const QString without = u"import both, importlib.util as u; print(u.find_spec('only'))"_s;
    QCOMPARE(run(python, {u"-c"_s, without}), QByteArray("None"));
    // A layer that is gone keeps nobody from starting.
    QCOMPARE(run(python, {u"-c"_s, without}, folder.filePath(u"nowhere"_s)), QByteArray("None"));
}

void TestLayerParts::knowsAPythonWithoutPathFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("reads");
    QTest::newRow("no such file") << QByteArray() << true;
    QTest::newRow("as the official portable has it")
        << QByteArray("python312.zip\r\n.\r\n\r\nimport site\r\n") << true;
    QTest::newRow("as python.org ships it")
        << QByteArray("python312.zip\n.\n\n# Uncomment to run site.main() automatically\n#import "
                      "site\n")
        << false;
}
void TestLayerParts::knowsAPythonWithoutPathFiles()
{
    const QTemporaryDir folder;
    QFETCH(QByteArray, text);
    if (!text.isEmpty())
        QVERIFY(put(folder.filePath(u"python312._pth"_s), text));
    const QString python = folder.filePath(u"python.exe"_s);
    QTEST(readsPathFiles(python), "reads");
    const auto written = writeLayerPath(folder.path(), python);
    QTEST(bool(written), "reads");
    if (!written)
        QCOMPARE(written.error().code, ErrorCode::Unsupported);
    QTEST(hasLayerPath(folder.path()), "reads");
}

void TestLayerParts::findsTheModulesOfAPackage_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QStringList>("modules"); // main ones with '*'
    const auto row = [](const char *tag, const QString &name, const QStringList &files,
                        const QStringList &modules) {
        QTest::newRow(tag) << name << files << modules;
    };
    row("a package", u"timm"_s, {u"timm/__init__.py"_s, u"timm/layers/__init__.py"_s},
        {u"timm*"_s});
    row("a module", u"six"_s, {u"six.py"_s}, {u"six*"_s});
    row("an extension", u"simplejson"_s,
        {u"simplejson/__init__.py"_s, u"simplejson/_speedups.cpython-312-x86_64-linux-gnu.so"_s},
        {u"simplejson*"_s});
    row("another name than its package's", u"opencv-python"_s, {u"cv2/__init__.py"_s}, {u"cv2*"_s});
    row("a namespace", u"google-cloud-storage"_s,
        {u"google/cloud/storage/__init__.py"_s, u"google/cloud/storage/blob.py"_s},
        {u"google.cloud.storage*"_s});
    row("tests beside it do not count", u"thing"_s,
        {u"thing/__init__.py"_s, u"tests/__init__.py"_s, u"examples/__init__.py"_s,
         u"_thing.cpython-312-x86_64-linux-gnu.so"_s},
        {u"thing*"_s});
    row("a second module is only looked at", u"pyyaml-x"_s,
        {u"pyyaml_x/__init__.py"_s, u"extra/__init__.py"_s}, {u"pyyaml_x*"_s, u"extra"_s});
    row("two of equal right", u"attrs"_s, {u"attr/__init__.py"_s, u"attrx/__init__.py"_s},
        {u"attr*"_s, u"attrx*"_s});
    row("data alone", u"data"_s, {u"share/thing.txt"_s}, {});
}
void TestLayerParts::findsTheModulesOfAPackage()
{
    QFETCH(QString, name);
    QFETCH(QStringList, files);
    QStringList found;
    for (const SmokeModule &module : modulesOf(withFiles(name, files)))
        found += module.module + (module.isMain ? u"*"_s : QString());
    QTEST(found, "modules");
}

void TestLayerParts::judgesFailedImports_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("isBroken");
    const auto row = [](const char *tag, const QString &kind, const QString &message,
                        const bool isBroken) { QTest::newRow(tag) << kind << message << isBroken; };
    row("its metadata says too little", u"ModuleNotFoundError"_s, u"No module named 'wget'"_s,
        false);
    row("ComfyUI's own module", u"ModuleNotFoundError"_s, u"No module named 'folder_paths'"_s,
        false);
    row("a module of Windows", u"ModuleNotFoundError"_s, u"No module named 'winreg'"_s, false);
    row("a name is missing", u"ImportError"_s,
        u"cannot import name 'cached_download' from 'huggingface_hub'"_s, true);
    row("another torch", u"ImportError"_s,
        u"/x/flash_attn_2_cuda.so: undefined symbol: _ZN3c104cuda9SetDeviceEi"_s, true);
    row("another numpy", u"ValueError"_s,
        u"numpy.dtype size changed, may indicate binary incompatibility"_s, true);
    row("numpy 1 against 2", u"ImportError"_s, u"numpy.core.multiarray failed to import"_s, true);
    row("a name that numpy 2 lost", u"AttributeError"_s,
        u"module 'numpy' has no attribute 'float_'"_s, true);
    row("newer syntax", u"SyntaxError"_s, u"invalid syntax"_s, true);
    row("a system library", u"ImportError"_s,
        u"libGL.so.1: cannot open shared object file: No such file or directory"_s, false);
    row("a driver", u"OSError"_s, u"libcuda.so.1: cannot open shared object file"_s, false);
    row("a DLL", u"ImportError"_s,
        u"DLL load failed while importing _C: The specified module could not be found."_s, false);
    row("no GPU", u"RuntimeError"_s, u"Found no NVIDIA driver on your system."_s, false);
    row("torch without CUDA", u"AssertionError"_s, u"Torch not compiled with CUDA enabled"_s,
        false);
    row("a key of the network", u"KeyError"_s, u"'OPENAI_API_KEY'"_s, false);
}
void TestLayerParts::judgesFailedImports()
{
    QFETCH(QString, kind);
    QFETCH(QString, message);
    QTEST(meaningOfFailure(kind, message) == ImportMeaning::Broken, "isBroken");
}

void TestLayerParts::readsNamesOfWheels_data()
{
    QTest::addColumn<QString>("package");
    QTest::addColumn<QString>("tag");
    QTest::newRow("Py_YAML-6.0-cp312-cp312-win_amd64.whl")
        << u"py-yaml"_s << u"cp312-cp312-win_amd64"_s;
    QTest::newRow("torch-2.9.1+cu130-1-py3-none-any.whl") << u"torch"_s << u"py3-none-any"_s;
    QTest::newRow("thing-1.0.tar.gz") << QString() << QString();
    QTest::newRow("thing.whl") << QString() << QString();
}
void TestLayerParts::readsNamesOfWheels()
{
    const auto name = wheelName(QString::fromLatin1(QTest::currentDataTag()));
    QTEST(name ? name->package : QString(), "package");
    QTEST(name ? name->tag : QString(), "tag");
}

void TestLayerParts::readsAddressesOfWheels()
{
    // What uv 0.13.8 writes, shortened.
    const auto wheels = wheelAddresses(R"(lock-version = "1.0"
created-by = "uv"
requires-python = ">=3.11.7"

[[packages]]
name = "numpy"
version = "1.26.4"
wheels = [{ url = "https://files.example/numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", upload-time = 2024-02-05T23:53:15Z, size = 18250000, hashes = { sha256 = "666dbfb6ec68962c033a450943ded891bed2d54e6755e35e5835d63f4f6931d5" } }]

[[packages]]
name = "Simple_Eval"
version = "1.0.3"
wheels = [{ url = "https://files.example/simpleeval-1.0.3-py3-none-any.whl", hashes = {} }]
)");
    QVERIFY2(wheels, wheels ? "" : qPrintable(wheels.error().message));
    QCOMPARE(wheels->size(), 2);
    QCOMPARE(wheels->at(0).package, u"numpy"_s);
    QCOMPARE(wheels->at(0).size, 18'250'000);
    QVERIFY(wheels->at(0).sha256.toHex().startsWith(u"666dbfb6"_s));
    QCOMPARE(wheels->at(1).package, u"simple-eval"_s);
    QVERIFY(wheels->at(1).sha256.isNull());
}

void TestLayerParts::refusesAPackageWithoutWheel()
{
    const auto wheels = wheelAddresses("[[packages]]\nname = \"only-source\"\nversion = \"1\"\n"
                                       "sdist = { url = \"https://files.example/x.tar.gz\" }\n");
    QVERIFY(!wheels);
    QCOMPARE(wheels.error().code, ErrorCode::NotFound);
    QVERIFY(wheels.error().message.contains(u"only-source"_s));
}

void TestLayerParts::remembersWhatAWheelCameOf()
{
    const QTemporaryDir folder;
    const QString wheels = folder.filePath(u"wheels"_s);
    const QString made = folder.filePath(u"thing-1.0-py3-none-any.whl"_s);
    QVERIFY(put(made, "a wheel"));
    const auto sha256 = storeWheel(wheels, made);
    QVERIFY(sha256);
    QVERIFY(!QFileInfo::exists(made));
    QVERIFY(storedWheel(wheels, *sha256));
    const PlannedPackage package{.name = u"thing"_s,
                                 .version = {},
                                 .source = PackageSource::Git,
                                 .address = QUrl(u"https://me:secret@git.example/thing.git"_s)};
    const QString source = wheelSource(package);
    QVERIFY(!source.contains(u"secret"_s));
    QVERIFY(!findWheelOf(wheels, source, u"base"_s));
    QVERIFY(rememberWheel(wheels,
                          {.source = source,
                           .base = u"base"_s,
                           .package = u"thing"_s,
                           .version = u"1.0"_s,
                           .revision = u"abc"_s,
                           .sha256 = *sha256}));
    const auto found = findWheelOf(wheels, source, u"base"_s);
    QVERIFY(found);
    QCOMPARE(found->version, u"1.0"_s);
    QCOMPARE(found->revision, u"abc"_s);
    QVERIFY(!findWheelOf(wheels, source, u"other base"_s));
    QVERIFY(QDir(wheels + u'/' + sha256->toHex()).removeRecursively());
    QVERIFY(!findWheelOf(wheels, source, u"base"_s));
}

QTEST_GUILESS_MAIN(TestLayerParts)
#include "tst_layerparts.moc"
