// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/extras.h"
#include "core/nodes/packneeds.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

/** "numpy|numpy<2|index": name, text, source. */
QString shown(const PackNeed &need)
{
    const QString source = need.source == PackNeed::Source::Index ? u"index"_s
        : need.source == PackNeed::Source::Git                    ? u"git"_s
                                                                  : u"address"_s;
    return need.name + u'|' + need.text + u'|' + source;
}

} // namespace

class TestPackNeeds : public QObject
{
    Q_OBJECT

private slots:
    void readsLines_data();
    void readsLines();
    void refuses_data();
    void refuses();
    void includesInsideThePack();
    void includesOutsideAreTold();
    void filesThatIncludeEachOther();
    void readsWhatPowerShellWrites();
    void readsPyproject();
    void requirementsComeBeforePyproject();
    void readsDynamicNeeds();
    void aSinglePythonFileNeedsNothing();
    void readyExtrasAreRequirements();
    void readsOwnProfiles();

private:
    void write(const QString &name, const QByteArray &bytes);
    Result<PackNeeds> read() const
    {
        return readPackNeeds(u"Pack"_s, m_folder->path() + "/pack"_L1);
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkpath(u"pack/more"_s));
    }
};

void TestPackNeeds::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->path() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestPackNeeds::readsLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("needs");
    QTest::addColumn<QStringList>("leftOut");

    const auto row = [](const char *name, const QByteArray &text, const QStringList &needs,
                        const QStringList &leftOut = {}) {
        QTest::newRow(name) << text << needs << leftOut;
    };
    row("a name", "NumPy\n", {u"numpy|NumPy|index"_s});
    row("versions and a marker", "numpy>=1.20,<2 ; python_version < '3.13'\n",
        {u"numpy|numpy>=1.20,<2 ; python_version < '3.13'|index"_s});
    row("extras", "uvicorn[standard]>=0.2\n", {u"uvicorn|uvicorn[standard]>=0.2|index"_s});
    row("a comment of its own and one behind", "# first\ntimm # second\n", {u"timm|timm|index"_s});
    row("a line that goes on", "timm \\\n  >=1.0\n", {u"timm|timm >=1.0|index"_s});
    row("options for pip behind a requirement", "timm==1.0 --hash=sha256:aa\n",
        {u"timm|timm==1.0|index"_s});
    row("the same twice counts once, at its first place", "timm\ntimm\n", {u"timm|timm|index"_s});
    row("carriage returns", "timm\r\nrich\r\n", {u"timm|timm|index"_s, u"rich|rich|index"_s});
    row("an address with a name", "foo @ https://example.invalid/foo-1.0-py3-none-any.whl\n",
        {u"foo|foo @ https://example.invalid/foo-1.0-py3-none-any.whl|address"_s});
    row("a bare address of a wheel tells its name",
        "https://example.invalid/Foo_Bar-1.0-py3-none-any.whl\n",
        {u"foo-bar|https://example.invalid/Foo_Bar-1.0-py3-none-any.whl|address"_s});
    row("a bare address of an archive tells none", "https://example.invalid/main.zip\n",
        {u"|https://example.invalid/main.zip|address"_s});
    row("a repository", "git+https://example.invalid/a/b.git@v1#egg=my_tool\n",
        {u"my-tool|git+https://example.invalid/a/b.git@v1#egg=my_tool|git"_s});
    row("a repository with a name", "tool @ git+https://example.invalid/a/b\n",
        {u"tool|tool @ git+https://example.invalid/a/b|git"_s});
    row("a login is not kept", "git+https://me:secret@example.invalid/a/b.git\n",
        {u"|git+https://example.invalid/a/b.git|git"_s});
    row("an index of its own is left out",
        "--extra-index-url https://user:pw@example.invalid/simple\ntimm\n", {u"timm|timm|index"_s},
        {u"requirements.txt:1: --extra-index-url https://example.invalid/simple"_s});
    row("an editable is left out", "-e .\n", {}, {u"requirements.txt:1: -e ."_s});
    row("paths are left out", "./wheels/x-1.0-py3-none-any.whl\nC:\\x\\y.whl\nx.tar.gz\n", {},
        {u"requirements.txt:1: ./wheels/x-1.0-py3-none-any.whl"_s,
         u"requirements.txt:2: C:\\x\\y.whl"_s, u"requirements.txt:3: x.tar.gz"_s});
    row("a file address is left out", "x @ file:///etc/passwd\n", {},
        {u"requirements.txt:1: x @ file:///etc/passwd"_s});
    row("variables are not looked up", "${HOME}/x\n", {}, {u"requirements.txt:1: ${HOME}/x"_s});
    row("an empty file", "", {});
}

