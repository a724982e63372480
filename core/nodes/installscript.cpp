// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/installscript.h"

#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/nodes/needline.h"
#include "core/nodes/nodepack.h"
#include "core/nodes/packrecords.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::InstallScript)
};

constexpr qint64 kMostBytes = 1 << 20;

} // namespace

QJsonObject toJson(const InstallScript &script)
{
    return {{u"path"_s, script.path},       {u"size"_s, script.size},
            {u"text"_s, script.text},       {u"sha256"_s, script.digest.toHex()},
            {u"problem"_s, script.problem}, {u"ranBefore"_s, script.ranBefore},
            {u"hasRun"_s, script.hasRun},   {u"needs"_s, QJsonArray::fromStringList(script.needs)}};
}

std::optional<InstallScript> readInstallScript(const NodePack &pack, const PackRecord *record)
{
    if (!pack.hasInstallScript || pack.kind == PackKind::File)
        return std::nullopt;
    const QFileInfo file(pack.folder + "/install.py"_L1);
    InstallScript script{.path = file.filePath(), .size = file.size()};
    if (file.isSymLink() || !file.isFile()) {
        script.problem = Text::tr("The install.py of “%1” is no file of its own, so it is not run.")
                             .arg(pack.name);
        return script;
    }
    const Result<QByteArray> bytes = readFile(script.path, kMostBytes);
    if (!bytes) {
        script.problem = script.size > kMostBytes
            ? Text::tr("The install.py of “%1” is too long to be shown, so it is not run.")
                  .arg(pack.name)
            : bytes.error().message;
        return script;
    }
    script.size = bytes->size();
    script.text = QString::fromUtf8(*bytes);
    script.digest = sha256Of(*bytes);
    script.ranBefore = record && !record->script.isNull() && record->script == script.digest;
    return script;
}

void addScriptNeeds(PackNeeds &needs, const QStringList &texts)
{
    for (const QString &text : texts) {
        NeedLine read = readNeedLine(text);
        const bool isKnown =
            std::any_of(needs.needs.begin(), needs.needs.end(),
                        [&](const PackNeed &need) { return need.text == read.need.text; });
        if (read.kind != NeedLine::Kind::Need || isKnown)
            continue;
        read.need.place = u"install.py"_s;
        needs.needs += read.need;
    }
}

QStringList scriptNeedsBeside(const PackNeeds &needs, const QStringList &texts)
{
    QStringList others;
    for (const QString &text : texts) {
        const QString name = readNeedLine(text).need.name;
        const bool isNamed = std::any_of(needs.needs.begin(), needs.needs.end(),
                                         [&](const PackNeed &need) { return need.name == name; });
        if (!isNamed)
            others += text;
    }
    return others;
}

} // namespace portico
