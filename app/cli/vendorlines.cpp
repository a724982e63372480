// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/vendorlines.h"

#include "app/cli/terminal.h"
#include "core/vendoring/vendoredstore.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::VendorCommand)
};

} // namespace

QString vendoredLine(const VendoredState &state)
{
    QString line = u"%1  %2  %3  %4  %5"_s.arg(
        state.id, momentText(state.kept), state.install.name,
        Text::tr("%n files", nullptr, static_cast<int>(state.files.size())),
        sizeText(state.bytes()));
    if (!state.isFinished)
        line += u"  "_s + Text::tr("(not finished: keep it again)");
    else if (!state.lacks.isEmpty())
        line += u"  "_s
            + Text::tr("(%n parts are lacking)", nullptr, static_cast<int>(state.lacks.size()));
    return line;
}

QStringList lackLines(const QList<VendoredLack> &lacks)
{
    QStringList lines;
    for (const VendoredLack &lack : lacks) {
        lines += Text::tr("Not kept: %1, %2. %3")
                     .arg(vendoredKindText(lack.kind), lack.name, lack.why.message);
        if (!lack.why.nextStep.isEmpty())
            lines += u"  "_s + lack.why.nextStep;
    }
    return lines;
}

QJsonArray lacksJson(const QList<VendoredLack> &lacks)
{
    QJsonArray array;
    for (const VendoredLack &lack : lacks)
        array.append(toJson(lack));
    return array;
}

QJsonObject vendoredJson(const Library &library, const VendoredState &state)
{
    QJsonArray files;
    for (const VendoredFile &file : state.files)
        files.append(toJson(file));
    QJsonArray parts;
    for (const StatePart &part : state.parts)
        parts.append(toJson(part));
    return {{u"id"_s, state.id},
            {u"install"_s, state.install.id.toString()},
            {u"name"_s, state.install.name},
            {u"kept"_s, state.kept.toUTC().toString(Qt::ISODate)},
            {u"isFinished"_s, state.isFinished},
            {u"isWhole"_s, state.isWhole()},
            {u"folder"_s, vendoredFolder(library, state.id)},
            {u"manifest"_s, manifestHash(state.parts).toHex()},
            {u"parts"_s, parts},
            {u"files"_s, files},
            {u"lacks"_s, lacksJson(state.lacks)},
            {u"bytes"_s, state.bytes()}};
}

} // namespace portico::cli