void TestPackNeeds::readsLines()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, needs);
    QFETCH(QStringList, leftOut);
    write(u"pack/requirements.txt"_s, text);
    const Result<PackNeeds> read = this->read();
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QStringList found;
    for (const PackNeed &need : read->needs)
        found += shown(need);
    QCOMPARE(found, needs);
    QCOMPARE(read->leftOut, leftOut);
}

void TestPackNeeds::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("a conflict left in by git") << QByteArray("timm\n<<<<<<< HEAD\n") << u":2"_s;
    QTest::newRow("a command for a shell") << QByteArray("pip install timm\n") << u":1"_s;
    QTest::newRow("control characters") << QByteArray("timm\n\x01\x02\n") << u":2"_s;
    QTest::newRow("a name that no package has") << QByteArray("größe\n") << u":1"_s;
    QTest::newRow("a line without end") << QByteArray(5000, 'a') << u":1"_s;
    QTest::newRow("lines without end") << QByteArray("a\n").repeated(6000) << u":5001"_s;
    QTest::newRow("brackets without end")
        << "a; " + QByteArray(200, '(') + "python_version" + QByteArray(200, ')') << u":1"_s;
}

void TestPackNeeds::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    write(u"pack/requirements.txt"_s, text);
    const Result<PackNeeds> read = this->read();
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    QVERIFY2(read.error().message.contains("requirements.txt"_L1 + place),
             qPrintable(read.error().message));
    QVERIFY(read.error().message.contains(u"“Pack”"_s));
    QVERIFY(!read.error().nextStep.isEmpty());
}

void TestPackNeeds::includesInsideThePack()
{
    write(u"pack/requirements.txt"_s, "-r more/base.txt\n--requirement=more/gpu.txt\n");
    write(u"pack/more/base.txt"_s, "timm\n-r gpu.txt\n");
    write(u"pack/more/gpu.txt"_s, "onnxruntime-gpu\n");
    const Result<PackNeeds> read = this->read();
    QVERIFY(read);
    QCOMPARE(read->needs.size(), 2);
    QCOMPARE(read->needs.at(0).place, u"more/base.txt:1"_s);
    QCOMPARE(read->needs.at(1).place, u"more/gpu.txt:1"_s);
    QVERIFY(read->leftOut.isEmpty());
}

void TestPackNeeds::includesOutsideAreTold()
{
    write(u"outside.txt"_s, "evil\n");
    QVERIFY(
        QFile::link(m_folder->path() + "/outside.txt"_L1, m_folder->path() + "/pack/link.txt"_L1));
    write(u"pack/requirements.txt"_s,
          "-r ../outside.txt\n-r link.txt\n-r /etc/hostname\n-r https://example.invalid/r.txt\n-r "
          "gone.txt\n-c constraints.txt\n");
    const Result<PackNeeds> read = this->read();
    QVERIFY(read);
    QVERIFY(read->needs.isEmpty());
    QCOMPARE(read->leftOut.size(), 6);
    QCOMPARE(read->leftOut.constFirst(), u"requirements.txt:1: -r ../outside.txt"_s);
}

void TestPackNeeds::filesThatIncludeEachOther()
{
    write(u"pack/requirements.txt"_s, "-r more/a.txt\n-r requirements.txt\ntimm\n");
    write(u"pack/more/a.txt"_s, "rich\n-r ../requirements.txt\n");
    const Result<PackNeeds> read = this->read();
    QVERIFY(read);
    QCOMPARE(read->needs.size(), 2);
}

void TestPackNeeds::readsWhatPowerShellWrites()
{
    const QString text = u"timm>=1.0\r\nrich\r\n"_s;
    QByteArray bytes("\xff\xfe", 2);
    for (const QChar c : text)
        bytes += QByteArray(1, static_cast<char>(c.unicode())) + QByteArray(1, '\0');
    write(u"pack/requirements.txt"_s, bytes);
    const Result<PackNeeds> read = this->read();
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->needs.size(), 2);
    QCOMPARE(read->needs.constFirst().name, u"timm"_s);
}

