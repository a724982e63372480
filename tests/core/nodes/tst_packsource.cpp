// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packsource.h"
#include "core/nodes/registrynode.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

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

/** "kind place ref", paths relative to `folder`. */
QString shown(const PackSource &source, const QString &folder)
{
    return u"%1 %2 %3"_s
        .arg(packSourceName(source.kind), QString(source.place).remove(folder + u'/'), source.ref)
        .trimmed();
}

} // namespace

class PackSourceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString base = m_folder.path();
        write(base + u"/repo/.git/HEAD"_s);
        write(base + u"/bare.git/HEAD"_s);
        QDir(base).mkpath(u"bare.git/objects"_s);
        QDir(base).mkpath(u"bare.git/refs"_s);
        write(base + u"/plain/__init__.py"_s);
        write(base + u"/with@sign/__init__.py"_s);
        write(base + u"/pack.zip"_s);
        write(base + u"/node.py"_s);
        write(base + u"/repos.json"_s,
              "[{\"url\": \"https://git.invalid/a/x.git\"},"
              "{\"url\": \"https://git.invalid/a/y\", \"commit\": \"0123456789\"},"
              "{\"url\": \"https://git.invalid/a/x.git\"}]");
    }

    void whatIsTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an id") << u"comfyui-impact-pack"_s << u"registry comfyui-impact-pack"_s;
        QTest::newRow("an id with a version") << u" foo@1.2.3 "_s << u"registry foo 1.2.3"_s;
        QTest::newRow("an address")
            << u"https://git.invalid/me/x"_s << u"git https://git.invalid/me/x"_s;
        QTest::newRow("an address with a branch that has a slash")
            << u"https://git.invalid/me/x.git@feature/a"_s
            << u"git https://git.invalid/me/x.git feature/a"_s;
        QTest::newRow("an address as pip writes it")
            << u"git+https://git.invalid/me/x@v1"_s << u"git https://git.invalid/me/x v1"_s;
        QTest::newRow("an address with a login and a tag")
            << u"https://me:pw@git.invalid/me/x@v1"_s << u"git https://me:pw@git.invalid/me/x v1"_s;
        QTest::newRow("an archive by its address")
            << u"https://git.invalid/me/x/archive/main.zip"_s
            << u"archive https://git.invalid/me/x/archive/main.zip"_s;
        QTest::newRow("a repository of this computer") << u"./repo"_s << u"git repo"_s;
        QTest::newRow("one without files") << u"./bare.git@main"_s << u"git bare.git main"_s;
        QTest::newRow("a folder") << u"./plain"_s << u"folder plain"_s;
        QTest::newRow("a folder with the sign in its name")
            << u"./with@sign"_s << u"folder with@sign"_s;
        QTest::newRow("an archive of this folder") << u"pack.zip"_s << u"archive pack.zip"_s;
        QTest::newRow("a Python file") << u"node.py"_s << u"file node.py"_s;
    }

    void whatIsTyped()
    {
        QFETCH(QString, typed);
        const auto sources = packSources(typed, m_folder.path(), {});
        QVERIFY2(sources, sources ? "" : qPrintable(sources.error().message));
        QCOMPARE(sources->size(), 1);
        QTEST(shown(sources->constFirst(), m_folder.path()), "expected");
    }

    void aListNamesManyEachOnce()
    {
        const auto sources = packSources(u"repos.json"_s, m_folder.path(), {});
        QVERIFY(sources);
        QStringList lines;
        for (const PackSource &source : *sources)
            lines += shown(source, m_folder.path());
        QCOMPARE(lines,
                 (QStringList{u"git https://git.invalid/a/x.git"_s,
                              u"git https://git.invalid/a/y 0123456789"_s}));
    }

    void whatIsRefused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nothing") << u"  "_s << ErrorCode::InvalidInput;
        QTest::newRow("an option") << u"--upload-pack=evil"_s << ErrorCode::InvalidInput;
        QTest::newRow("a control character") << u"a\nb"_s << ErrorCode::InvalidInput;
        QTest::newRow("ssh") << u"ssh://git@git.invalid/x"_s << ErrorCode::Unsupported;
        QTest::newRow("as scp writes it") << u"git@git.invalid:me/x"_s << ErrorCode::Unsupported;
        QTest::newRow("without encryption") << u"http://git.invalid/x"_s << ErrorCode::Refused;
        QTest::newRow("no such path") << u"./nothing"_s << ErrorCode::NotFound;
        QTest::newRow("an owner and a name alone") << u"owner/name"_s << ErrorCode::NotFound;
        QTest::newRow("no id") << u"näme"_s << ErrorCode::InvalidInput;
        QTest::newRow("no version") << u"foo@"_s << ErrorCode::InvalidInput;
        QTest::newRow("a ref that none can be")
            << u"https://git.invalid/x@a..b"_s << ErrorCode::InvalidInput;
        QTest::newRow("a ref of a folder without a repository")
            << u"./plain@v1"_s << ErrorCode::InvalidInput;
    }

    void whatIsRefused()
    {
        QFETCH(QString, typed);
        const auto sources = packSources(typed, m_folder.path(), {});
        QVERIFY(!sources);
        QTEST(sources.error().code, "code");
        QVERIFY(!sources.error().nextStep.isEmpty());
    }

    void theFolderIsNamedByTheSource_data()
    {
        using Kind = PackSource::Kind;
        QTest::addColumn<PackSource>("source");
        QTest::addColumn<QString>("name"); // empty: none it could have
        const auto row = [](const char *title, Kind kind, const QString &place,
                            const QString &name) {
            QTest::newRow(title) << PackSource{.kind = kind, .place = place} << name;
        };
        row("an id", Kind::Registry, u"foo"_s, u"foo"_s);
        row("a repository", Kind::Git, u"https://x.invalid/me/ComfyUI-X.git/"_s, u"ComfyUI-X"_s);
        row("an archive", Kind::Archive, u"/a/My Pack.tar.gz"_s, u"My Pack"_s);
        row("a file", Kind::File, u"/a/x.py"_s, u"x.py"_s);
        row("a folder", Kind::Folder, u"/a/Größe"_s, u"Größe"_s);
        row("one that ComfyUI skips", Kind::Folder, u"/a/x.disabled"_s, {});
        row("a hidden one", Kind::Folder, u"/a/.git"_s, {});
        row("a device of Windows", Kind::Git, u"https://x.invalid/me/con.git"_s, {});
        row("bytecode", Kind::Folder, u"/a/__pycache__"_s, {});
        row("nothing", Kind::Git, u"https://x.invalid/"_s, {});
    }

    void theFolderIsNamedByTheSource()
    {
        QFETCH(PackSource, source);
        QFETCH(QString, name);
        const auto found = packFolderName(source);
        QCOMPARE(found ? *found : QString(), name);
    }

    void theRegistrysWordsAreReadWithCare()
    {
        const QJsonObject json{
            {u"id"_s, u"foo"_s},
            {u"name"_s, u"Nice\u001b[31m pack"_s},
            {u"status"_s, u"NodeStatusActive"_s},
            {u"repository"_s, u"javascript:alert(1)"_s},
            {u"downloads"_s, -5},
            {u"latest_version"_s,
             QJsonObject{{u"version"_s, u"1.0"_s},
                         {u"downloadUrl"_s, u"https://cdn.invalid/node.zip"_s},
                         {u"status"_s, u"NodeVersionStatusFlagged"_s},
                         {u"dependencies"_s, QJsonArray{u"numpy"_s, 7, u""_s}}}}};
        const auto node = registryNodeFromJson(json);
        QVERIFY(node && node->latest);
        QVERIFY(!node->name.contains(QChar(0x1b)));
        QVERIFY(node->repository.isEmpty());
        QCOMPARE(node->downloads, 0);
        QCOMPARE(node->status, u"active"_s);
        QCOMPARE(node->latest->status, u"flagged"_s);
        QCOMPARE(node->latest->dependencies, QStringList{u"numpy"_s});
        QVERIFY(!registryNodeFromJson({{u"id"_s, u"../evil"_s}}));
        QVERIFY(!registryVersionFromJson({{u"version"_s, u"1/../2"_s}}));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(PackSourceTest)
#include "tst_packsource.moc"
