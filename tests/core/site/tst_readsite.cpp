// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/json.h"
#include "core/site/site.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

const QByteArray kCommit = "0123456789abcdef0123456789abcdef01234567";
const QByteArray kHash = QByteArray(64, 'a');

} // namespace

class TestReadSite : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder.reset(new QTemporaryDir); }

    void aNameAloneIsAnInstallOfWhichNothingIsDemanded()
    {
        const auto site = read("{'schema': 1, 'installs': [{'name': 'Studio'}]}");
        QVERIFY2(site, qPrintable(site ? QString() : site.error().message));
        QCOMPARE(site->installs, (QList<SiteInstall>{{.name = u"Studio"_s}}));
    }

    void allOfItIsRead()
    {
        write(u"old.lock"_s, "number==1.0 \\\n    --hash=sha256:" + kHash + '\n');
        const auto site = read(
            "{'$schema': 'site.schema.json', 'schema': 1, 'installs': [{'name': 'Studio',"
            " 'from': {'bundle': 'b/one.zip', 'sha256': 'HASH'}, 'comfyui': '0.33.0',"
            " 'nodes': [{'registry': 'impact', 'version': '8.2.1'},"
            " {'git': 'https://example.invalid/a/two.git', 'commit': 'COMMIT', 'enabled': false},"
            " {'folder': 'own', 'digest': 'HASH'}, {'archive': 'x.zip', 'name': 'three'},"
            " {'file': 'one.py'}], 'without': ['two:numpy'], 'layer': {'lock': 'old.lock',"
            " 'base': 'abc'}, 'settings': {'port': 8190, 'arguments': ['--fast'],"
            " 'models': ['m'], 'environment': {'A': ''}, 'output': 'out', 'gpu': '0',"
            " 'accelerator': 'cpu', 'layout': 'classic', 'track': 'latest'},"
            " 'manifest': 'HASH'}]}");
        QVERIFY2(site, qPrintable(site ? QString() : site.error().message));
        const SiteInstall &studio = site->installs.constFirst();
        QCOMPARE(studio.from,
                 (SiteOrigin{.kind = SiteOrigin::Kind::Bundle,
                             .place = m_folder->filePath(u"b/one.zip"_s),
                             .sha256 = Sha256::fromHex(QString::fromLatin1(kHash))}));
        QCOMPARE(studio.nodes.size(), 5);
        QStringList names;
        for (const SitePack &pack : studio.nodes)
            names += pack.name;
        QCOMPARE(names, (QStringList{u"impact"_s, u"two"_s, u"own"_s, u"three"_s, u"one.py"_s}));
        QCOMPARE(studio.nodes.at(1).source.ref, QString::fromLatin1(kCommit));
        QVERIFY(!studio.nodes.at(1).isEnabled);
        QCOMPARE(studio.nodes.at(2).source.place, m_folder->filePath(u"own"_s));
        QCOMPARE(studio.layer->base, u"abc"_s);
        QCOMPARE(studio.layer->lock.packages.constFirst().version, u"1.0"_s);
        QCOMPARE(studio.settings.port, quint16(8190));
        QCOMPARE(studio.settings.models, QStringList{m_folder->filePath(u"m"_s)});
        QCOMPARE(studio.settings.environment.value(u"A"_s, u"none"_s), QString());
        QCOMPARE(studio.settings.folders.value(u"outputFolder"_s), m_folder->filePath(u"out"_s));
        QCOMPARE(studio.settings.layout, DataLayout::Classic);
        QCOMPARE(studio.settings.track, Track::Latest);
        QCOMPARE(studio.manifest.toHex().toLatin1(), kHash);
    }

    void aLockInTheFileIsReadLineByLine()
    {
        const auto site = read("{'schema': 1, 'installs': [{'name': 'a', 'layer': {'lock':"
                               " ['number==1.0 \\\\', '    --hash=sha256:HASH']}},"
                               " {'name': 'b', 'layer': {'lock': []}}]}");
        QVERIFY2(site, qPrintable(site ? QString() : site.error().message));
        QCOMPARE(site->installs.at(0).layer->lock.packages.size(), 1);
        QVERIFY(site->installs.at(1).layer->lock.packages.isEmpty());
    }

    void whatIsWrongIsNamedByLineAndField_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("said");
        QTest::addColumn<bool>("isUnsafe");
        const auto row = [](const char *name, const char *more, const QString &said,
                            bool isUnsafe = false) {
            QTest::newRow(name) << QByteArray(more) << said << isUnsafe;
        };
        row("a field that is not known", "'nods': []", u"“/installs/0/nods” is no field"_s);
        row("two origins", "'from': {'kept': 'a', 'catalogue': 'b'}", u"one too many"_s);
        row("no origin", "'from': {}", u"“/installs/0/from” names none"_s);
        row("a bundle without its hash", "'from': {'bundle': 'a.zip'}",
            u"“/installs/0/from/sha256” is missing"_s);
        row("a library of a bundle", "'from': {'catalogue': 'a', 'library': 'b'}",
            u"“/installs/0/from/library” belongs"_s);
        row("a tag in place of a version", "'comfyui': 'v0.33.0'",
            u"“/installs/0/comfyui” is no"_s);
        row("a branch in place of a commit",
            "'nodes': [{'git': 'https://e.invalid/a', 'commit': 'main'}]",
            u"“/installs/0/nodes/0/commit” is no commit"_s);
        row("a pack from two places", "'nodes': [{'folder': 'a', 'registry': 'b', 'version': '1'}]",
            u"one too many"_s);
        row("a pack from nowhere", "'nodes': [{'enabled': true}]",
            u"“/installs/0/nodes/0/registry” is missing"_s);
        row("a commit of a folder", "'nodes': [{'folder': 'a', 'commit': 'COMMIT'}]",
            u"“/installs/0/nodes/0/commit” belongs"_s);
        row("an archive without a name", "'nodes': [{'archive': 'a.zip'}]",
            u"“/installs/0/nodes/0/name” is missing"_s);
        row("two packs with one folder", "'nodes': [{'folder': 'Own'}, {'folder': 'x/own'}]",
            u"“/installs/0/nodes/1/name” is needed"_s);
        row("a lock without a hash", "'layer': {'lock': ['number==1.0']}",
            u"“/installs/0/layer/lock” is no lock"_s);
        row("a lock that is not there", "'layer': {'lock': 'nowhere'}",
            u"“/installs/0/layer/lock” cannot be read"_s);
        row("a port", "'settings': {'port': 70000}", u"“/installs/0/settings/port” is no port"_s);
        row("a variable", "'settings': {'environment': {'A B': 'c'}}", u"holds “A B”"_s);
        row("an accelerator", "'settings': {'accelerator': 'gpu'}", u"settings/accelerator” is"_s);
        row("a newer form", "'schema': 2", u"“/installs/0/schema” is no field"_s);
        row("a pack outside of its folder", "'nodes': [{'folder': 'a', 'name': '../b'}]",
            u"“/installs/0/nodes/0/name” cannot be used"_s, true);
        row("a repository without encryption",
            "'nodes': [{'git': 'http://e.invalid/a', 'commit': 'COMMIT'}]",
            u"“/installs/0/nodes/0/git” cannot be used"_s, true);
        row("a repository by a program of its own",
            "'nodes': [{'git': 'ext::sh -c true', 'commit': 'COMMIT'}]",
            u"“/installs/0/nodes/0/git” cannot be used"_s, true);
        row("a bundle without encryption",
            "'from': {'bundle': 'http://e.invalid/a.zip', 'sha256': 'HASH'}",
            u"“/installs/0/from/bundle” is neither"_s, true);
        row("a password in an address",
            "'from': {'bundle': 'https://me:secret@e.invalid/a.zip', 'sha256': 'HASH'}",
            u"holds a password"_s, true);
        row("a kept state outside of the store", "'from': {'kept': '../../a'}",
            u"“/installs/0/from/kept” is no name"_s, true);
    }
    void whatIsWrongIsNamedByLineAndField()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, said);
        QFETCH(bool, isUnsafe);
        const auto site = read("{'schema': 1,\n'installs': [{'name': 'a',\n" + more + "}]}");
        QVERIFY(!site);
        QCOMPARE(site.error().code, isUnsafe ? ErrorCode::Refused : ErrorCode::InvalidInput);
        QVERIFY2(site.error().message.contains(said), qPrintable(site.error().message));
        QVERIFY2(site.error().message.contains("site.json, line "_L1),
                 qPrintable(site.error().message));
    }

    void whatTwoInstallsCannotShareIsNamed()
    {
        const auto names = read("{'schema': 1, 'installs': [{'name': 'A'}, {'name': 'a'}]}");
        QVERIFY2(!names && names.error().message.contains(u"“/installs/1/name”"_s),
                 qPrintable(names ? u"it is read"_s : names.error().message));
        const auto ports = read("{'schema': 1, 'installs': [{'name': 'a', 'settings': {'port': 1}},"
                                " {'name': 'b', 'settings': {'port': 1}}]}");
        QVERIFY(!ports && ports.error().message.contains(u"“/installs/1/settings/port”"_s));
        const auto none = read("{'schema': 1}");
        QVERIFY(!none && none.error().message.contains(u"“/installs” is missing"_s));
        const auto newer = read("{'schema': 2, 'installs': []}");
        QVERIFY(!newer && newer.error().message.contains(u"“/schema” is not 1"_s));
    }

    /** The written schema knows what the reader knows, and the page's example is one. */
    void theSchemaAndTheExampleAreTrue()
    {
        const QString docs = QStringLiteral(PORTICO_SOURCE_DIR "/docs/");
        const auto schema = readJsonObject(docs + u"site.schema.json"_s);
        QVERIFY(schema);
        const QJsonObject forms = schema->value("$defs"_L1).toObject();
        for (const auto &[form, before, after] :
             {std::tuple{u"install"_s, "{'name': 'a', ", "}"},
              std::tuple{u"node"_s, "{'name': 'a', 'nodes': [{'folder': 'b', ", "}]}"},
              std::tuple{u"settings"_s, "{'name': 'a', 'settings': {", "}}"}}) {
            const QJsonObject known =
                forms.value(form).toObject().value("properties"_L1).toObject();
            QVERIFY(known.size() >= 8);
            for (const QString &key : known.keys()) {
                // Of a wrong kind: refused for what it is, and not because nobody knows it.
                const auto site = read("{'schema': 1, 'installs': [" + QByteArray(before) + '\''
                                       + key.toLatin1() + "': [5]" + after + "]}");
                QVERIFY2(!site && !site.error().message.contains("is no field"_L1),
                         qPrintable(form + u' ' + key));
            }
        }
        QFile page(docs + u"site.md"_s);
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll());
        write(u"site.json"_s, text.section(u"```json"_s, 1, 1).section(u"```"_s, 0, 0).toUtf8());
        const auto site = readSite(m_folder->filePath(u"site.json"_s), {});
        QVERIFY2(site, qPrintable(site ? QString() : site.error().message));
        QVERIFY(site->installs.size() > 1);
    }

private:
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    Result<Site> read(QByteArray text) const
    {
        text.replace('\'', '"').replace("HASH", kHash).replace("COMMIT", kCommit);
        write(u"site.json"_s, text);
        return readSite(m_folder->filePath(u"site.json"_s), {});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestReadSite)
#include "tst_readsite.moc"
