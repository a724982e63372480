// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/comparesnapshots.h"

#include "core/snapshots/secretnames.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CompareSnapshots)
};

constexpr qsizetype kShownCommit = 10;

using Values = QMap<QString, QString>;

void compare(SnapshotPart part, const Values &a, const Values &b, QList<SnapshotChange> &changes)
{
    QStringList names = a.keys() + b.keys();
    names.removeDuplicates();
    names.sort(Qt::CaseInsensitive);
    for (const QString &name : std::as_const(names)) {
        if (a.value(name) != b.value(name))
            changes +=
                {.part = part, .name = name, .before = a.value(name), .after = b.value(name)};
    }
}

/** Whatever makes two packs different, also where people would read the same. */
void comparePacks(const SnapshotContent &a, const SnapshotContent &b,
                  QList<SnapshotChange> &changes)
{
    const auto byName = [](const SnapshotContent &content) {
        QMap<QString, RecordedPack> packs;
        for (const RecordedPack &pack : content.packs) {
            QString name = pack.name;
            while (packs.contains(name)) // the same, enabled and disabled
                name += u'\u2032';
            packs.insert(name, pack);
        }
        return packs;
    };
    const QMap<QString, RecordedPack> before = byName(a);
    const QMap<QString, RecordedPack> after = byName(b);
    QStringList names = before.keys() + after.keys();
    names.removeDuplicates();
    names.sort(Qt::CaseInsensitive);
    for (const QString &name : std::as_const(names)) {
        const bool was = before.contains(name);
        const bool is = after.contains(name);
        if (was && is && before.value(name) == after.value(name))
            continue;
        SnapshotChange change{.part = SnapshotPart::Packs,
                              .name = name,
                              .before = was ? packText(before.value(name)) : QString(),
                              .after = is ? packText(after.value(name)) : QString()};
        if (change.before == change.after) {
            const bool isCode = !isSameCode(before.value(name), after.value(name));
            change.after += u", "_s
                + (isCode ? Text::tr("other files") : Text::tr("another record of its origin"));
        }
        changes += change;
    }
}

Values packagesOf(const SnapshotContent &content)
{
    Values values;
    for (const LockedPackage &package : content.layer.lock.packages)
        values.insert(package.name, package.version);
    return values;
}

void compareLayers(const SnapshotContent &a, const SnapshotContent &b,
                   QList<SnapshotChange> &changes)
{
    const qsizetype before = changes.size();
    compare(SnapshotPart::Layer, packagesOf(a), packagesOf(b), changes);
    if (changes.size() == before && a.layer.id != b.layer.id)
        changes += {.part = SnapshotPart::Layer,
                    .name = Text::tr("layer"),
                    .before = a.layer.id,
                    .after = b.layer.id};
    const auto extrasOf = [](const SnapshotContent &content) {
        return content.extras ? content.extras->packages.join(", "_L1) : QString();
    };
    compare(SnapshotPart::Layer,
            {{Text::tr("extras"), extrasOf(a)},
             {Text::tr("left out by choice"), a.leftOut.join(", "_L1)}},
            {{Text::tr("extras"), extrasOf(b)},
             {Text::tr("left out by choice"), b.leftOut.join(", "_L1)}},
            changes);
}

Values environmentsOf(const SnapshotContent &content)
{
    Values values;
    for (const RecordedEnv &env : content.environments) {
        const QString what =
            env.python.isEmpty() ? Text::tr("built") : Text::tr("Python %1").arg(env.python);
        const QString digest = env.config.toHex().left(kShownCommit);
        values.insert(env.name,
                      (env.isThere ? what : Text::tr("not built")) + u" ("_s + digest + u')');
    }
    return values;
}

QString shownValue(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isBool())
        return value.toBool() ? Text::tr("yes") : Text::tr("no");
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return {};
}

Values settingsOf(const SnapshotContent &content)
{
    Values values;
    const QJsonObject settings = content.settings.value("settings"_L1).toObject();
    for (auto it = settings.begin(); it != settings.end(); ++it) {
        if (it.key() != "environment"_L1)
            values.insert(it.key(), shownValue(it.value()));
    }
    const QJsonObject environment = settings.value("environment"_L1).toObject();
    for (auto it = environment.begin(); it != environment.end(); ++it)
        values.insert(u"env."_s + it.key(), it.value().toString());
    if (content.settings.contains("port"_L1))
        values.insert(u"port"_s, shownValue(content.settings.value("port"_L1)));
    return values;
}

