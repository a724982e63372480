// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/rootconfig.h"

#include "core/base/lists.h"
#include "core/isolation/configreader.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RootConfig)
};

QStringList knownSections(const EnvRules &rules)
{
    QStringList known{rules.nodePacksSection};
    if (rules.knowsSystemPackages)
        known += {u"apt"_s, u"brew"_s};
    if (rules.knowsSettings)
        known += u"settings"_s;
    if (rules.knowsTypes)
        known += u"types"_s;
    return known;
}

/** An unknown section is an error where comfy-env makes it one, else it has no effect. */
Result<> checkSections(ConfigReader &reader, const EnvRules &rules)
{
    const QStringList known = knownSections(rules);
    const QVariantMap &content = reader.content();
    for (auto key = content.keyBegin(); key != content.keyEnd(); ++key) {
        if (known.contains(*key))
            continue;
        const QString message =
            Text::tr("[%1] is not known to comfy-env %2 in this file; known is %3.")
                .arg(*key, rules.version.toString(), listed(known));
        if (rules.hasClosedRoot)
            return reader.error({*key}, message,
                                Text::tr("Remove it; what describes an environment belongs into "
                                         "%1 in the folder of the nodes.")
                                    .arg(envConfigName()));
        reader.remark({*key}, message);
    }
    return {};
}

Result<QList<WantedPack>> wantedPacks(ConfigReader &reader, const QString &section)
{
    static const QStringList known{u"github"_s, u"repo"_s,     u"tag"_s,    u"branch"_s,
                                   u"commit"_s, u"registry"_s, u"version"_s};
    const Result<QVariantMap> table = reader.table(section);
    if (!table)
        return table.error();
    QList<WantedPack> packs;
    for (auto entry = table->cbegin(); entry != table->cend(); ++entry) {
        const bool isText = entry.value().typeId() == QMetaType::QString;
        if (!isText && entry.value().typeId() != QMetaType::QVariantMap)
            return reader.error(
                {section, entry.key()}, Text::tr("“%1” names no source.").arg(entry.key()),
                Text::tr("Write it as %1 = \"owner/repository\".").arg(entry.key()));
        const QVariantMap keys = entry.value().toMap();
        const auto text = [&keys](const char16_t *key) {
            return keys.value(QString::fromUtf16(key)).toString();
        };
        WantedPack pack{.name = entry.key(),
                        .registry = text(u"registry"),
                        .version = text(u"version"),
                        .github = isText ? entry.value().toString() : text(u"github"),
                        .tag = text(u"tag"),
                        .branch = text(u"branch"),
                        .commit = text(u"commit")};
        if (pack.github.isEmpty())
            pack.github = text(u"repo");
        for (auto key = keys.keyBegin(); key != keys.keyEnd(); ++key) {
            if (!known.contains(*key))
                reader.remark(
                    {section, entry.key(), *key},
                    Text::tr("“%1” has no effect for a pack. Correct its spelling.").arg(*key));
        }
        if (pack.registry.isEmpty() && pack.github.isEmpty())
            reader.remark({section, entry.key()},
                          Text::tr("“%1” names neither a registry id nor a repository, and is "
                                   "passed over. Add one of them.")
                              .arg(entry.key()));
        packs += pack;
    }
    return packs;
}

Result<QMap<QString, QString>> socketTypes(const ConfigReader &reader)
{
    const Result<QVariantMap> table = reader.table(u"types"_s);
    if (!table)
        return table.error();
    QMap<QString, QString> types;
    for (auto entry = table->cbegin(); entry != table->cend(); ++entry) {
        const QString mode = pythonText(entry.value());
        if (mode != "builtin"_L1 && mode != "custom"_L1)
            return reader.error(
                {u"types"_s, entry.key()},
                Text::tr("“%1” is no way to carry the socket %2.").arg(mode, entry.key()),
                Text::tr("Write \"builtin\", or \"custom\" with a serialization.py."));
        types.insert(entry.key(), mode);
    }
    return types;
}

} // namespace

Result<RootConfig> parseRootConfig(const QByteArray &bytes, const QString &name,
                                   const EnvRules &rules)
{
    const Result<TomlDocument> document = parseTomlDocument(bytes, name);
    if (!document)
        return document.error();
    ConfigReader reader(*document, name);
    const Result<> sections = checkSections(reader, rules);
    if (!sections)
        return sections.error();
    const Result<QList<WantedPack>> packs = wantedPacks(reader, rules.nodePacksSection);
    if (!packs)
        return packs.error();
    RootConfig config;
    config.packs = *packs;
    if (rules.knowsSystemPackages) {
        const Result<QStringList> apt = reader.texts(u"apt"_s, u"packages"_s);
        const Result<QStringList> brew = reader.texts(u"brew"_s, u"packages"_s);
        if (!apt || !brew)
            return apt ? brew.error() : apt.error();
        config.aptPackages = *apt;
        config.brewPackages = *brew;
    }
    if (rules.knowsTypes) {
        const Result<QMap<QString, QString>> types = socketTypes(reader);
        if (!types)
            return types.error();
        config.types = *types;
        config.typesLine = document->lineOf({u"types"_s});
    }
    if (rules.knowsSettings) {
        const Result<QVariantMap> settings = reader.table(u"settings"_s);
        if (!settings)
            return settings.error();
        config.settings = *settings;
        reader.remarkUnknown(u"settings"_s,
                             {u"isolate"_s, u"install_isolated"_s, u"auto_install"_s, u"pool_ipc"_s,
                              u"worker_vram_budget"_s});
    }
    config.remarks = reader.remarks();
    return config;
}

} // namespace portico
