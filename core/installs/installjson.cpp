// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/accelerator.h"
#include "core/installs/gpupick.h"
#include "core/installs/install.h"
#include "core/installs/jsonreader.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Install)
};

constexpr int kMaxGenerations = 9'999;
constexpr int kMaxViews = 999'999'999;

// Unknown keys are written back where they were: below these names for the nested objects.
constexpr auto kSettings = "settings"_L1;
constexpr auto kGenerations = "generations"_L1;

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QJsonObject withUnknown(QJsonObject object, const QJsonObject &unknown)
{
    for (auto it = unknown.begin(); it != unknown.end(); ++it) {
        if (!object.contains(it.key()))
            object.insert(it.key(), it.value());
    }
    return object;
}

QJsonObject toJson(const BundleOrigin &origin)
{
    return {{u"url"_s, origin.url.toString(QUrl::FullyEncoded)},
            {u"sha256"_s, origin.sha256.toHex()},
            {u"verified"_s, origin.isVerified},
            {u"fileName"_s, origin.fileName}};
}

QJsonObject toJson(const Generation &generation)
{
    QJsonObject object{{u"number"_s, generation.number},
                       {u"layout"_s, layoutName(generation.layout)},
                       {u"comfyFolder"_s, generation.comfyFolder},
                       {u"python"_s, generation.python},
                       {u"comfyVersion"_s, generation.comfyVersion},
                       {u"pythonVersion"_s, generation.pythonVersion},
                       {u"torchVersion"_s, generation.torchVersion},
                       {u"accelerator"_s, generation.accelerator},
                       {u"origin"_s, toJson(generation.origin)},
                       {u"created"_s, timeText(generation.created)},
                       {u"layer"_s, generation.layer},
                       {u"view"_s, generation.view},
                       {u"pinned"_s, generation.isPinned}};
    if (generation.device)
        object.insert(u"device"_s,
                      QJsonObject{{u"accelerator"_s, generation.device->accelerator},
                                  {u"gpus"_s, generation.device->gpus}});
    return object;
}

QJsonObject toJson(const InstallSettings &settings)
{
    QJsonObject environment;
    for (auto it = settings.environment.begin(); it != settings.environment.end(); ++it)
        environment.insert(it.key(), it.value());
    return {{u"arguments"_s, QJsonArray::fromStringList(settings.arguments)},
            {u"environment"_s, environment},
            {u"outputFolder"_s, settings.outputFolder},
            {u"inputFolder"_s, settings.inputFolder},
            {u"userFolder"_s, settings.userFolder},
            {u"modelFolders"_s, QJsonArray::fromStringList(settings.modelFolders)},
            {u"start"_s,
             settings.startBehaviour == StartBehaviour::StartAndOpen ? u"start-and-open"_s
                                                                     : u"start"_s},
            {u"accelerator"_s, settings.accelerator},
            {u"gpus"_s, settings.gpus},
            {u"guard"_s, settings.guardBase ? u"base"_s : u"torch"_s},
            {u"layout"_s, dataLayoutName(settings.layout)},
            {u"track"_s, trackName(settings.track)}};
}

BundleOrigin readOrigin(const QJsonObject &object, const QString &place, JsonReader &outer)
{
    JsonReader reader(object, place);
    BundleOrigin origin;
    origin.url = QUrl(reader.text("url"_L1), QUrl::StrictMode);
    const QString digest = reader.text("sha256"_L1);
    if (!digest.isEmpty()) {
        const auto sha256 = Sha256::fromHex(digest);
        if (!sha256)
            reader.refuse("sha256"_L1, Text::tr("it is no SHA-256"));
        else
            origin.sha256 = *sha256;
    }
    origin.isVerified = reader.flag("verified"_L1);
    origin.fileName = reader.text("fileName"_L1);
    if (reader.error())
        outer.refuse(kGenerations, reader.error()->message);
    return origin;
}

/** A path inside a generation, as install.json may hold it: relative, without "..". */
bool isInside(const QString &path)
{
    return QDir::isRelativePath(path) && !path.contains(u'\\') && !path.contains(u':')
        && !path.split(u'/').contains(".."_L1);
}

