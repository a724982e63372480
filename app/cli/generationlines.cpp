// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/generationlines.h"

#include "app/cli/terminal.h"
#include "core/base/lists.h"
#include "core/updates/listgenerations.h"
#include "core/updates/switchgeneration.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::GenerationLines)
};

/** What differs between two generations: "ComfyUI 0.33.0 → 0.34.0". */
QStringList differences(const Generation &before, const Generation &after)
{
    const std::tuple<QString, QString, QString> parts[] = {
        {u"ComfyUI"_s, before.comfyVersion, after.comfyVersion},
        {u"torch"_s, before.torchVersion, after.torchVersion},
        {u"Python"_s, before.pythonVersion, after.pythonVersion},
        {Text::tr("layer"), before.layer, after.layer},
    };
    QStringList lines;
    for (const auto &[name, from, to] : parts) {
        if (from != to)
            lines += u"%1  %2 → %3"_s.arg(name, from.isEmpty() ? u"–"_s : from,
                                          to.isEmpty() ? u"–"_s : to);
    }
    return lines;
}

QStringList marksOf(const GenerationKeepers &keepers)
{
    QStringList marks;
    if (keepers.isCurrent)
        marks += Text::tr("current");
    if (keepers.isPinned)
        marks += Text::tr("pinned");
    marks += keepers.snapshots;
    if (!keepers.isKept())
        marks += Text::tr("“porticoctl clean” may remove it");
    return marks;
}

} // namespace

QString generationText(const Generation &generation)
{
    QStringList parts;
    if (!generation.comfyVersion.isEmpty())
        parts += u"ComfyUI "_s + generation.comfyVersion;
    if (!generation.torchVersion.isEmpty())
        parts += u"torch "_s + generation.torchVersion;
    if (!generation.pythonVersion.isEmpty())
        parts += u"Python "_s + generation.pythonVersion;
    return listed(parts);
}

QJsonObject generationJson(const Generation &generation)
{
    return {{u"number"_s, generation.number},
            {u"layout"_s, layoutName(generation.layout)},
            {u"comfyVersion"_s, generation.comfyVersion},
            {u"torchVersion"_s, generation.torchVersion},
            {u"pythonVersion"_s, generation.pythonVersion},
            {u"accelerator"_s, generation.accelerator},
            {u"layer"_s, generation.layer},
            {u"created"_s, generation.created.toUTC().toString(Qt::ISODate)},
            {u"pinned"_s, generation.isPinned}};
}

QJsonObject generationJson(const GenerationRow &row)
{
    QJsonObject json = generationJson(row.generation);
    json.insert(u"commit"_s, row.commit);
    json.insert(u"current"_s, row.keepers.isCurrent);
    json.insert(u"kept"_s, row.keepers.isKept());
    json.insert(u"keptBy"_s, QJsonArray::fromStringList(row.keepers.snapshots));
    json.insert(u"whole"_s, row.isWhole);
    json.insert(u"bytes"_s, row.bytes);
    return json;
}

QStringList generationLines(const GenerationRow &row)
{
    const Generation &generation = row.generation;
    const QString date = momentText(generation.created);
    QString what = generationText(generation);
    if (!row.commit.isEmpty())
        what += u" ("_s + row.commit.left(10) + u')';
    QStringList lines{u"%1  %2  %3  %4"_s.arg(QString::number(generation.number).rightJustified(3),
                                              date, sizeText(row.bytes).rightJustified(10), what)};
    if (!generation.layer.isEmpty())
        lines += QString(5, u' ') + Text::tr("layer %1").arg(generation.layer);
    if (const QStringList marks = marksOf(row.keepers); !marks.isEmpty())
        lines += QString(5, u' ') + listed(marks);
    if (!row.isWhole)
        lines += QString(5, u' ') + Text::tr("Its files are not all there: it cannot be used.");
    return lines;
}

QJsonObject switchJson(const GenerationSwitch &outcome)
{
    QJsonObject json{{u"install"_s, outcome.install.id.toString()},
                     {u"before"_s, outcome.before},
                     {u"generation"_s, outcome.install.currentGeneration},
                     {u"changed"_s, outcome.before != outcome.install.currentGeneration},
                     {u"remarks"_s, QJsonArray::fromStringList(outcome.remarks)}};
    if (const Generation *const now = outcome.install.generation())
        json.insert(u"now"_s, generationJson(*now));
    return json;
}

QStringList switchLines(const GenerationSwitch &outcome)
{
    const Install &install = outcome.install;
    if (outcome.before == install.currentGeneration)
        return {Text::tr("“%1” already is at generation %2: nothing was changed.")
                    .arg(install.name)
                    .arg(outcome.before)};
    QStringList lines{Text::tr("“%1” went from generation %2 to %3.")
                          .arg(install.name)
                          .arg(outcome.before)
                          .arg(install.currentGeneration)};
    const Generation *const before = findGeneration(install, outcome.before);
    if (before)
        lines += differences(*before, *install.generation());
    return lines + outcome.remarks;
}

} // namespace portico::cli
