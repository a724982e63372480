// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/promotebundle.h"
#include "core/catalogue/teamdocument.h"
#include "core/io/json.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

class NoonClock final : public Clock
{
public:
    QDateTime now() const override { return {QDate(2026, 11, 22), QTime(12, 0), Qt::UTC}; }
    std::chrono::milliseconds monotonic() const override { return {}; }
    Result<> sleep(std::chrono::milliseconds, const CancelToken &) const override { return {}; }
};

QJsonObject bundle(const QString &id, const QString &accelerator, TeamTrack track)
{
    CatalogueEntry entry;
    entry.id = id;
    entry.name = "Build "_L1 + id;
    entry.comfyVersion = u"0.38.0"_s;
    entry.accelerator = Accelerator::fromText(accelerator);
    entry.track = track;
    entry.files = {{.url = QUrl(id + ".zip"_L1), .name = id + ".zip"_L1}};
    return teamEntryToJson(entry);
}

/** A catalogue in a folder of its own. */
struct Share
{
    QTemporaryDir folder{};
    QString file = folder.filePath(u"catalogue.json"_s);

    Share()
    {
        QJsonObject document = newTeamDocument(u"studio"_s, u"Studio"_s);
        document.insert(u"keptBy"_s, u"mona"_s);
        for (const QJsonObject &each : {bundle(u"one"_s, u"cpu"_s, TeamTrack::Stable),
                                        bundle(u"gpu"_s, u"cuda 13.0"_s, TeamTrack::Stable),
                                        bundle(u"two"_s, u"cpu"_s, TeamTrack::Latest),
                                        bundle(u"three"_s, u"cpu"_s, TeamTrack::None)})
            document = withTeamEntry(document, each, {});
        write(jsonToBytes(document));
    }
    void write(const QByteArray &bytes) const
    {
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    QJsonObject document() const { return readJsonObject(file).value(); }
    QString trackOf(const QString &id) const { return of(id).value("track"_L1).toString(); }
    QJsonObject of(const QString &id) const
    {
        const QJsonArray bundles = document().value("bundles"_L1).toArray();
        for (const auto &each : bundles) {
            if (each.toObject().value("id"_L1).toString() == id)
                return each.toObject();
        }
        return {};
    }
    Result<PromotedBundle> promote(const QString &id, TeamTrack to = TeamTrack::None) const
    {
        return promoteBundle({.catalogue = file, .bundle = id, .to = to, .by = u"mona"_s},
                             NoonClock(), {});
    }
};

} // namespace

/** The tracks of a team's catalogue. */
class TestPromoteBundle final : public QObject
{
    Q_OBJECT

private slots:
    void takesTheFormerOneOff()
    {
        const Share share;
        const auto promoted = share.promote(u"team/studio/two"_s);
        QVERIFY2(promoted, promoted ? "" : qPrintable(promoted.error().message));
        QCOMPARE(promoted->to, TeamTrack::Stable);
        QCOMPARE(promoted->former, QStringList{u"team/studio/one"_s});
        QCOMPARE(share.trackOf(u"two"_s), u"stable"_s);
        QCOMPARE(share.trackOf(u"one"_s), QString());
        QCOMPARE(share.trackOf(u"gpu"_s), u"stable"_s); // for other computers
        QCOMPARE(share.of(u"one"_s).value("tags"_L1).toArray(), QJsonArray{u"stable-2026-11-22"_s});
        QCOMPARE(share.document().value("keptBy"_L1).toString(), u"mona"_s);
        const QJsonObject line = share.document().value("history"_L1).toArray().at(0).toObject();
        QCOMPARE(line.value("by"_L1).toString(), u"mona"_s);
        QCOMPARE(line.value("at"_L1).toString(), u"2026-11-22T12:00:00Z"_s);
        QCOMPARE(line.value("from"_L1).toString(), u"latest"_s);
        QCOMPARE(QDir(share.folder.path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{u"catalogue.json"_s});
    }

    void goesForwardOnly_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("code");
        QTest::newRow("back") << u"two"_s << int(TeamTrack::Testing) << int(ErrorCode::Refused);
        QTest::newRow("where it is")
            << u"two"_s << int(TeamTrack::Latest) << int(ErrorCode::Refused);
        QTest::newRow("beyond the last")
            << u"one"_s << int(TeamTrack::None) << int(ErrorCode::Refused);
        QTest::newRow("nobody's") << u"four"_s << int(TeamTrack::None) << int(ErrorCode::NotFound);
    }

    void goesForwardOnly()
    {
        QFETCH(QString, id);
        QFETCH(int, to);
        QFETCH(int, code);
        const Share share;
        const QJsonObject before = share.document();
        const auto promoted = share.promote(id, TeamTrack(to));
        QVERIFY(!promoted);
        QCOMPARE(int(promoted.error().code), code);
        QVERIFY(!promoted.error().nextStep.isEmpty());
        QCOMPARE(share.document(), before);
    }

    void beginsAtTheFirstTrackAndMaySkip()
    {
        const Share share;
        QCOMPARE(share.promote(u"three"_s)->to, TeamTrack::Testing);
        QCOMPARE(share.promote(u"three"_s, TeamTrack::Stable)->from, TeamTrack::Testing);
        QCOMPARE(share.document().value("history"_L1).toArray().size(), 2);
    }

    void namesWhatIsWrongInTheFile()
    {
        const Share share;
        share.write(R"({"schema": 1, "id": "x", "name": "n", "bundles": [{"id": "a"}]})");
        const auto promoted = share.promote(u"a"_s);
        QVERIFY(!promoted);
        QCOMPARE(promoted.error().code, ErrorCode::InvalidInput);
        QVERIFY(promoted.error().message.contains("/bundles/0/"_L1));
    }
};

QTEST_GUILESS_MAIN(TestPromoteBundle)
#include "tst_promotebundle.moc"