/** Of a generation that was left; nothing where there is none. */
std::optional<DeviceChoice> readDevice(JsonReader &outer)
{
    const QJsonObject object = outer.object("device"_L1);
    if (object.isEmpty())
        return std::nullopt;
    JsonReader reader(object, u"device"_s);
    DeviceChoice device{.accelerator = reader.text("accelerator"_L1),
                        .gpus = reader.text("gpus"_L1)};
    if (!device.accelerator.isEmpty() && !Accelerator::fromText(device.accelerator))
        reader.refuse("accelerator"_L1, Text::tr("it is no accelerator"));
    if (!readGpuPick(device.gpus))
        reader.refuse("gpus"_L1, Text::tr("it names no GPUs"));
    if (reader.error())
        outer.refuse("device"_L1, reader.error()->message);
    return device;
}

Generation readGeneration(JsonReader &reader, const QString &place, JsonReader &outer)
{
    Generation generation;
    generation.number = static_cast<int>(reader.number("number"_L1, 0, 1, kMaxGenerations));
    const auto layout = layoutFromName(reader.text("layout"_L1));
    if (!layout)
        reader.refuse("layout"_L1, Text::tr("it is no known layout"));
    generation.layout = layout.value_or(BundleLayout::Plain);
    generation.comfyFolder = reader.text("comfyFolder"_L1);
    generation.python = reader.text("python"_L1);
    generation.comfyVersion = reader.text("comfyVersion"_L1);
    generation.pythonVersion = reader.text("pythonVersion"_L1);
    generation.torchVersion = reader.text("torchVersion"_L1);
    generation.accelerator = reader.text("accelerator"_L1);
    generation.origin = readOrigin(reader.object("origin"_L1), place + ".origin"_L1, outer);
    generation.created = reader.time("created"_L1);
    generation.layer = reader.text("layer"_L1);
    generation.view = static_cast<int>(reader.number("view"_L1, 0, 0, kMaxViews));
    generation.isPinned = reader.flag("pinned"_L1);
    generation.device = readDevice(reader);
    if (!generation.layer.isEmpty() && !isLayerId(generation.layer))
        reader.refuse("layer"_L1, Text::tr("it is no layer"));
    if (generation.layer.isEmpty() != (generation.view == 0))
        reader.refuse("view"_L1, Text::tr("a layer and its view come together"));
    if (generation.number == 0)
        reader.refuse("number"_L1, Text::tr("it is missing"));
    if (generation.python.isEmpty())
        reader.refuse("python"_L1, Text::tr("it is missing"));
    return generation;
}

void readGenerations(JsonReader &reader, Install &install)
{
    QJsonObject unknownByNumber;
    const QJsonArray array = reader.array(kGenerations);
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString place = u"generations[%1]"_s.arg(i);
        JsonReader item(array.at(i).toObject(), place);
        const Generation generation = readGeneration(item, place, reader);
        if (!install.isAdopted()
            && (!isInside(generation.python) || !isInside(generation.comfyFolder)))
            item.refuse("python"_L1, Text::tr("it leads out of the generation"));
        if (item.error())
            reader.refuse(kGenerations, item.error()->message);
        if (!item.unknown().isEmpty())
            unknownByNumber.insert(QString::number(generation.number), item.unknown());
        install.generations += generation;
    }
    if (!unknownByNumber.isEmpty())
        install.unknown.insert(kGenerations, unknownByNumber);
}

