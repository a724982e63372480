// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/exportsnapshot.h"
#include "foreignsamples.h"
#include "samplecontent.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

struct Folder
{
    QTemporaryDir folder{};

    QString with(const QByteArray &bytes) const
    {
        const QString path = folder.filePath(u"file.json"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return path;
    }
};

QStringList packsOf(const SnapshotContent &content)
{
    QStringList rows;
    for (const RecordedPack &pack : content.packs)
        rows +=
            u"%1 %2 %3"_s.arg(pack.name, pack.commit.isEmpty() ? pack.version : pack.commit.left(3),
                              pack.isEnabled ? u"on"_s : u"off"_s);
    rows.sort();
    return rows;
}

} // namespace

class ForeignSnapshotsTest : public QObject
{
    Q_OBJECT

private slots:
    void theManagersAreRead()
    {
        const Folder folder;
        const auto imported = importSnapshot(folder.with(managerFile()), sampleContent());
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().message));
        QCOMPARE(imported->format, SnapshotFormat::Manager);
        QCOMPARE(packsOf(imported->snapshot.content),
                 (QStringList{u"Bar-Nodes bbb off"_s, u"Foo bbb on"_s, u"impact-pack 8.2.1 on"_s,
                              u"plain.py  on"_s}));
        QCOMPARE(imported->parts, QList<SnapshotPart>{SnapshotPart::Packs});
        QCOMPARE(imported->remarks.size(), 2);
        QCOMPARE(imported->snapshot.content.arguments, sampleContent().arguments);
    }

    void comfyDesktopsAreRead()
    {
        const Folder folder;
        const auto imported = importSnapshot(folder.with(desktopFile()), sampleContent());
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().message));
        QCOMPARE(imported->format, SnapshotFormat::Desktop);
        QCOMPARE(packsOf(imported->snapshot.content),
                 (QStringList{u"Foo bbb on"_s, u"impact-pack 8.2.1 off"_s, u"plain.py  on"_s}));
        QVERIFY(imported->remarks.join(u' ').contains(u"v0.34.0"_s));
    }

    void whatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another document") << QByteArray("{\"nodes\": []}");
        QTest::newRow("a commit that is none")
            << managerFile().replace(kCommit.toLatin1(), "--upload-pack=evil");
        QTest::newRow("an id that leads elsewhere")
            << managerFile().replace("impact-pack", "../../evil");
        QTest::newRow("a name that leads elsewhere")
            << desktopFile().replace("me/foo.git", "me/other").replace("foo-renamed", "../evil");
        QTest::newRow("a newer Comfy Desktop")
            << desktopFile().replace("\"version\": 2,\n", "\"version\": 3,\n");
        QTest::newRow("no snapshot in it")
            << QByteArray("{\"type\": \"comfyui-desktop-2-snapshot\", \"version\": 1}");
    }

    void whatMakesNoSenseIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const Folder folder;
        const auto imported = importSnapshot(folder.with(bytes), sampleContent());
        QVERIFY(!imported);
        QVERIFY(!imported.error().nextStep.isEmpty());
    }

    void theManagerReadsWhatWeWrite()
    {
        QStringList remarks;
        SnapshotContent content = sampleContent();
        content.packs += RecordedPack{.name = u"mine"_s, .digest = sha256Of("x")};
        const QByteArray bytes = managerBytes(content, remarks);
        const QJsonObject object = QJsonDocument::fromJson(bytes).object();
        QCOMPARE(object.keys(),
                 (QStringList{u"cnr_custom_nodes"_s, u"comfyui"_s, u"file_custom_nodes"_s,
                              u"git_custom_nodes"_s, u"pips"_s}));
        const QJsonObject foo =
            object[u"git_custom_nodes"_s][u"https://git.invalid/me/foo"_s].toObject();
        QCOMPARE(foo, (QJsonObject{{u"hash"_s, QString(40, u'a')}, {u"disabled"_s, false}}));
        QCOMPARE(remarks.size(), 1);
        const Folder folder;
        const auto again = importSnapshot(folder.with(bytes), sampleContent());
        QVERIFY(again);
        QCOMPARE(packsOf(again->snapshot.content), packsOf(sampleContent()));
    }

    void oursGoesToAnotherComputerWithoutSecrets()
    {
        Snapshot snapshot{.content = sampleContent(), .note = u"all is well"_s};
        snapshot.content.arguments +=
            {u"--comfy-api-key"_s, u"sk_one"_s, u"--tls-token=sk_two"_s, u"--cpu"_s};
        const QByteArray bytes = exportBytes(snapshot);
        for (const char *const secret : {"hf_very_secret", "sk_", "/big/models", "8188"})
            QVERIFY2(!bytes.contains(secret), secret);
        SnapshotContent now = sampleContent();
        now.settings = {
            {u"port"_s, 9000},
            {u"settings"_s,
             QJsonObject{{u"gpus"_s, u"1"_s},
                         {u"environment"_s, QJsonObject{{u"HF_TOKEN"_s, u"hf_own"_s}}}}}};
        now.modelFolders = {u"/here"_s};
        const Folder folder;
        const auto imported = importSnapshot(folder.with(bytes), now);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().message));
        const SnapshotContent &content = imported->snapshot.content;
        QCOMPARE(imported->snapshot.note, u"all is well"_s);
        QCOMPARE(content.arguments, (QStringList{u"--preview-method"_s, u"auto"_s, u"--cpu"_s}));
        QCOMPARE(content.modelFolders, QStringList{u"/here"_s});
        QCOMPARE(content.settings[u"port"_s].toInt(), 9000);
        const QJsonObject settings = content.settings[u"settings"_s].toObject();
        QCOMPARE(settings[u"gpus"_s].toString(), u"1"_s);
        QCOMPARE(settings[u"environment"_s].toObject(),
                 (QJsonObject{{u"HF_TOKEN"_s, u"hf_own"_s}, {u"MODE"_s, u"a"_s}}));
        QVERIFY(content.packs == sampleContent().packs);
        QVERIFY(content.layer == sampleContent().layer);
    }
};

QTEST_GUILESS_MAIN(ForeignSnapshotsTest)
#include "tst_foreignsnapshots.moc"
