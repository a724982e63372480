// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/addedbundle.h"
#include "core/io/sha256.h"
#include "core/nodes/packrecords.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

const QString kCommit = QString(40, u'b');

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

/** A bundle that has been unpacked below an install that is being made. */
struct Staged
{
    QTemporaryDir folder{};
    BundleRecord record{.name = u"team"_s,
                        .version = u"1"_s,
                        .comfyVersion = u"0.33.0"_s,
                        .accelerator = u"cuda 13.0"_s,
                        .packs = {{.name = u"Pack"_s,
                                   .commit = kCommit,
                                   .origin = QUrl(u"https://host.example/a/Pack"_s)}},
                        .list = sha256Of("list")};
    Generation generation{};

    Staged() { generation.created = QDateTime::currentDateTimeUtc(); }
    QString contents() const { return folder.filePath(u"gen-0001/anymatix"_s); }
    Result<BundleSaid> read()
    {
        write(contents() + "/bundle.json"_L1, bundleRecordToBytes(record));
        write(contents() + "/SHA256SUMS"_L1, "list");
        write(folder.filePath(u"data/custom_nodes/Pack/__init__.py"_s), "x = 1\n");
        return AddedBundle().read({.folder = folder.path(), .contents = contents()}, generation,
                                  {});
    }
    QJsonObject packs() const
    {
        QFile file(folder.filePath(u"packs.json"_s));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object().value("packs"_L1).toObject();
    }
};

} // namespace

class TestAddedBundle : public QObject
{
    Q_OBJECT

private slots:
    void packsKeepTheirRepositories()
    {
        Staged staged;
        QVERIFY(bool(staged.read()));
        const PackRecord pack =
            packRecordFromJson(u"Pack"_s, staged.packs().value("Pack"_L1).toObject());
        QCOMPARE(pack.source,
                 (PackSource{.kind = PackSource::Kind::Git,
                             .place = u"https://host.example/a/Pack"_s,
                             .ref = kCommit}));
        QCOMPARE(pack.commit, kCommit);
        QVERIFY(!pack.digest.isNull());
        QVERIFY(!pack.isEdited);
        QCOMPARE(pack.installed.toMSecsSinceEpoch(), staged.generation.created.toMSecsSinceEpoch());
    }

    void editsAreNoCommit()
    {
        Staged staged;
        staged.record.packs.first().isChanged = true;
        QVERIFY(bool(staged.read()));
        const PackRecord pack =
            packRecordFromJson(u"Pack"_s, staged.packs().value("Pack"_L1).toObject());
        QVERIFY(pack.isEdited);
        QCOMPARE(pack.source.ref, QString());
        QCOMPARE(pack.commit, kCommit);
    }

    void whatFilesDoNotTellIsTakenOver()
    {
        Staged staged;
        QVERIFY(bool(staged.read()));
        QCOMPARE(staged.generation.comfyVersion, u"0.33.0"_s);
        QCOMPARE(staged.generation.accelerator, u"cuda 13.0"_s);
    }

    void whatFilesTellCounts()
    {
        Staged staged;
        staged.generation.comfyVersion = u"0.32.0"_s;
        staged.generation.accelerator = u"cpu"_s;
        QVERIFY(bool(staged.read()));
        QCOMPARE(staged.generation.comfyVersion, u"0.32.0"_s);
        QCOMPARE(staged.generation.accelerator, u"cpu"_s);
    }

    void argumentsAreSaid()
    {
        Staged staged;
        QVERIFY(staged.read()->arguments.isEmpty());
        staged.record.arguments = {u"--fast"_s, u"--listen"_s, u"0.0.0.0"_s};
        const Result<BundleSaid> said = staged.read();
        QVERIFY(said);
        QCOMPARE(said->arguments, QStringList{u"--fast"_s});
    }

    void nonsenseIsNotTakenOver()
    {
        Staged staged;
        staged.record.comfyVersion = u"0.33.0; rm -r"_s;
        staged.record.accelerator = u"quantum 7"_s;
        QVERIFY(bool(staged.read()));
        QCOMPARE(staged.generation.comfyVersion, QString());
        QCOMPARE(staged.generation.accelerator, QString());
    }

    void aListThatIsAnotherIsNotBelieved()
    {
        Staged staged;
        staged.record.list = sha256Of("another");
        QVERIFY(bool(staged.read()));
        QVERIFY(staged.packs().isEmpty());
        QCOMPARE(staged.generation.accelerator, QString());
    }

    void anotherProgramsBundleIsLeftAlone()
    {
        Staged staged;
        QDir().mkpath(staged.contents());
        QVERIFY(
            bool(AddedBundle().read({.folder = staged.folder.path(), .contents = staged.contents()},
                                    staged.generation, {})));
        QVERIFY(!QFile::exists(staged.folder.filePath(u"packs.json"_s)));
    }

    void sourcesOfPacks_data()
    {
        QTest::addColumn<QString>("origin");
        QTest::addColumn<QString>("commit");
        QTest::addColumn<bool>("isOne");
        const QString good = u"https://host.example/a/Pack.git"_s;
        QTest::newRow("https") << good << kCommit << true;
        QTest::newRow("http") << u"http://host.example/a"_s << kCommit << true;
        QTest::newRow("sha-256") << good << QString(64, u'0') << true;
        QTest::newRow("a short commit") << good << u"abcdef0"_s << false;
        QTest::newRow("an option") << good << u"--upload-pack=touch x"_s << false;
        QTest::newRow("a branch") << good << u"main"_s << false;
        QTest::newRow("none") << good << QString() << false;
        QTest::newRow("a password") << u"https://me:word@host.example/a"_s << kCommit << false;
        QTest::newRow("a query") << u"https://host.example/a?token=x"_s << kCommit << false;
        QTest::newRow("a file") << u"file:///home/me/pack"_s << kCommit << false;
        QTest::newRow("ssh") << u"ssh://git@host.example/a"_s << kCommit << false;
        QTest::newRow("a program") << u"ext::sh -c id"_s << kCommit << false;
        QTest::newRow("no host") << u"https:///a"_s << kCommit << false;
        QTest::newRow("nothing") << QString() << kCommit << false;
    }
    void sourcesOfPacks()
    {
        QFETCH(QString, origin);
        QFETCH(QString, commit);
        QFETCH(bool, isOne);
        const auto source =
            sourceOfBundledPack({.name = u"Pack"_s, .commit = commit, .origin = QUrl(origin)});
        QCOMPARE(source.has_value(), isOne);
    }

    void namesLeadNowhereElse_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"../Pack", "/etc", "..", ".git", "a\\b", ""})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void namesLeadNowhereElse()
    {
        QFETCH(QString, name);
        Staged staged;
        staged.record.packs.first().name = name;
        QVERIFY(bool(staged.read()));
        QVERIFY(staged.packs().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestAddedBundle)
#include "tst_addedbundle.moc"
