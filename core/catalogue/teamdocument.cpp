// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/teamdocument.h"

#include "core/catalogue/teamjson.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

void insertText(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

QJsonObject fileToJson(const BundleFile &file)
{
    QJsonObject object{{u"url"_s, file.url.toString(QUrl::FullyEncoded)}};
    if (file.url.fileName() != file.name)
        insertText(object, u"name"_s, file.name);
    if (file.size > 0)
        object.insert(u"size"_s, file.size);
    if (file.sha256)
        object.insert(u"sha256"_s, file.sha256->toHex());
    return object;
}

} // namespace

QString teamWord(const QString &text)
{
    static const QRegularExpression other(u"[^A-Za-z0-9._+-]+"_s);
    static const QRegularExpression first(u"^[^A-Za-z0-9]+"_s);
    const QString word = QString(text).replace(other, u"-"_s).remove(first).left(100);
    return word.isEmpty() ? u"bundles"_s : word;
}

QJsonObject newTeamDocument(const QString &id, const QString &title)
{
    return {{u"schema"_s, kTeamCatalogueSchema},
            {u"id"_s, teamWord(id)},
            {u"name"_s, title.simplified().left(200)},
            {u"bundles"_s, QJsonArray()}};
}

QJsonObject teamEntryToJson(const CatalogueEntry &entry)
{
    QJsonArray files;
    for (const BundleFile &file : entry.files)
        files.append(fileToJson(file));
    QJsonObject object{
        {u"id"_s, entry.id},
        {u"name"_s, entry.name},
        {u"comfyVersion"_s, entry.comfyVersion},
        {u"os"_s, osName(entry.os)},
        {u"architecture"_s, architectureName(entry.architecture)},
        {u"accelerator"_s, entry.accelerator ? entry.accelerator->text() : QString()},
        {u"files"_s, files}};
    insertText(object, u"version"_s, entry.version);
    insertText(object, u"notes"_s, entry.notes);
    insertText(object, u"page"_s, entry.page.toString());
    insertText(object, u"variant"_s, entry.variant);
    insertText(object, u"pythonVersion"_s, entry.pythonVersion);
    insertText(object, u"torchVersion"_s, entry.torchVersion);
    insertText(object, u"track"_s, teamTrackName(entry.track));
    if (!entry.tags.isEmpty())
        object.insert(u"tags"_s, QJsonArray::fromStringList(entry.tags));
    if (entry.date.isValid())
        object.insert(u"date"_s, entry.date.toUTC().toString(Qt::ISODate));
    return object;
}

QJsonObject withTeamEntry(QJsonObject document, const QJsonObject &entry,
                          const QStringList &without)
{
    QJsonArray bundles;
    for (const auto &bundle : document.value("bundles"_L1).toArray()) {
        if (!without.contains(bundle.toObject().value("id"_L1).toString()))
            bundles.append(bundle);
    }
    bundles.append(entry);
    document.insert(u"bundles"_s, bundles);
    return document;
}

} // namespace portico
