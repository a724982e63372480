// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/exportsnapshot.h"

#include "core/io/json.h"
#include "core/snapshots/foreignsnapshots.h"
#include "core/snapshots/secretnames.h"

#include <QCoreApplication>
#include <QDir>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ExportSnapshot)
};

/** Of this computer alone. */
constexpr std::array kLocalSettings{"outputFolder"_L1, "inputFolder"_L1, "userFolder"_L1,
                                    "gpus"_L1};

QStringList withoutSecrets(const QStringList &arguments)
{
    QStringList kept;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (!argument.startsWith(u'-') || !speaksOfSecret(argument)) {
            kept += argument;
            continue;
        }
        const bool hasValue = !argument.contains(u'=') && i + 1 < arguments.size()
            && !arguments.at(i + 1).startsWith(u'-');
        i += hasValue ? 1 : 0;
    }
    return kept;
}

QJsonObject publicVariables(const QJsonObject &variables)
{
    QJsonObject kept;
    for (auto it = variables.begin(); it != variables.end(); ++it) {
        if (!speaksOfSecret(it.key()))
            kept.insert(it.key(), it.value());
    }
    return kept;
}

/** What the file does not say of settings is as it is here: its variables beside this install's. */
QJsonObject settingsHere(const QJsonObject &given, const QJsonObject &now)
{
    QJsonObject all = now.value("settings"_L1).toObject();
    const QJsonObject wanted = given.value("settings"_L1).toObject();
    QJsonObject variables = wanted.value("environment"_L1).toObject();
    const QJsonObject own = all.value("environment"_L1).toObject();
    for (auto it = own.begin(); it != own.end(); ++it) {
        if (speaksOfSecret(it.key()))
            variables.insert(it.key(), it.value());
    }
    for (auto it = wanted.begin(); it != wanted.end(); ++it)
        all.insert(it.key(), it.value());
    all.insert(u"environment"_s, variables);
    QJsonObject settings = now;
    settings.insert(u"settings"_s, all);
    return settings;
}

Result<ImportedSnapshot> ofPortico(const QJsonObject &object, const QString &file,
                                   const SnapshotContent &now)
{
    Result<Snapshot> snapshot = snapshotFromJson(object, file);
    if (!snapshot)
        return snapshot.error();
    ImportedSnapshot imported{.snapshot = *snapshot};
    SnapshotContent &content = imported.snapshot.content;
    content.settings = settingsHere(content.settings, now.settings);
    content.modelFolders = now.modelFolders;
    if (content.runtime == now.runtime || content.runtime.identity == now.runtime.identity)
        content.runtime.generation = now.runtime.generation;
    imported.snapshot.id = snapshotId(toJson(content));
    return imported;
}

} // namespace

SnapshotContent portableContent(const SnapshotContent &content)
{
    SnapshotContent portable = content;
    QJsonObject settings = content.settings.value("settings"_L1).toObject();
    for (const QLatin1StringView key : kLocalSettings)
        settings.remove(key);
    settings.insert(u"environment"_s, publicVariables(settings.value("environment"_L1).toObject()));
    portable.settings = {{u"settings"_s, settings}};
    portable.arguments = withoutSecrets(content.arguments);
    portable.modelFolders.clear();
    return portable;
}

QByteArray exportBytes(const Snapshot &snapshot)
{
    Snapshot portable = snapshot;
    portable.content = portableContent(snapshot.content);
    portable.id = snapshotId(toJson(portable.content));
    return jsonToBytes(toJson(portable));
}

Result<ImportedSnapshot> importSnapshot(const QString &file, const SnapshotContent &now)
{
    const Result<QJsonObject> object = readJsonObject(file);
    if (!object)
        return object.error();
    const QString shown = QDir::toNativeSeparators(file);
    if (object->value("format"_L1) == "portico-snapshot"_L1)
        return ofPortico(*object, shown, now);
    if (object->value("type"_L1) == "comfyui-desktop-2-snapshot"_L1)
        return desktopSnapshot(*object, shown, now);
    if (object->contains("git_custom_nodes"_L1) || object->contains("cnr_custom_nodes"_L1))
        return managerSnapshot(*object, shown, now);
    return Error{.code = ErrorCode::InvalidInput,
                 .message = Text::tr("%1 is no snapshot.").arg(shown),
                 .nextStep = Text::tr("Give a file that Portico, ComfyUI-Manager or Comfy Desktop "
                                      "has written."),
                 .detail = {}};
}

} // namespace portico
