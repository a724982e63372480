// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/extras.h"

#include "core/base/lists.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/io/stagingfolder.h"
#include "core/nodes/needline.h"
#include "core/platform/clonefile.h"
#include "core/python/torchfamily.h"
#include "core/python/wheelstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Extras)
};

constexpr auto kEach = "extras: "_L1; ///< how one of them is called while a plan is made

Error wrong(const QString &file, const QString &why)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("The extras in %1 cannot be used: %2.").arg(file, why),
            .nextStep = Text::tr("Put the file right, or use the ready set."),
            .detail = {}};
}

Result<QStringList> stringsIn(const QJsonObject &object, QLatin1StringView key, const QString &file)
{
    QStringList strings;
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isArray())
        return wrong(file, Text::tr("“%1” is no list").arg(key));
    for (const auto &each : value.toArray()) {
        if (each.toString().trimmed().isEmpty())
            return wrong(file, Text::tr("“%1” has an entry that is no text").arg(key));
        strings += each.toString().trimmed();
    }
    return strings;
}

QString extrasFile(const Library &library, const InstallId &id)
{
    return library.installFolder(id) + "/extras.json"_L1;
}

QStringList textsIn(const QJsonObject &object, QLatin1StringView key)
{
    QStringList texts;
    for (const auto &each : object.value(key).toArray())
        texts += each.toString();
    texts.removeAll(QString());
    return texts;
}

bool isExtra(const QString &pack)
{
    return pack.startsWith(kEach);
}

/** The reason why one of them is left out, for people. */
QString lacking(const UnmetNeed &unmet)
{
    QStringList names;
    for (const QString &pack : unmet.packs) {
        if (isExtra(pack))
            names += pack.mid(kEach.size());
    }
    QString reason = unmet.message;
    return Text::tr("Left out of the extras: %1. %2")
        .arg(listed(names), reason.replace(QString(kEach), QString()));
}

QStringList gathered(const QStringList &names)
{
    QStringList packs;
    for (const QString &name : names) {
        const QString pack = isExtra(name) ? extrasPackName() : name;
        if (!packs.contains(pack))
            packs += pack;
    }
    return packs;
}

/** A wheel counts as if the index had it; an archive is built like one of an address. */
LayerNeeds needOfFile(const QString &file)
{
    static const QRegularExpression ending(uR"re((\.tar\.gz|\.tgz|\.zip)$)re"_s);
    const QString fileName = QFileInfo(file).fileName();
    if (const auto wheel = wheelName(fileName))
        return {
            kEach + wheel->package,
            {{wheel->package + "=="_L1 + wheel->version, wheel->package, PackageSource::Wheel}}};
    const QString name = normalisedPackage(QString(fileName).remove(ending).section(u'-', 0, -2));
    const QString address = QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded);
    return {kEach + fileName, {{name + " @ "_L1 + address, name, PackageSource::Address}}};
}

} // namespace

ExtrasProfile readyExtras()
{
    // cstr is in no package index: its makers give it out as a repository. transparent-background
    // before 1.2.12 does not say that it needs wget.
    return {.name = Text::tr("Extras"),
            .packages = {u"ultralytics"_s,
                         u"timm"_s,
                         u"open-clip-torch"_s,
                         u"accelerate"_s,
                         u"segment-anything"_s,
                         u"clip-interrogator"_s,
                         u"transparent-background>=1.2.12"_s,
                         u"pixeloe"_s,
                         u"rembg"_s,
                         u"colour-science"_s,
                         u"ffmpy"_s,
                         u"color-matcher"_s,
                         u"img2texture"_s,
                         u"cstr @ git+https://github.com/WASasquatch/cstr"_s,
                         u"piexif"_s,
                         u"simpleeval"_s,
                         u"numba"_s,
                         u"gitpython"_s,
                         u"onnxruntime"_s,
                         u"fairscale"_s,
                         u"easydict"_s,
                         u"pymatting"_s,
                         u"pillow-heif"_s,
                         u"rich"_s,
                         u"albumentations"_s,
                         u"spandrel"_s}};
}

QString extrasPackName()
{
    return u"extras"_s;
}

QString extraOf(const QString &pack)
{
    return isExtra(pack) ? pack.mid(kEach.size()) : QString();
}

