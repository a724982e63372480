// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/isolationmark.h"

#include "core/io/json.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kSchema = 1;

bool isInside(const QString &path)
{
    return !path.isEmpty() && QDir::isRelativePath(path) && QDir::cleanPath(path) == path
        && path != ".."_L1 && path != "."_L1 && !path.startsWith("../"_L1);
}

QStringList textsIn(const QJsonObject &object, QLatin1StringView key)
{
    QStringList texts;
    const QJsonArray list = object.value(key).toArray();
    for (const auto &text : list)
        texts += text.toString();
    return texts;
}

} // namespace

QString isolationMarkName()
{
    return u"portico-isolated.json"_s;
}

QJsonObject toJson(const IsolationMark &mark)
{
    return {{u"schema"_s, kSchema},
            {u"files"_s, mark.files},
            {u"comfyEnv"_s, mark.comfyEnv},
            {u"record"_s, mark.record},
            {u"leftOut"_s, QJsonArray::fromStringList(mark.leftOut)},
            {u"losses"_s, QJsonArray::fromStringList(mark.losses)}};
}

std::optional<IsolationMark> readIsolationMark(const QString &folder)
{
    const QString file = folder + u'/' + isolationMarkName();
    if (!QFileInfo(file).isFile())
        return std::nullopt;
    const Result<QJsonObject> object = readJsonObject(file);
    if (!object || object->value("schema"_L1).toInt() != kSchema)
        return std::nullopt;
    IsolationMark mark{.files = object->value("files"_L1).toString(),
                       .comfyEnv = object->value("comfyEnv"_L1).toString(),
                       .record = object->value("record"_L1).toObject()};
    mark.leftOut = textsIn(*object, "leftOut"_L1);
    mark.losses = textsIn(*object, "losses"_L1);
    return isInside(mark.files) ? std::optional(mark) : std::nullopt;
}

} // namespace portico
