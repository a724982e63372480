// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envrecord.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/isolation/envplaces.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace portico {

Result<> writeEnvRecord(const QString &place, const EnvRecord &record)
{
    return writeFileAtomically(
        envRecordFile(place),
        jsonToBytes({{u"schema"_s, 1},
                     {u"engine"_s, engineName(record.engine)},
                     {u"reason"_s, record.reason},
                     {u"name"_s, record.name},
                     {u"source"_s, record.source},
                     {u"python"_s, record.python},
                     {u"packages"_s, record.packages},
                     {u"bytes"_s, record.bytes},
                     {u"place"_s, record.place},
                     {u"leansOn"_s, record.leansOn},
                     {u"comfyEnvVersion"_s, record.comfyEnvVersion},
                     {u"tag"_s, record.tag},
                     {u"config"_s, record.config.toHex()},
                     {u"built"_s, record.built.toUTC().toString(Qt::ISODateWithMs)}}));
}

std::optional<EnvRecord> readEnvRecord(const QString &place)
{
    const Result<QJsonObject> object = readJsonObject(envRecordFile(place));
    if (!object || object->value("schema"_L1).toInt() != 1)
        return std::nullopt;
    const auto text = [&object](QLatin1StringView key) { return object->value(key).toString(); };
    return EnvRecord{.engine = text("engine"_L1) == "pixi"_L1 ? EnvEngine::Pixi : EnvEngine::Uv,
                     .reason = text("reason"_L1),
                     .name = text("name"_L1),
                     .source = text("source"_L1),
                     .python = text("python"_L1),
                     .packages = object->value("packages"_L1).toInt(),
                     .bytes = object->value("bytes"_L1).toInteger(),
                     .place = text("place"_L1),
                     .leansOn = text("leansOn"_L1),
                     .comfyEnvVersion = text("comfyEnvVersion"_L1),
                     .tag = text("tag"_L1),
                     .config = Sha256::fromHex(text("config"_L1)).value_or(Sha256()),
                     .built = QDateTime::fromString(text("built"_L1), Qt::ISODateWithMs)};
}

} // namespace portico
