// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/standalonejson.h"
#include "core/catalogue/teamjson.h"
#include "core/io/json.h"
#include "tests/core/catalogue/githubfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

QJsonObject bundle()
{
    return {{u"id"_s, u"a"_s},
            {u"name"_s, u"A"_s},
            {u"comfyVersion"_s, u"0.38.0"_s},
            {u"os"_s, u"linux"_s},
            {u"architecture"_s, u"x64"_s},
            {u"accelerator"_s, u"cuda 13.0"_s},
            {u"files"_s, QJsonArray{QJsonObject{{u"url"_s, u"a.zip"_s}}}}};
}

QJsonObject catalogue(const QJsonObject &one = bundle())
{
    return {{u"schema"_s, 1},
            {u"id"_s, u"studio"_s},
            {u"name"_s, u"Studio"_s},
            {u"bundles"_s, QJsonArray{one}}};
}

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

QJsonObject with(QJsonObject object, const QString &key, const QJsonValue &value)
{
    object.insert(key, value);
    return object;
}

QJsonObject withFile(const QJsonObject &file)
{
    return catalogue(with(bundle(), u"files"_s, QJsonArray{file}));
}

const QUrl kFrom(u"https://studio.example/lists/list.json"_s);

} // namespace

class TestTeamJson final : public QObject
{
    Q_OBJECT

private slots:
    void readsAWholeCatalogue();
    void refusesByPointer_data();
    void refusesByPointer();
    void resolvesAddresses();
    void keepsItsSchemaTrue();
    void readsManifests();
};

void TestTeamJson::readsAWholeCatalogue()
{
    QJsonObject one = bundle();
    one.insert(u"date"_s, u"2026-11-21"_s);
    one.insert(u"notes"_s, u"Line\nLine"_s);
    one.insert(u"later"_s, QJsonArray{1}); // of a newer form: left alone
    one.insert(
        u"files"_s,
        QJsonArray{QJsonObject{{u"url"_s, u"b/x.7z.001"_s}, {u"size"_s, 4}},
                   QJsonObject{{u"url"_s, u"b/x.7z.002"_s}, {u"sha256"_s, QString(64, u'A')}}});
    const auto read = teamCatalogueFromJson(bytesOf(catalogue(one)), kFrom, {});
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->title, u"Studio"_s);
    const CatalogueEntry entry = read->entries.constFirst();
    QCOMPARE(entry.id, u"team/studio/a"_s);
    QCOMPARE(entry.date, QDateTime(QDate(2026, 11, 21), QTime(0, 0), Qt::UTC));
    QCOMPARE(entry.files.size(), 2);
    QCOMPARE(entry.files.at(1).url, QUrl(u"https://studio.example/lists/b/x.7z.002"_s));
    QCOMPARE(entry.files.at(1).sha256->toHex(), QString(64, u'a'));
    QVERIFY(!entry.hasPublishedHash()); // not of both volumes
    QCOMPARE(entry.size(), -1);
}

void TestTeamJson::refusesByPointer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const QJsonObject &object, const QString &pointer) {
        QTest::newRow(name) << bytesOf(object) << pointer;
    };
    const QString first = u"/bundles/0"_s;
    row("a track nobody knows", catalogue(with(bundle(), u"track"_s, u"beta"_s)),
        u"/bundles/0/track"_s);
    row("tags that are none", catalogue(with(bundle(), u"tags"_s, QJsonArray{1})),
        u"/bundles/0/tags"_s);
    QTest::newRow("no JSON") << QByteArray("schema: 1") << u"/"_s;
    QTest::newRow("cut off") << bytesOf(catalogue()).left(60) << u"/"_s;
    QTest::newRow("one key twice") << QByteArray(R"({"schema":1,"schema":1,"id":"a"})") << u"/"_s;
    row("no schema", with(catalogue(), u"schema"_s, QJsonValue::Undefined), u"/schema"_s);
    row("a schema that is text", with(catalogue(), u"schema"_s, u"1"_s), u"/schema"_s);
    row("an id with a slash", with(catalogue(), u"id"_s, u"a/b"_s), u"/id"_s);
    row("no bundles", with(catalogue(), u"bundles"_s, QJsonValue::Undefined), u"/bundles"_s);
    row("an empty list", with(catalogue(), u"bundles"_s, QJsonArray()), u"/bundles"_s);
    row("bundles that are no list", with(catalogue(), u"bundles"_s, 1), u"/bundles"_s);
    row("a bundle that is no object", with(catalogue(), u"bundles"_s, QJsonArray{1}), first);
    row("the same id twice", with(catalogue(), u"bundles"_s, QJsonArray{bundle(), bundle()}),
        u"/bundles/1/id"_s);
    row("no name", catalogue(with(bundle(), u"name"_s, QJsonValue::Undefined)), first + u"/name"_s);
    row("an empty name", catalogue(with(bundle(), u"name"_s, u" "_s)), first + u"/name"_s);
    row("a name of a page", catalogue(with(bundle(), u"name"_s, QString(501, u'n'))),
        first + u"/name"_s);
    row("no version of ComfyUI", catalogue(with(bundle(), u"comfyVersion"_s, u"newest"_s)),
        first + u"/comfyVersion"_s);
    row("another system", catalogue(with(bundle(), u"os"_s, u"beos"_s)), first + u"/os"_s);
    row("another processor", catalogue(with(bundle(), u"architecture"_s, u"x86"_s)),
        first + u"/architecture"_s);
    row("an accelerator of its own", catalogue(with(bundle(), u"accelerator"_s, u"fast"_s)),
        first + u"/accelerator"_s);
    row("a date that is none", catalogue(with(bundle(), u"date"_s, u"yesterday"_s)),
        first + u"/date"_s);
    row("a page that is a script", catalogue(with(bundle(), u"page"_s, u"javascript:x"_s)),
        first + u"/page"_s);
    row("no files", catalogue(with(bundle(), u"files"_s, QJsonArray())), first + u"/files"_s);
    row("a file without an address", withFile({{u"size"_s, 1}}), first + u"/files/0/url"_s);
    row("a file of this computer", withFile({{u"url"_s, u"file:///etc/passwd"_s}}),
        first + u"/files/0/url"_s);
    row("plain http", withFile({{u"url"_s, u"http://studio.example/a.zip"_s}}),
        first + u"/files/0/url"_s);
    row("a password in the address", withFile({{u"url"_s, u"https://u:p@studio.example/a.zip"_s}}),
        first + u"/files/0/url"_s);
    row("no archive", withFile({{u"url"_s, u"setup.exe"_s}}), first + u"/files/0/url"_s);
    row("a size of nothing", withFile({{u"url"_s, u"a.zip"_s}, {u"size"_s, 0}}),
        first + u"/files/0/size"_s);
    row("half a byte", withFile({{u"url"_s, u"a.zip"_s}, {u"size"_s, 1.5}}),
        first + u"/files/0/size"_s);
    row("a hash that is too short", withFile({{u"url"_s, u"a.zip"_s}, {u"sha256"_s, u"abc"_s}}),
        first + u"/files/0/sha256"_s);
    row("volumes out of order",
        catalogue(with(bundle(), u"files"_s,
                       QJsonArray{QJsonObject{{u"url"_s, u"x.7z.002"_s}},
                                  QJsonObject{{u"url"_s, u"x.7z.001"_s}}})),
        first + u"/files"_s);
}

