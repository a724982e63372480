// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/accelerator.h"
#include "core/installs/gpupick.h"
#include "core/site/readparts.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

using Need = StrictJson::Need;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ReadSite)
};

constexpr qint64 kMostPort = 65535;

void readPort(StrictJson &json, SiteReading &reading, SiteSettings &settings)
{
    if (!json.has("port"_L1))
        return;
    const qint64 port = json.number("port"_L1, Need::Required);
    if (port < 1 || port > kMostPort) {
        json.refuse("port"_L1, Text::tr("is no port from 1 to 65535"));
        return;
    }
    settings.port = static_cast<quint16>(port);
    if (reading.ports.contains(*settings.port))
        json.refuse("port"_L1, Text::tr("is that of another install of this file, too"));
    reading.ports += *settings.port;
}

/** An empty text is no text for StrictJson, but takes a variable away here. */
QMap<QString, QString> readEnvironment(StrictJson &json)
{
    static const QRegularExpression name(uR"re(^[A-Za-z_][A-Za-z0-9_]*$)re"_s);
    QMap<QString, QString> environment;
    const QJsonObject all = json.raw("environment"_L1).toObject();
    if (json.has("environment"_L1) && !json.raw("environment"_L1).isObject())
        json.refuse("environment"_L1, Text::tr("is no object {…}"));
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (!name.match(it.key()).hasMatch() || !it.value().isString())
            json.refuse("environment"_L1,
                        Text::tr("holds “%1”, which is no variable with a text").arg(it.key()));
        environment.insert(it.key(), it.value().toString());
    }
    return environment;
}

void readChoices(StrictJson &json, SiteSettings &settings)
{
    if (json.has("accelerator"_L1)) {
        settings.accelerator = json.text("accelerator"_L1, Need::Required);
        if (settings.accelerator != "auto"_L1 && !settings.accelerator->isEmpty()
            && !Accelerator::fromText(*settings.accelerator))
            json.refuse("accelerator"_L1,
                        Text::tr("is none; write cu130, cu128, rocm7.2, xpu, mps, cpu or auto"));
    }
    if (json.has("gpu"_L1)) {
        const Result<QString> gpu = readGpuPick(json.text("gpu"_L1, Need::Required));
        if (!gpu)
            json.refuse("gpu"_L1, Text::tr("cannot be used: %1").arg(reasonOf(gpu.error())));
        settings.gpu = gpu ? *gpu : QString();
    }
    if (json.has("layout"_L1))
        settings.layout = dataLayoutFromName(
            json.word("layout"_L1, Need::Required, {u"separate"_s, u"classic"_s}));
    if (json.has("track"_L1))
        settings.track =
            trackFromName(json.word("track"_L1, Need::Required, {u"stable"_s, u"latest"_s}));
}

} // namespace

SiteSettings readSiteSettings(StrictJson &json, SiteReading &reading)
{
    SiteSettings settings;
    readPort(json, reading, settings);
    if (json.has("arguments"_L1))
        settings.arguments = json.texts("arguments"_L1);
    if (json.has("models"_L1)) {
        settings.models.emplace();
        for (const QString &folder : json.texts("models"_L1))
            *settings.models += reading.beside(folder);
    }
    settings.environment = readEnvironment(json);
    for (const auto &[key, stored] :
         {std::pair{"output"_L1, u"outputFolder"_s}, std::pair{"input"_L1, u"inputFolder"_s},
          std::pair{"user"_L1, u"userFolder"_s}}) {
        const QString folder = json.text(key, Need::Optional);
        if (!folder.isEmpty())
            settings.folders.insert(stored, reading.beside(folder));
    }
    readChoices(json, settings);
    json.finish();
    return settings;
}

} // namespace portico