void TestPackNeeds::readsPyproject()
{
    write(
        u"pack/pyproject.toml"_s,
        "[project]\nname = 'pack'\ndependencies = ['timm>=1.0', 'x @ git+https://e.invalid/x']\n");
    write(u"pack/install.py"_s, "print(1)\n");
    const Result<PackNeeds> read = this->read();
    QVERIFY(read);
    QCOMPARE(read->needs.size(), 2);
    QCOMPARE(read->needs.at(0).place, u"pyproject.toml"_s);
    QCOMPARE(read->needs.at(1).source, PackNeed::Source::Git);
    QVERIFY(read->hasInstallScript);
}

void TestPackNeeds::requirementsComeBeforePyproject()
{
    write(u"pack/pyproject.toml"_s, "[project]\nname = 'pack'\ndependencies = ['timm']\n");
    write(u"pack/requirements.txt"_s, "rich\n");
    const Result<PackNeeds> read = this->read();
    QVERIFY(read);
    QCOMPARE(read->needs.size(), 1);
    QCOMPARE(read->needs.at(0).name, u"rich"_s);
    QVERIFY(!read->hasInstallScript);
}

void TestPackNeeds::readsDynamicNeeds()
{
    write(u"pack/pyproject.toml"_s,
          "[project]\nname = 'pack'\ndynamic = ['dependencies']\n[tool.setuptools.dynamic]\n"
          "dependencies = {file = ['more/needs.txt', '../outside.txt']}\n");
    write(u"pack/more/needs.txt"_s, "timm\n");
    write(u"outside.txt"_s, "evil\n");
    const Result<PackNeeds> read = this->read();
    QVERIFY(read);
    QCOMPARE(read->needs.size(), 1);
    QCOMPARE(read->needs.at(0).place, u"more/needs.txt:1"_s);
    QCOMPARE(read->leftOut.size(), 1);
}

void TestPackNeeds::aSinglePythonFileNeedsNothing()
{
    write(u"node.py"_s, "import torch\n");
    const Result<PackNeeds> read = readPackNeeds(u"node"_s, m_folder->path() + "/node.py"_L1);
    QVERIFY(read);
    QVERIFY(read->needs.isEmpty());
}

void TestPackNeeds::readyExtrasAreRequirements()
{
    const Result<QList<LayerNeeds>> needs = extrasNeeds(readyExtras());
    QVERIFY(needs);
    QCOMPARE(needs->size(), 26);
    for (const LayerNeeds &extra : *needs) {
        QCOMPARE(extra.needs.size(), 1);
        QVERIFY(!extra.needs.constFirst().name.isEmpty());
    }
}

void TestPackNeeds::readsOwnProfiles()
{
    write(u"x-1.0-py3-none-any.whl"_s, "wheel");
    write(u"mine.json"_s, R"({"packages": ["timm>=1"], "strip": ["Open_CV"],
                               "files": ["x-1.0-py3-none-any.whl"]})");
    const Result<ExtrasProfile> profile = readExtrasProfile(m_folder->path() + "/mine.json"_L1);
    QVERIFY2(profile, profile ? "" : qPrintable(profile.error().message));
    QCOMPARE(profile->name, u"mine"_s);
    QCOMPARE(profile->strip, QStringList{u"open-cv"_s});
    QCOMPARE(profile->files, QStringList{m_folder->path() + "/x-1.0-py3-none-any.whl"_L1});
    write(u"mine.json"_s, R"({"packages": ["pip install x"]})");
    QVERIFY(!readExtrasProfile(m_folder->path() + "/mine.json"_L1));
    write(u"mine.json"_s, R"({"packages": "timm"})");
    QVERIFY(!readExtrasProfile(m_folder->path() + "/mine.json"_L1));
    write(u"mine.json"_s, R"({"packages": [], "files": ["gone.whl"]})");
    QVERIFY(!readExtrasProfile(m_folder->path() + "/mine.json"_L1));
}

QTEST_GUILESS_MAIN(TestPackNeeds)
#include "tst_packneeds.moc"
