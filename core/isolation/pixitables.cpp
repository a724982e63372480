// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/pixitables.h"

#include "core/isolation/envengine.h"
#include "core/python/versionspecifier.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvConfig)
};

Result<> checkPyPackage(const ConfigReader &reader, const QStringList &path, const QVariant &value)
{
    const std::optional<QString> version = plainVersion(value);
    if (!version || VersionSpecifiers::fromText(*version))
        return {};
    return reader.error(
        path, Text::tr("“%1” is no version of the package %2.").arg(*version, path.constLast()),
        Text::tr("Write it as %1 = \">=1.0,<2\", or = \"*\" for any.").arg(path.constLast()));
}

/** One table of packages: each is asked for by a text or a table. */
Result<> checkPackages(const ConfigReader &reader, const QStringList &path, const QVariant &table)
{
    if (!table.isValid())
        return {};
    if (table.typeId() != QMetaType::QVariantMap)
        return reader.error(path, Text::tr("“%1” must be a table.").arg(path.join(u'.')),
                            Text::tr("Write it as [%1] with its keys below.").arg(path.join(u'.')));
    const QVariantMap packages = table.toMap();
    for (auto entry = packages.cbegin(); entry != packages.cend(); ++entry) {
        const QStringList key = path + QStringList{entry.key()};
        const bool isUsable = entry.value().typeId() == QMetaType::QString
            || entry.value().typeId() == QMetaType::QVariantMap;
        if (!isUsable)
            return reader.error(key,
                                Text::tr("the version of “%1” must be a text.").arg(entry.key()),
                                Text::tr("Put it into quotes: %1 = \"%2\".")
                                    .arg(entry.key(), pythonText(entry.value())));
        const Result<> checked = path.constLast() == "pypi-dependencies"_L1
            ? checkPyPackage(reader, key, entry.value())
            : Result<>();
        if (!checked)
            return checked;
    }
    return {};
}

} // namespace

const QStringList &pixiKeys()
{
    static const QStringList keys{u"workspace"_s,
                                  u"package"_s,
                                  u"target"_s,
                                  u"dependencies"_s,
                                  u"host-dependencies"_s,
                                  u"build-dependencies"_s,
                                  u"constraints"_s,
                                  u"exclude-newer"_s,
                                  u"pypi-dependencies"_s,
                                  u"pypi-exclude-newer"_s,
                                  u"dev"_s,
                                  u"activation"_s,
                                  u"tasks"_s,
                                  u"feature"_s,
                                  u"environments"_s,
                                  u"pypi-options"_s,
                                  u"system-requirements"_s};
    return keys;
}

Result<> checkPixiTables(ConfigReader &reader, const QStringList &own)
{
    for (const QString &section : {u"target"_s, u"workspace"_s, u"system-requirements"_s,
                                   u"activation"_s, u"pypi-options"_s}) {
        const Result<QVariantMap> table = reader.table(section);
        if (!table)
            return table.error();
    }
    QList<QStringList> places{{}};
    for (const QString &platform : reader.content().value(u"target"_s).toMap().keys())
        places += QStringList{u"target"_s, platform};
    for (const QStringList &place : std::as_const(places)) {
        QVariantMap tables = reader.content();
        for (const QString &name : place)
            tables = tables.value(name).toMap();
        for (const QString &kind : {u"dependencies"_s, u"pypi-dependencies"_s}) {
            const Result<> checked =
                checkPackages(reader, place + QStringList{kind}, tables.value(kind));
            if (!checked)
                return checked;
        }
    }
    const QStringList known = own + pixiKeys();
    for (const QString &key : reader.content().keys()) {
        if (!known.contains(key))
            reader.remark({key},
                          Text::tr("“%1” is known neither to comfy-env nor to pixi, which will "
                                   "refuse it. Correct its spelling.")
                              .arg(key));
    }
    return {};
}

} // namespace portico
