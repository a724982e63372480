// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/sha256.h"
#include "core/vendoring/vendored.h"
#include "tests/core/snapshots/samplecontent.h"

#include <QJsonArray>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What a state that is kept for offline says of itself, and which records are not believed. */
class TestVendored final : public QObject
{
    Q_OBJECT

private slots:
    void aRecordIsReadAsItWasWritten();
    void sumsAreForSha256sum();
    void damagedRecordsAreRefused_data();
    void damagedRecordsAreRefused();
    void aNewerOneIsLeftAlone();
    void theManifestHashIsOfPartsInAnyOrder();
    void aTreeIsItsNamesAndContents();

private:
    static VendoredState sample();
    static ManifestEntry file(const QString &path, const QByteArray &content);
};

VendoredState TestVendored::sample()
{
    const Sha256 wheel = sha256Of("wheel");
    const Sha256 pack = sha256Of("pack");
    VendoredState state{.id = u"mine-0123456789ab"_s,
                        .content = sampleContent(),
                        .kept = QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC),
                        .isFinished = true};
    state.install.id = *InstallId::fromString(u"mine");
    state.install.name = u"Mine"_s;
    state.install.currentGeneration = 1;
    Generation generation;
    generation.number = 1;
    generation.comfyFolder = u"anymatix/ComfyUI"_s;
    generation.python = u"anymatix/python/bin/python3"_s;
    generation.created = state.kept;
    state.install.generations = {generation};
    state.install.created = state.kept;
    state.parts = {{.name = u"runtime"_s, .digest = sha256Of("a")},
                   {.name = u"pack foo"_s, .digest = sha256Of("b")}};
    state.files = {{.kind = VendoredKind::Wheel,
                    .name = u"timm"_s,
                    .path = u"wheels/"_s + wheel.toHex() + u"/timm-1.0-py3-none-any.whl"_s,
                    .sha256 = wheel,
                    .bytes = 5},
                   {.kind = VendoredKind::Pack,
                    .name = u"foo"_s,
                    .path = u"vendored/files/"_s + pack.toHex() + u"/foo.tar.zst"_s,
                    .sha256 = pack,
                    .bytes = 7}};
    state.lacks = {{.kind = VendoredKind::Environment,
                    .name = u"foo-nodes"_s,
                    .why = {.code = ErrorCode::Unsupported,
                            .message = u"It was built by pixi."_s,
                            .nextStep = u"Build it again."_s,
                            .detail = {}}}};
    return state;
}

ManifestEntry TestVendored::file(const QString &path, const QByteArray &content)
{
    ManifestEntry entry;
    entry.path = path;
    entry.size = content.size();
    entry.sha256 = sha256Of(content);
    return entry;
}

void TestVendored::aRecordIsReadAsItWasWritten()
{
    const VendoredState state = sample();
    const Result<VendoredState> read = vendoredStateFromJson(state.id, toJson(state));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(read->id, state.id);
    QCOMPARE(read->install, state.install);
    QCOMPARE(read->content, state.content);
    QCOMPARE(read->kept, state.kept);
    QCOMPARE(read->parts, state.parts);
    QCOMPARE(read->files, state.files);
    QCOMPARE(read->lacks.size(), 1);
    QCOMPARE(read->lacks.constFirst().why, state.lacks.constFirst().why);
    QCOMPARE(read->bytes(), 12);
    QVERIFY(read->isFinished && !read->isWhole());
}

void TestVendored::sumsAreForSha256sum()
{
    const VendoredState state = sample();
    const QByteArrayList lines = sumsOf(state).split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(0),
             state.files.at(0).sha256.toHex().toLatin1() + "  ../../"
                 + state.files.at(0).path.toUtf8());
    QVERIFY(lines.at(2).isEmpty());
}

void TestVendored::damagedRecordsAreRefused_data()
{
    QTest::addColumn<QString>("path");
    const QString hash = sha256Of("wheel").toHex();
    QTest::newRow("a path that leads out of the store") << u"wheels/../../etc/passwd"_s;
    QTest::newRow("an absolute path") << u"/etc/passwd"_s;
    QTest::newRow("a folder of another hash")
        << u"wheels/"_s + sha256Of("other").toHex() + u"/timm.whl"_s;
    QTest::newRow("no file's name") << u"wheels/"_s + hash + u"/.."_s;
    QTest::newRow("another part of the store") << u"layers/"_s + hash + u"/timm.whl"_s;
}

void TestVendored::damagedRecordsAreRefused()
{
    QFETCH(QString, path);
    const VendoredState state = sample();
    QJsonObject object = toJson(state);
    QJsonArray files = object.value("files"_L1).toArray();
    QJsonObject first = files.at(0).toObject();
    first.insert(u"path"_s, path);
    files.replace(0, first);
    object.insert(u"files"_s, files);
    const Result<VendoredState> read = vendoredStateFromJson(state.id, object);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Corrupt);
    QVERIFY(!read.error().nextStep.isEmpty());
}

void TestVendored::aNewerOneIsLeftAlone()
{
    QJsonObject object = toJson(sample());
    object.insert(u"schema"_s, 2);
    const Result<VendoredState> read = vendoredStateFromJson(u"mine-0123456789ab"_s, object);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Unsupported);
}

void TestVendored::theManifestHashIsOfPartsInAnyOrder()
{
    QList<StatePart> parts = sample().parts;
    const Sha256 hash = manifestHash(parts);
    std::swap(parts[0], parts[1]);
    QCOMPARE(manifestHash(parts), hash);
    parts[0].digest = sha256Of("another");
    QVERIFY(manifestHash(parts) != hash);
    parts.removeFirst();
    QVERIFY(manifestHash(parts) != hash);
    // A record whose parts were changed by hand is not believed.
    VendoredState state = sample();
    QJsonObject object = toJson(state);
    object.insert(u"manifest"_s, sha256Of("another").toHex());
    QCOMPARE(vendoredStateFromJson(state.id, object).error().code, ErrorCode::Corrupt);
}

void TestVendored::aTreeIsItsNamesAndContents()
{
    const ManifestEntry a = file(u"a.py"_s, "1");
    const ManifestEntry b = file(u"b.py"_s, "2");
    ManifestEntry link;
    link.path = u"c"_s;
    link.kind = ManifestEntry::Kind::Link;
    link.linkTarget = u"a.py"_s;
    ManifestEntry folder;
    folder.path = u"d"_s;
    folder.kind = ManifestEntry::Kind::Folder;
    const Sha256 digest = treeDigest({a, b, link});
    QCOMPARE(treeDigest({link, b, a, folder}), digest);
    ManifestEntry touched = a;
    touched.mode = 0755;
    touched.mtimeNs = 7;
    QCOMPARE(treeDigest({touched, b, link}), digest);
    QVERIFY(treeDigest({file(u"a.py"_s, "2"), b, link}) != digest);
    QVERIFY(treeDigest({file(u"b.py"_s, "1"), file(u"a.py"_s, "2"), link}) != digest);
    QVERIFY(treeDigest({a, b}) != digest);
}

QTEST_GUILESS_MAIN(TestVendored)
#include "tst_vendored.moc"