void TestTeamJson::refusesByPointer()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, pointer);
    const auto read = teamCatalogueFromJson(bytes, kFrom, {});
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    QCOMPARE(read.error().detail, pointer);
    QVERIFY(read.error().message.contains(pointer));
    QVERIFY(!read.error().nextStep.isEmpty());
}

void TestTeamJson::resolvesAddresses()
{
    const QByteArray bytes = bytesOf(catalogue());
    const QUrl local = QUrl::fromLocalFile(u"/srv/lists/list.json"_s);
    QCOMPARE(teamCatalogueFromJson(bytes, local, {})->entries.constFirst().files.constFirst().url,
             QUrl::fromLocalFile(u"/srv/lists/a.zip"_s));
    const QByteArray plain = bytesOf(withFile({{u"url"_s, u"http://nas.example/a.zip"_s}}));
    QVERIFY(teamCatalogueFromJson(plain, kFrom, {u"nas.example"_s}));
    const auto newer = teamCatalogueFromJson(bytesOf(with(catalogue(), u"schema"_s, 2)), kFrom, {});
    QCOMPARE(newer.error().code, ErrorCode::Unsupported);
}

/** The written schema demands what the reader demands, and its example is one. */
void TestTeamJson::keepsItsSchemaTrue()
{
    const QString docs = QStringLiteral(PORTICO_SOURCE_DIR "/docs/");
    const auto schema = readJsonObject(docs + u"catalogue.schema.json"_s);
    QVERIFY(schema);
    for (const QJsonValue key : schema->value("required"_L1).toArray())
        QVERIFY(!teamCatalogueFromJson(
            bytesOf(with(catalogue(), key.toString(), QJsonValue::Undefined)), kFrom, {}));
    const QJsonObject form = schema->value("$defs"_L1).toObject().value("bundle"_L1).toObject();
    for (const QJsonValue key : form.value("required"_L1).toArray())
        QVERIFY(!teamCatalogueFromJson(
            bytesOf(catalogue(with(bundle(), key.toString(), QJsonValue::Undefined))), kFrom, {}));
    const QJsonObject properties = form.value("properties"_L1).toObject();
    for (const QString &key : properties.keys()) {
        // A value of a wrong kind is refused for every key that the schema knows.
        QVERIFY2(!teamCatalogueFromJson(bytesOf(catalogue(with(bundle(), key, QJsonObject()))),
                                        kFrom, {}),
                 qPrintable(key));
    }

    QFile page(docs + u"catalogue.md"_s);
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(page.readAll());
    const QString example = text.section(u"```json"_s, 1, 1).section(u"```"_s, 0, 0);
    const auto read = teamCatalogueFromJson(example.toUtf8(), kFrom, {});
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QVERIFY(read->entries.constFirst().hasPublishedHash());
}

void TestTeamJson::readsManifests()
{
    const auto manifest = standaloneManifestFromJson(fixture("standalone-manifest.json"));
    QVERIFY(manifest);
    QCOMPARE(manifest->variant, u"win-nvidia"_s);
    QCOMPARE(manifest->uvVersion, u"0.11.25"_s);
    const QString notes = notesOf(*manifest);
    QVERIFY(notes.contains("torch: 2.11.0+cu130"_L1));
    QVERIFY(!notes.contains("N/A"_L1));
    QVERIFY(!standaloneManifestFromJson("{}"));
    QVERIFY(!standaloneManifestFromJson("[1]"));
}

QTEST_GUILESS_MAIN(TestTeamJson)
#include "tst_teamjson.moc"
