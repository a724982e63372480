// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/teamdocument.h"
#include "core/catalogue/teamjson.h"
#include "core/io/json.h"

#include <QJsonArray>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

CatalogueEntry entry(const QString &id)
{
    CatalogueEntry made;
    made.id = id;
    made.name = u"Studio build"_s;
    made.version = u"2"_s;
    made.comfyVersion = u"0.38.0"_s;
    made.date = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC);
    made.notes = u"For *all*."_s;
    made.os = Os::MacOS;
    made.architecture = Architecture::Arm64;
    made.accelerator = Accelerator::fromText(u"mps");
    made.pythonVersion = u"3.12.9"_s;
    made.track = TeamTrack::Staging;
    made.tags = {u"testing-2026-11-20"_s};
    made.files = {BundleFile{.url = QUrl(u"a%20b.zip"_s),
                             .mirrors = {},
                             .name = u"a b.zip"_s,
                             .size = 9,
                             .sha256 = Sha256::fromHex(QString(64, u'a'))}};
    return made;
}

Result<TeamCatalogue> readBack(const QJsonObject &document)
{
    return teamCatalogueFromJson(jsonToBytes(document), QUrl(u"https://studio.example/c.json"_s),
                                 {});
}

} // namespace

/** What is written is what the reader reads. */
class TeamDocumentTest final : public QObject
{
    Q_OBJECT

private slots:
    void anEntryComesBackAsItWas();
    void othersAndUnknownKeysStay();
    void wordsThatMayBeIds_data();
    void wordsThatMayBeIds();
};

void TeamDocumentTest::anEntryComesBackAsItWas()
{
    const QJsonObject document = withTeamEntry(newTeamDocument(u"our studio"_s, u"Our  studio"_s),
                                               teamEntryToJson(entry(u"mac-1"_s)), {});
    const auto catalogue = readBack(document);
    QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().message));
    QCOMPARE(catalogue->id, u"our-studio"_s);
    QCOMPARE(catalogue->title, u"Our studio"_s);
    CatalogueEntry wanted = entry(u"team/our-studio/mac-1"_s);
    wanted.files[0].url = QUrl(u"https://studio.example/a%20b.zip"_s);
    QVERIFY(catalogue->entries == QList<CatalogueEntry>{wanted});
}

void TeamDocumentTest::othersAndUnknownKeysStay()
{
    QJsonObject document = newTeamDocument(u"studio"_s, u"Studio"_s);
    document.insert(u"keptBy"_s, u"mona"_s);
    for (const QString &id : {u"one"_s, u"two"_s, u"three"_s})
        document = withTeamEntry(document, teamEntryToJson(entry(id)), {u"two"_s});
    document = withTeamEntry(document, teamEntryToJson(entry(u"four"_s)), {u"one"_s});
    QStringList ids;
    for (const auto &bundle : document.value("bundles"_L1).toArray())
        ids += bundle.toObject().value("id"_L1).toString();
    QCOMPARE(ids, (QStringList{u"three"_s, u"four"_s}));
    QCOMPARE(document.value("keptBy"_L1).toString(), u"mona"_s);
    QVERIFY(readBack(document));
}

void TeamDocumentTest::wordsThatMayBeIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("a word") << u"studio-1.2"_s << u"studio-1.2"_s;
    QTest::newRow("spaces and letters of the world") << u"Büro für KI"_s << u"B-ro-f-r-KI"_s;
    QTest::newRow("a dot in front") << u".hidden"_s << u"hidden"_s;
    QTest::newRow("nothing that may be one") << u"包装"_s << u"bundles"_s;
}

void TeamDocumentTest::wordsThatMayBeIds()
{
    QFETCH(const QString, text);
    QTEST(teamWord(text), "word");
}

QTEST_GUILESS_MAIN(TeamDocumentTest)
#include "tst_teamdocument.moc"
