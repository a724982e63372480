// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/recipes/recipelock.h"

#include "core/git/gitaddress.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/strictjson.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

using Need = StrictJson::Need;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RecipeLock)
};

constexpr int kSchema = 1;
constexpr qint64 kMostBytes = 16LL << 20;

QJsonArray packagesJson(const Lock &lock)
{
    QJsonArray packages;
    for (const LockedPackage &package : lock.packages) {
        QJsonArray hashes;
        for (const Sha256 &hash : package.hashes)
            hashes += hash.toHex();
        QJsonObject object{
            {u"name"_s, package.name}, {u"version"_s, package.version}, {u"sha256"_s, hashes}};
        if (!package.marker.isEmpty())
            object.insert(u"marker"_s, package.marker);
        packages += object;
    }
    return packages;
}

QJsonArray nodesJson(const QList<LockedNode> &nodes)
{
    QJsonArray array;
    for (const LockedNode &node : nodes)
        array +=
            QJsonObject{{u"name"_s, node.name}, {u"git"_s, node.git}, {u"commit"_s, node.commit}};
    return array;
}

Sha256 hashOf(StrictJson &json, QLatin1StringView key, Need need)
{
    const QString text = json.text(key, need);
    const auto hash = Sha256::fromHex(text);
    if (!text.isEmpty() && !hash)
        json.refuse(key, Text::tr("is no SHA-256"));
    return hash.value_or(Sha256());
}

QString commitOf(StrictJson &json)
{
    static const QRegularExpression form(u"^[0-9a-f]{40}$"_s);
    const QString commit = json.text("commit"_L1, Need::Required);
    if (!commit.isEmpty() && !form.match(commit).hasMatch())
        json.refuse("commit"_L1, Text::tr("is no commit of 40 hexadecimal digits"));
    return commit;
}

Lock packagesOf(StrictJson &whole, QLatin1StringView key)
{
    static const QRegularExpression word(uR"re(^[A-Za-z0-9][A-Za-z0-9.!+_-]*$)re"_s);
    Lock lock;
    for (StrictJson &json : whole.objects(key)) {
        LockedPackage package{.name = json.text("name"_L1, Need::Required),
                              .version = json.text("version"_L1, Need::Required),
                              .marker = json.text("marker"_L1, Need::Optional),
                              .hashes = {}};
        for (const QString &hex : json.texts("sha256"_L1)) {
            const auto hash = Sha256::fromHex(hex);
            if (hash)
                package.hashes += *hash;
            else
                json.refuse("sha256"_L1, Text::tr("holds what is no SHA-256"));
        }
        if (package.hashes.isEmpty())
            json.refuse("sha256"_L1, Text::tr("names no hash"));
        // They go into files that uv obeys.
        if (!word.match(package.name).hasMatch() || !word.match(package.version).hasMatch())
            json.refuse("version"_L1, Text::tr("is no package's"));
        json.finish();
        lock.packages += package;
    }
    return lock;
}

std::optional<LockedResult> resultOf(StrictJson &whole)
{
    if (!whole.has("result"_L1))
        return std::nullopt;
    StrictJson json = whole.object("result"_L1, Need::Optional);
    LockedResult result{.fileName = json.text("file"_L1, Need::Required),
                        .bytes = json.number("bytes"_L1, Need::Required),
                        .sha256 = hashOf(json, "sha256"_L1, Need::Required),
                        .bundle = json.raw("bundle"_L1).toObject(),
                        .files = json.number("files"_L1, Need::Required)};
    json.finish();
    return result;
}

} // namespace

QString recipeLockFile(const QString &bundle)
{
    return bundle + ".lock.json"_L1;
}

QByteArray recipeLockToBytes(const RecipeLock &lock)
{
    QJsonObject object{
        {u"schema"_s, kSchema},
        {u"recipe"_s, lock.recipe.toHex()},
        {u"platform"_s, lock.platform},
        {u"uv"_s, lock.uvVersion},
        {u"comfyui"_s, QJsonObject{{u"git"_s, lock.comfyGit}, {u"commit"_s, lock.comfyCommit}}},
        {u"python"_s,
         QJsonObject{{u"version"_s, lock.pythonVersion}, {u"digest"_s, lock.base.python.toHex()}}},
        {u"torch"_s, packagesJson(lock.base.torchFamily)},
        {u"packages"_s, packagesJson(lock.base.others)},
        {u"layer"_s, packagesJson(lock.layer)},
        {u"nodes"_s, nodesJson(lock.nodes)}};
    if (lock.result)
        object.insert(u"result"_s,
                      QJsonObject{{u"file"_s, lock.result->fileName},
                                  {u"bytes"_s, lock.result->bytes},
                                  {u"sha256"_s, lock.result->sha256.toHex()},
                                  {u"bundle"_s, lock.result->bundle},
                                  {u"files"_s, lock.result->files}});
    return jsonToBytes(object);
}

Result<RecipeLock> recipeLockFromBytes(const QByteArray &bytes, const QString &file)
{
    Result<StrictJson> whole = StrictJson::fromBytes(bytes, file);
    if (!whole)
        return whole.error();
    if (whole->number("schema"_L1, Need::Required) != kSchema)
        whole->refuse("schema"_L1, Text::tr("is not 1, the form that this Portico knows"));
    RecipeLock lock{.recipe = hashOf(*whole, "recipe"_L1, Need::Required),
                    .platform = whole->text("platform"_L1, Need::Required),
                    .uvVersion = whole->text("uv"_L1, Need::Required)};
    StrictJson comfy = whole->object("comfyui"_L1, Need::Required);
    lock.comfyGit = comfy.text("git"_L1, Need::Required);
    lock.comfyCommit = commitOf(comfy);
    comfy.finish();
    StrictJson python = whole->object("python"_L1, Need::Required);
    lock.pythonVersion = python.text("version"_L1, Need::Required);
    lock.base.python = hashOf(python, "digest"_L1, Need::Required);
    python.finish();
    lock.base.torchFamily = packagesOf(*whole, "torch"_L1);
    lock.base.others = packagesOf(*whole, "packages"_L1);
    lock.layer = packagesOf(*whole, "layer"_L1);
    for (StrictJson &json : whole->objects("nodes"_L1)) {
        lock.nodes += LockedNode{.name = json.text("name"_L1, Need::Required),
                                 .git = json.text("git"_L1, Need::Required),
                                 .commit = commitOf(json)};
        json.finish();
    }
    lock.result = resultOf(*whole);
    whole->finish();
    if (const auto error = whole->error())
        return *error;
    return lock;
}

Result<RecipeLock> readRecipeLock(const QString &file)
{
    const Result<QByteArray> bytes = readFile(file, kMostBytes);
    return bytes ? recipeLockFromBytes(*bytes, file) : Result<RecipeLock>(bytes.error());
}

Result<BundleContent> contentOfLock(const QString &file)
{
    const Result<RecipeLock> lock = readRecipeLock(file);
    if (!lock)
        return lock.error();
    if (!lock->result)
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("No bundle came of the lock %1.").arg(file),
                     .nextStep = Text::tr("Build one with it, and compare that."),
                     .detail = {}};
    const Result<BundleRecord> record = bundleRecordFromBytes(jsonToBytes(lock->result->bundle));
    if (!record)
        return record.error();
    BundleContent content{
        .name = QFileInfo(file).fileName(), .kind = BundleContent::Kind::Lock, .record = *record};
    for (const Lock *part : {&lock->base.torchFamily, &lock->base.others, &lock->layer}) {
        for (const LockedPackage &package : part->packages)
            content.packages.insert(package.name, package.version);
    }
    return content;
}

} // namespace portico