void readSettings(JsonReader &outer, Install &install)
{
    JsonReader reader(outer.object(kSettings), kSettings);
    InstallSettings &settings = install.settings;
    settings.arguments = reader.texts("arguments"_L1);
    settings.environment = reader.textMap("environment"_L1);
    settings.outputFolder = reader.text("outputFolder"_L1);
    settings.inputFolder = reader.text("inputFolder"_L1);
    settings.userFolder = reader.text("userFolder"_L1);
    settings.modelFolders = reader.texts("modelFolders"_L1);
    const QString start = reader.text("start"_L1);
    if (start == "start-and-open"_L1)
        settings.startBehaviour = StartBehaviour::StartAndOpen;
    else if (!start.isEmpty() && start != "start"_L1)
        reader.refuse("start"_L1, Text::tr("it is neither start nor start-and-open"));
    settings.accelerator = reader.text("accelerator"_L1);
    if (!settings.accelerator.isEmpty() && !Accelerator::fromText(settings.accelerator))
        reader.refuse("accelerator"_L1, Text::tr("it is no accelerator"));
    settings.gpus = reader.text("gpus"_L1);
    if (!readGpuPick(settings.gpus))
        reader.refuse("gpus"_L1, Text::tr("it names no GPUs"));
    const QString guard = reader.text("guard"_L1);
    settings.guardBase = guard != "torch"_L1;
    if (!guard.isEmpty() && guard != "base"_L1 && guard != "torch"_L1)
        reader.refuse("guard"_L1, Text::tr("it is neither base nor torch"));
    const QString layout = reader.text("layout"_L1);
    if (!layout.isEmpty() && !dataLayoutFromName(layout))
        reader.refuse("layout"_L1, Text::tr("it is neither separate nor classic"));
    settings.layout = dataLayoutFromName(layout).value_or(DataLayout::Separate);
    const QString track = reader.text("track"_L1);
    if (!track.isEmpty() && !trackFromName(track))
        reader.refuse("track"_L1, Text::tr("it is neither stable nor latest"));
    settings.track = trackFromName(track).value_or(Track::Stable);
    if (reader.error())
        outer.refuse(kSettings, reader.error()->message);
    if (!reader.unknown().isEmpty())
        install.unknown.insert(kSettings, reader.unknown());
}

} // namespace

QJsonObject toJson(const Install &install)
{
    QJsonObject unknown = install.unknown;
    const QJsonObject unknownSettings = unknown.take(kSettings).toObject();
    const QJsonObject unknownByNumber = unknown.take(kGenerations).toObject();
    QJsonArray generations;
    for (const Generation &generation : install.generations) {
        const QString number = QString::number(generation.number);
        generations += withUnknown(toJson(generation), unknownByNumber.value(number).toObject());
    }
    const QJsonObject object{{u"name"_s, install.name},
                             {u"port"_s, install.port},
                             {u"currentGeneration"_s, install.currentGeneration},
                             {kGenerations, generations},
                             {u"adoptedFolder"_s, install.adoptedFolder},
                             {kSettings, withUnknown(toJson(install.settings), unknownSettings)},
                             {u"created"_s, timeText(install.created)},
                             {u"lastStart"_s, timeText(install.lastStart)}};
    return withUnknown(object, unknown);
}

Result<Install> installFromJson(const InstallId &id, const QJsonObject &object)
{
    JsonReader reader(object);
    Install install;
    install.id = id;
    install.name = reader.text("name"_L1);
    if (install.name.trimmed().isEmpty())
        install.name = id.toString();
    install.port = static_cast<quint16>(reader.number("port"_L1, 8188, 1, 65'535));
    install.currentGeneration =
        static_cast<int>(reader.number("currentGeneration"_L1, 0, 0, kMaxGenerations));
    install.adoptedFolder = reader.text("adoptedFolder"_L1);
    if (install.isAdopted() && !QDir::isAbsolutePath(install.adoptedFolder))
        reader.refuse("adoptedFolder"_L1, Text::tr("it is no absolute path"));
    readGenerations(reader, install);
    readSettings(reader, install);
    install.created = reader.time("created"_L1);
    install.lastStart = reader.time("lastStart"_L1);
    if (!install.generation())
        reader.refuse("currentGeneration"_L1, Text::tr("no such generation is listed"));
    if (reader.error())
        return *reader.error();
    const QJsonObject rest = reader.unknown();
    for (auto it = rest.begin(); it != rest.end(); ++it)
        install.unknown.insert(it.key(), it.value());
    return install;
}

} // namespace portico