void hideSecrets(QList<SnapshotChange> &changes)
{
    for (SnapshotChange &change : changes) {
        if (change.part != SnapshotPart::Settings || !change.name.startsWith("env."_L1)
            || !speaksOfSecret(change.name))
            continue;
        if (!change.before.isEmpty())
            change.before = Text::tr("a secret");
        if (!change.after.isEmpty())
            change.after =
                change.before.isEmpty() ? Text::tr("a secret") : Text::tr("another secret");
    }
}

} // namespace

QString snapshotPartName(SnapshotPart part)
{
    switch (part) {
    case SnapshotPart::Runtime:
        return u"generation"_s;
    case SnapshotPart::Packs:
        return u"packs"_s;
    case SnapshotPart::Layer:
        return u"layer"_s;
    case SnapshotPart::Environments:
        return u"environments"_s;
    case SnapshotPart::Settings:
        return u"settings"_s;
    case SnapshotPart::Arguments:
        return u"arguments"_s;
    case SnapshotPart::Models:
        return u"models"_s;
    }
    return {};
}

QList<SnapshotPart> allSnapshotParts()
{
    return {SnapshotPart::Runtime,      SnapshotPart::Packs,    SnapshotPart::Layer,
            SnapshotPart::Environments, SnapshotPart::Settings, SnapshotPart::Arguments,
            SnapshotPart::Models};
}

std::optional<SnapshotPart> snapshotPartFromName(QStringView name)
{
    for (const SnapshotPart part : allSnapshotParts()) {
        if (snapshotPartName(part) == name)
            return part;
    }
    return std::nullopt;
}

QString packText(const RecordedPack &pack)
{
    QString text = pack.version;
    if (!pack.commit.isEmpty()) {
        const QString commit = pack.commit.left(kShownCommit);
        text = text.isEmpty() ? commit : text + u" ("_s + commit + u')';
    }
    QStringList parts{text.isEmpty() ? pack.digest.toHex().left(kShownCommit) : text};
    if (!pack.isEnabled)
        parts += Text::tr("disabled");
    if (pack.isIsolated)
        parts += Text::tr("isolated");
    if (pack.isEdited)
        parts += Text::tr("changed by hand (%1)").arg(pack.digest.toHex().left(kShownCommit));
    return parts.join(", "_L1);
}

QString runtimeText(const RecordedRuntime &runtime)
{
    QStringList parts{Text::tr("ComfyUI %1").arg(runtime.comfyVersion)};
    if (!runtime.commit.isEmpty())
        parts.first() += u" ("_s + runtime.commit.left(kShownCommit) + u')';
    if (!runtime.pythonVersion.isEmpty())
        parts += Text::tr("Python %1").arg(runtime.pythonVersion);
    if (!runtime.torchVersion.isEmpty())
        parts += Text::tr("torch %1").arg(runtime.torchVersion);
    return parts.join(", "_L1);
}

QList<SnapshotChange> compareSnapshots(const SnapshotContent &a, const SnapshotContent &b)
{
    QList<SnapshotChange> changes;
    const auto numbered = [](const RecordedRuntime &runtime) {
        return Text::tr("%1: %2").arg(runtime.generation).arg(runtimeText(runtime));
    };
    if (!(a.runtime == b.runtime))
        changes += {.part = SnapshotPart::Runtime,
                    .name = Text::tr("generation"),
                    .before = numbered(a.runtime),
                    .after = numbered(b.runtime)};
    comparePacks(a, b, changes);
    compareLayers(a, b, changes);
    compare(SnapshotPart::Environments, environmentsOf(a), environmentsOf(b), changes);
    compare(SnapshotPart::Settings, settingsOf(a), settingsOf(b), changes);
    compare(SnapshotPart::Arguments, {{Text::tr("arguments"), a.arguments.join(u' ')}},
            {{Text::tr("arguments"), b.arguments.join(u' ')}}, changes);
    const auto foldersOf = [](const SnapshotContent &content) {
        return content.modelFolders.join(QDir::listSeparator());
    };
    compare(SnapshotPart::Models, {{Text::tr("model folders"), foldersOf(a)}},
            {{Text::tr("model folders"), foldersOf(b)}}, changes);
    hideSecrets(changes);
    return changes;
}

QJsonObject toJson(const SnapshotChange &change)
{
    return {{u"part"_s, snapshotPartName(change.part)},
            {u"name"_s, change.name},
            {u"before"_s, change.before},
            {u"after"_s, change.after}};
}

} // namespace portico
