// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueentry.h"

#include <QJsonObject>
#include <QStringList>

namespace portico {

/** The writing side of teamjson.h: what it says is read back by teamCatalogueFromJson(). Pure. */

/** A catalogue without a bundle, which it cannot stay. */
QJsonObject newTeamDocument(const QString &id, const QString &title);

/** One entry as it stands in a document. Its id is the bundle's own, without "team/…/"; addresses
 *  may be relative to the document. */
QJsonObject teamEntryToJson(const CatalogueEntry &entry);

/** The document with this entry at the end, and without those ids. All else stays as it is, also
 *  keys that nobody here knows. */
QJsonObject withTeamEntry(QJsonObject document, const QJsonObject &entry,
                          const QStringList &without);

/** A word that may be an id: other characters become '-'. */
QString teamWord(const QString &text);

} // namespace portico
