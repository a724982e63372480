// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/recipes/recipe.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestRecipe : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder.reset(new QTemporaryDir); }

    void theLeastIsNameVersionAndAccelerator()
    {
        const auto recipe = read("{'schema': 1, 'name': 'Studio', 'version': '1.2.0',"
                                 " 'accelerator': 'cu130'}");
        QVERIFY2(recipe, qPrintable(recipe ? QString() : recipe.error().message));
        QCOMPARE(recipe->prefix, defaultBundlePrefix());
        QCOMPARE(recipe->git, ComposeRequest::defaultComfyRepository());
        QCOMPARE(recipe->accelerator.torchTag(), u"cu130"_s);
        QCOMPARE(recipe->provider, PythonProvider::Uv);
        QCOMPARE(recipe->archive, PackFormat::Zip);
        QVERIFY(recipe->arguments.isEmpty() && recipe->strip.isEmpty());
    }

    void allOfItIsRead()
    {
        write(u"repos.json"_s,
              "[{'url': 'https://example.invalid/a/one.git'},"
              " {'url': 'https://example.invalid/b/two', 'tag': 'v2'}]");
        write(u"needs.txt"_s, "timm>=1\n# why\ntorch==2.9.1\n");
        write(u"VERSION.txt"_s, "1.4.0\n");
        const auto recipe = read(
            "{'$schema': 'recipe.schema.json', 'schema': 1, 'name': 'Studio',"
            " 'prefix': 'studio', 'comfyui': {'git': './comfy', 'ref': 'v0.33.0'},"
            " 'nodes': 'repos.json', 'requirements': 'needs.txt', 'accelerator': 'cpu',"
            " 'platform': 'linux-arm64', 'python': {'version': '3.12.8'}, 'packages': 'newest',"
            " 'strip': ['headers', 'tests'], 'archive': 'tar.zst', 'arguments': ['--fast'],"
            " 'cors': true, 'without': ['two:numpy']}");
        QVERIFY2(recipe, qPrintable(recipe ? QString() : recipe.error().message));
        QCOMPARE(recipe->version, u"1.4.0"_s);
        QCOMPARE(recipe->git, m_folder->filePath(u"comfy"_s));
        QCOMPARE(recipe->nodes,
                 (QList<RecipeNode>{{u"https://example.invalid/a/one.git"_s, {}, {}},
                                    {u"https://example.invalid/b/two"_s, u"v2"_s, {}}}));
        QCOMPARE(recipe->requirements, (QStringList{u"timm>=1"_s, u"torch==2.9.1"_s}));
        QCOMPARE(recipe->os, Os::Linux);
        QCOMPARE(recipe->architecture, Architecture::Arm64);
        QCOMPARE(recipe->strip, (QList<StripPart>{StripPart::Tests, StripPart::Headers}));
        QCOMPARE(recipe->arguments, (QStringList{u"--fast"_s, u"--enable-cors-header"_s}));
        QCOMPARE(recipe->without, QStringList{u"two:numpy"_s});
        QCOMPARE(recipe->packageDate, PackageDate::Newest);
    }

    void whatIsWrongIsNamedByLineAndField_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *more, const QString &said) {
            QTest::newRow(name) << QByteArray(more) << said;
        };
        row("a field that is not known", "'nods': []", u"line 6: “/nods” is no field"_s);
        row("an accelerator", "'accelerator': 'gpu'", u"“/accelerator” is none"_s);
        row("a platform", "'platform': 'amiga-x64'", u"“/platform” is none"_s);
        row("a version of Python", "'python': {'version': 'latest'}",
            u"“/python/version” is no version"_s);
        row("a provider", "'python': {'provider': 'conda'}", u"“/python/provider” is “conda”"_s);
        row("a prefix that is not there", "'python': {'provider': 'prefix', 'prefix': 'nowhere'}",
            u"“/python/prefix” is no folder"_s);
        row("a prefix and a version",
            "'python': {'provider': 'prefix', 'prefix': '.', 'version': '3.12'}",
            u"“/python/version” has no meaning"_s);
        row("a ref that is none", "'comfyui': {'ref': 'a..b'}", u"“/comfyui/ref” can be no tag"_s);
        row("two refs", "'nodes': [{'url': 'https://e.invalid/a', 'tag': 'v1', 'branch': 'b'}]",
            u"“/nodes/0/branch” is one too many"_s);
        row("an entry without address", "'nodes': [{'ref': 'main'}]",
            u"“/nodes/0/url” is missing"_s);
        row("two entries with one folder",
            "'nodes': [{'url': 'https://e.invalid/a/Pack'}, {'url': "
            "'https://e.invalid/b/pack.git'}]",
            u"“/nodes/1/url” would get the folder “pack”"_s);
        row("a folder that no computer takes",
            "'nodes': [{'url': 'https://e.invalid/a', 'name': 'a:b'}]",
            u"“/nodes/0/name” cannot"_s);
        row("an option among the requirements", "'requirements': ['--index-url https://e.invalid']",
            u"“/requirements” holds"_s);
        row("a part to strip", "'strip': ['docs']", u"“/strip” names “docs”"_s);
        row("a kind of archive", "'archive': 'rar'", u"“/archive” is “rar”"_s);
        row("a prefix of the name", "'prefix': 'a/b'", u"“/prefix” cannot be used"_s);
        row("a flag", "'cors': 1", u"“/cors” is neither true nor false"_s);
        row("a newer form", "'schema': 2", u"“/schema” is not 1"_s);
    }
    void whatIsWrongIsNamedByLineAndField()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, said);
        QByteArray text = "{\n\"schema\": 1,\n\"name\": \"a\",\n\"version\": \"1\",\n"
                          "\"accelerator\": \"cpu\",\n"
            + more + "}";
        for (const auto &[key, line] : {std::pair{"'accelerator'", "\"accelerator\": \"cpu\",\n"},
                                        std::pair{"'schema'", "\"schema\": 1,\n"}}) {
            if (more.startsWith(key))
                text.replace(line, "\n");
        }
        const auto recipe = read(text);
        QVERIFY(!recipe);
        QCOMPARE(recipe.error().code, ErrorCode::InvalidInput);
        QVERIFY2(recipe.error().message.contains(said), qPrintable(recipe.error().message));
        QVERIFY(recipe.error().message.contains("recipe.json"_L1));
    }

    void whatIsMissingIsNamed()
    {
        QVERIFY(said("{'name': 'a', 'version': '1', 'accelerator': 'cpu'}")
                    .contains(u"“/schema” is missing"_s));
        QVERIFY(said("{'schema': 1, 'version': '1', 'accelerator': 'cpu'}")
                    .contains(u"“/name” is missing"_s));
        QVERIFY(said("{'schema': 1, 'name': 'a', 'version': '1'}")
                    .contains(u"“/accelerator” is missing"_s));
        QVERIFY(
            said("{'schema': 1, 'name': 'a', 'accelerator': 'cpu'}").contains("VERSION.txt"_L1));
        QVERIFY(said("{\"schema\": 1,\n").contains("line 2"_L1));
    }

    void aListThatIsNotThereOrWrongIsNamed()
    {
        const QByteArray text = "{'schema': 1, 'name': 'a', 'version': '1', 'accelerator': 'cpu',"
                                " 'nodes': 'repos.json'}";
        QCOMPARE(read(text).error().code, ErrorCode::NotFound);
        write(u"repos.json"_s, "[\n{\"url\": \"https://e.invalid/a\"},\n{\"uri\": \"x\"}]");
        QVERIFY2(said(text).contains(u"repos.json, line 3: “/1/url” is missing"_s),
                 qPrintable(said(text)));
        write(u"repos.json"_s, "[\"https://e.invalid/a\"]");
        QVERIFY2(said(text).contains(u"repos.json, line 1: “/0” is no object"_s),
                 qPrintable(said(text)));
    }

    void miniforgeIsNamedByItsHash()
    {
        const QByteArray text = "{'schema': 1, 'name': 'a', 'version': '1', 'accelerator': 'cpu',"
                                " 'python': {'provider': 'miniforge', 'version': '3.12',"
                                " 'installer': 'https://example.invalid/Miniforge3.sh'";
        const auto nameless = read(text + "}}");
        QVERIFY(nameless.error().message.contains(u"“/python/sha256”"_s));
        const QByteArray hash(64, 'a');
        const auto recipe = read(text + ", 'sha256': '" + hash + "'}}");
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().message));
        QCOMPARE(recipe->provider, PythonProvider::Miniforge);
        QCOMPARE(recipe->miniforge->sha256.toHex(), QString::fromLatin1(hash));
        const auto other = read(text + ", 'sha256': '" + QByteArray(64, 'b') + "'}}");
        QVERIFY(recipeDigest(*recipe) != recipeDigest(*other));
        const auto gone = read("{'schema': 1, 'name': 'a', 'version': '1', 'accelerator': 'cpu',"
                               " 'python': {'provider': 'miniforge', 'version': '3.12',"
                               " 'installer': 'gone.sh', 'sha256': '"
                               + hash + "'}}");
        QVERIFY(gone.error().message.contains(u"“/python/installer”"_s));
    }

    void theDigestIsOfWhatCounts()
    {
        const QByteArray text = "{'schema': 1, 'name': 'a', 'version': '1', 'accelerator': 'cpu'}";
        const auto one = read(text);
        const auto spaced = read("\n\n" + text);
        QVERIFY(one && spaced);
        QCOMPARE(recipeDigest(*one), recipeDigest(*spaced));
        Recipe other = *one;
        other.requirements += u"timm"_s;
        QVERIFY(recipeDigest(*one) != recipeDigest(other));
    }

private:
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray(content).replace('\'', '"')), content.size());
    }
    Result<Recipe> read(const QByteArray &content)
    {
        write(u"recipe.json"_s, content);
        return readRecipe(m_folder->filePath(u"recipe.json"_s));
    }
    QString said(const QByteArray &content)
    {
        const auto recipe = read(content);
        return recipe ? QString() : recipe.error().message;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