Result<ExtrasProfile> readExtrasProfile(const QString &path)
{
    const Result<QJsonObject> object = readJsonObject(path);
    if (!object)
        return object.error();
    const Result<QStringList> packages = stringsIn(*object, "packages"_L1, path);
    if (!packages)
        return packages.error();
    const Result<QStringList> strip = stringsIn(*object, "strip"_L1, path);
    if (!strip)
        return strip.error();
    const Result<QStringList> files = stringsIn(*object, "files"_L1, path);
    if (!files)
        return files.error();
    ExtrasProfile profile{.name = object->value("name"_L1).toString(QFileInfo(path).baseName()),
                          .packages = *packages,
                          .pending = textsIn(*object, "pending"_L1)};
    for (const QString &name : *strip)
        profile.strip += normalisedPackage(name);
    const QDir folder = QFileInfo(path).absoluteDir();
    for (const QString &file : *files) {
        const QString absolute = QDir::cleanPath(folder.absoluteFilePath(file));
        if (!QFileInfo(absolute).isFile())
            return wrong(path, Text::tr("there is no file %1").arg(absolute));
        profile.files += absolute;
    }
    const Result<QList<LayerNeeds>> needs = extrasNeeds(profile);
    if (!needs)
        return needs.error().inContext(path + u':');
    return profile;
}

Result<std::optional<ExtrasProfile>> readExtras(const Library &library, const Install &install)
{
    const QString file = extrasFile(library, install.id);
    if (!QFileInfo::exists(file))
        return std::optional<ExtrasProfile>();
    const Result<ExtrasProfile> profile = readExtrasProfile(file);
    if (!profile)
        return profile.error();
    return std::optional(*profile);
}

QJsonObject toJson(const ExtrasProfile &profile)
{
    return {{u"name"_s, profile.name},
            {u"packages"_s, QJsonArray::fromStringList(profile.packages)},
            {u"strip"_s, QJsonArray::fromStringList(profile.strip)},
            {u"files"_s, QJsonArray::fromStringList(profile.files)},
            {u"pending"_s, QJsonArray::fromStringList(profile.pending)}};
}

ExtrasProfile extrasFromJson(const QJsonObject &object)
{
    return {.name = object.value("name"_L1).toString(),
            .packages = textsIn(object, "packages"_L1),
            .strip = textsIn(object, "strip"_L1),
            .files = textsIn(object, "files"_L1),
            .pending = textsIn(object, "pending"_L1)};
}

Result<> writeExtras(const Library &library, const InstallId &id,
                     const std::optional<ExtrasProfile> &profile)
{
    const QString file = extrasFile(library, id);
    if (!profile) {
        if (QFileInfo::exists(file) && !QFile::remove(file))
            return wrong(file, Text::tr("it cannot be removed"));
        return {};
    }
    return writeFileAtomically(file, jsonToBytes(toJson(*profile)));
}

Result<> settleExtras(const Library &library, const Install &install)
{
    const Result<std::optional<ExtrasProfile>> now = readExtras(library, install);
    if (!now || !*now || (*now)->pending.isEmpty())
        return now ? Result<>() : Result<>(now.error());
    ExtrasProfile settled = **now;
    settled.pending.clear();
    return writeExtras(library, install.id, settled);
}

Result<> storeExtraWheels(const Library &library, const ExtrasProfile &profile)
{
    const Result<StagingDir> staging = StagingDir::create(library.staging(), Text::tr("extras"));
    if (!staging)
        return staging.error();
    for (const QString &file : profile.files) {
        if (!wheelName(QFileInfo(file).fileName()))
            continue;
        const QString copy = staging->path() + u'/' + QFileInfo(file).fileName();
        const Result<> cloned = cloneFile(file, copy, CloneMethod::Copy);
        if (!cloned)
            return cloned;
        const Result<Sha256> stored = storeWheel(library.wheels(), copy);
        if (!stored)
            return stored.error();
    }
    return {};
}

Result<QList<LayerNeeds>> extrasNeeds(const ExtrasProfile &profile)
{
    QList<LayerNeeds> all;
    for (const QString &line : profile.packages) {
        const NeedLine read = readNeedLine(line);
        if (read.kind != NeedLine::Kind::Need)
            return wrong(profile.name, Text::tr("“%1” is no requirement").arg(line.left(80)));
        PackageSource source = PackageSource::Wheel;
        if (read.need.source == PackNeed::Source::Git)
            source = PackageSource::Git;
        else if (read.need.source == PackNeed::Source::Address)
            source = PackageSource::Address;
        const QString name = read.need.name.isEmpty() ? line : read.need.name;
        all += LayerNeeds{kEach + name, {{read.need.text, read.need.name, source}}};
    }
    for (const QString &file : profile.files)
        all += needOfFile(file);
    return all;
}

void gatherExtras(LayerPlan &plan)
{
    QList<UnmetNeed> unmet;
    for (const UnmetNeed &need : std::as_const(plan.unmet)) {
        if (std::any_of(need.packs.begin(), need.packs.end(), isExtra))
            plan.remarks += lacking(need);
        else
            unmet += need;
    }
    plan.unmet = unmet;
    plan.leftOutPacks.removeIf(isExtra);
    for (PlannedPackage &package : plan.added)
        package.wantedBy = gathered(package.wantedBy);
    for (PresentPackage &package : plan.present)
        package.wantedBy = gathered(package.wantedBy);
    for (StrippedNeed &need : plan.stripped)
        need.by = gathered({need.by}).constFirst();
}

} // namespace portico
