// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envengine.h"

#include "core/isolation/pixitables.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvEngine)
};

/** Whether a package is told by version and extras alone. */
bool isPlain(const QVariant &entry)
{
    if (entry.typeId() != QMetaType::QVariantMap)
        return true;
    const QStringList keys = entry.toMap().keys();
    return std::all_of(keys.begin(), keys.end(), [](const QString &key) {
        return key == "version"_L1 || key == "extras"_L1;
    });
}

QString firstUnusual(const QVariantMap &packages)
{
    for (auto entry = packages.cbegin(); entry != packages.cend(); ++entry) {
        if (!isPlain(entry.value()))
            return entry.key();
    }
    return {};
}

/** Conda packages beyond what every Python has. */
QString firstCondaPackage(const QVariantMap &dependencies)
{
    static const QStringList everywhere{u"python"_s, u"pip"_s,         u"setuptools"_s,
                                        u"torch"_s,  u"torchvision"_s, u"torchaudio"_s};
    for (auto key = dependencies.keyBegin(); key != dependencies.keyEnd(); ++key) {
        if (!everywhere.contains(key->toLower()))
            return *key;
    }
    return {};
}

QString versionOf(const QVariant &entry)
{
    const bool isTable = entry.typeId() == QMetaType::QVariantMap;
    QString version = isTable ? entry.toMap().value(u"version"_s).toString() : entry.toString();
    if (version == "*"_L1)
        version.clear();
    // pixi takes a bare version as an exact one, as uv would with two equal signs.
    if (!version.isEmpty() && version.at(0).isDigit())
        version.prepend("=="_L1);
    return version;
}

QString requirementOf(const QString &name, const QVariant &entry)
{
    QString extras = entry.toMap().value(u"extras"_s).toStringList().join(u',');
    if (!extras.isEmpty())
        extras = u'[' + extras + u']';
    return name + extras + versionOf(entry);
}

} // namespace

std::optional<QString> plainVersion(const QVariant &entry)
{
    return isPlain(entry) ? std::make_optional(versionOf(entry)) : std::nullopt;
}

QString engineName(EnvEngine engine)
{
    return engine == EnvEngine::Uv ? u"uv"_s : u"pixi"_s;
}

EngineChoice chooseEngine(const EnvConfig &config, const QString &platform)
{
    const auto pixi = [](const QString &reason) {
        return EngineChoice{.engine = EnvEngine::Pixi, .reason = reason};
    };
    const QVariantMap target = config.table(u"target"_s).value(platform).toMap();
    for (const QVariantMap &table :
         {config.table(u"dependencies"_s), target.value(u"dependencies"_s).toMap()}) {
        const QString package = firstCondaPackage(table);
        if (!package.isEmpty())
            return pixi(Text::tr("pixi, because “%1” comes from conda.").arg(package));
    }
    for (const QVariant &channel : config.table(u"workspace"_s).value(u"channels"_s).toList()) {
        if (channel.toString() != "conda-forge"_L1)
            return pixi(
                Text::tr("pixi, because the channel “%1” is asked for.").arg(channel.toString()));
    }
    for (const QVariantMap &table :
         {config.table(u"pypi-dependencies"_s), target.value(u"pypi-dependencies"_s).toMap()}) {
        const QString package = firstUnusual(table);
        if (!package.isEmpty())
            return pixi(Text::tr("pixi, because “%1” has a source of its own.").arg(package));
    }
    for (const auto table :
         {"pypi-options"_L1, "tasks"_L1, "exclude-newer"_L1, "constraints"_L1, "dev"_L1,
          "pypi-exclude-newer"_L1, "build-dependencies"_L1, "host-dependencies"_L1, "package"_L1}) {
        if (config.passthrough.contains(QString(table)))
            return pixi(Text::tr("pixi, because [%1] is its own.").arg(table));
    }
    for (const QString &key : config.passthrough.keys()) {
        if (!pixiKeys().contains(key))
            return pixi(Text::tr("pixi, because “%1” is nothing that Portico knows.").arg(key));
    }
    if (config.table(u"activation"_s).contains(u"scripts"_s))
        return pixi(Text::tr("pixi, because scripts are to run on activation."));
    return {.engine = EnvEngine::Uv,
            .reason = Text::tr("uv, because only Python packages are asked for: it is faster, and "
                               "nothing of conda is fetched.")};
}

UvNeeds uvNeeds(const QVariantMap &manifest, const EnvRules &rules, const QString &platform)
{
    const QVariantMap feature = rules.generation == EnvGeneration::First
        ? manifest
        : manifest.value(u"feature"_s).toMap().value(u"node"_s).toMap();
    const QVariantMap target = feature.value(u"target"_s).toMap().value(platform).toMap();
    QVariantMap packages = feature.value(u"pypi-dependencies"_s).toMap();
    packages.insert(target.value(u"pypi-dependencies"_s).toMap());
    const QVariantMap conda = feature.value(u"dependencies"_s).toMap();
    for (const QString &name : {u"pip"_s, u"setuptools"_s}) {
        if (conda.contains(name) && !packages.contains(name))
            packages.insert(name, conda.value(name));
    }
    if (!packages.contains(u"numpy"_s))
        packages.insert(u"numpy"_s, u"*"_s);
    UvNeeds needs;
    for (auto entry = packages.cbegin(); entry != packages.cend(); ++entry) {
        if (entry.value().toMap().contains(u"url"_s))
            continue; // CUDA wheels: fetched, checked and put in without what they need
        const QString requirement = requirementOf(entry.key(), entry.value());
        if (isOfTorchFamily(normalisedPackage(entry.key())))
            needs.torch += requirement;
        else
            needs.others += requirement;
    }
    return needs;
}

} // namespace portico
