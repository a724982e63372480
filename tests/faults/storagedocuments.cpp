// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"
#include "core/io/documentfile.h"
#include "core/io/file.h"
#include "core/io/ioerror.h"
#include "core/io/json.h"
#include "core/settings/settingsstore.h"
#include "tests/faults/storageop.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace portico::storageop {

namespace {

// ---- a document, as install.json is one ----

/** For a power cut it lies on another disk, and there may be more rounds. */
QString saidPath(const QString &folder)
{
    return qEnvironmentVariable("STORAGEOP_SAID", folder + u"/said"_s);
}

Result<> runDocument(const QString &folder)
{
    for (int round = 1; round <= rounds(); ++round) {
        if (const Result<> written = writeRound(folder, round); !written)
            return written;
        QFile said(saidPath(folder)); // what a person was told is saved
        if (!said.open(QIODevice::WriteOnly | QIODevice::Unbuffered | QIODevice::Append)
            || said.write("x") != 1)
            return fileError(FileAct::Write, said);
    }
    return {};
}

Result<> checkDocument(const QString &folder)
{
    const Result<int> round = readRound(folder);
    if (!round)
        return round.error();
    const qint64 said = QFileInfo(saidPath(folder)).size();
    if (*round < said || *round > said + 1)
        return wrong(u"round %1 on disk, but %2 was told"_s.arg(*round).arg(said));
    if (const Result<> written = writeRound(folder, *round + 1); !written)
        return written;
    return onlyThese(folder, {u"install.json"_s, u"install.json.previous"_s, u"said"_s});
}

// ---- a document that is damaged on disk ----

constexpr auto kDamaged = "{\"schema\": 1, \"round\": 2, \"te";

QByteArray goodDocument()
{
    return jsonToBytes({{u"schema"_s, 1}, {u"round"_s, 1}, {u"text"_s, textFor(1)}});
}

Result<> prepareRepair(const QString &folder)
{
    if (const Result<> written =
            writeFileAtomically(folder + u"/install.json.previous"_s, goodDocument());
        !written)
        return written;
    return writeFileAtomically(folder + u"/install.json"_s, kDamaged);
}

Result<> runRepair(const QString &folder)
{
    const Result<LoadedDocument> loaded = document(folder).load();
    if (!loaded)
        return loaded.error();
    QJsonObject content = loaded->content;
    content[u"repaired"_s] = true;
    return document(folder).save(content);
}

Result<> checkRepair(const QString &folder)
{
    const Result<LoadedDocument> loaded = document(folder).load();
    if (!loaded)
        return loaded.error();
    if (loaded->content.value("text"_L1).toString() != textFor(1))
        return wrong(u"the good copy is gone"_s);
    const QDir place(folder);
    const QStringList bad = place.entryList({u"install.json.bad-*"_s}, QDir::Files);
    const bool isReplaced = loaded->origin == LoadedDocument::Origin::File;
    if (isReplaced && bad.size() != 1)
        return wrong(u"the damaged file was not kept"_s);
    QStringList allowed{u"install.json"_s, u"install.json.previous"_s};
    for (const QString &name : bad) {
        const Result<QByteArray> kept = readFile(place.filePath(name), 1000);
        if (!kept || *kept != kDamaged)
            return wrong(u"the damaged file was changed"_s);
        allowed += name;
    }
    return onlyThese(folder, allowed);
}

// ---- the settings ----

Result<> runSettings(const QString &folder)
{
    const SettingsFile file(folder);
    for (int round = 1; round <= rounds(); ++round) {
        SettingsChange change;
        change.values[settings::kLibraryRoot.key] = textFor(round);
        if (const Result<QJsonObject> merged = file.merge(change, {}); !merged)
            return merged.error();
    }
    SettingsStore store(folder); // the same by way of its worker thread
    store.set(settings::kLibraryRoot, textFor(rounds() + 1));
    return store.save({});
}

Result<> checkSettings(const QString &folder)
{
    SettingsStore store(folder);
    if (store.problem())
        return *store.problem();
    const QString root = store.get(settings::kLibraryRoot);
    bool isKnown = root.isEmpty();
    for (int round = 1; round <= rounds() + 1; ++round)
        isKnown = isKnown || root == textFor(round);
    if (!isKnown)
        return wrong(u"a setting is neither old nor new"_s);
    const Result<QJsonObject> onDisk = readJsonObject(store.filePath());
    if (!onDisk || onDisk->value("fromTheFuture"_L1).toString() != "kept"_L1)
        return wrong(u"an unknown key is gone"_s);
    store.set(settings::kTheme, Theme::Dark);
    if (const Result<> saved = store.save({}); !saved)
        return saved;
    return onlyThese(folder,
                     {u"settings.json"_s, u"settings.json.previous"_s, u"settings.json.lock"_s});
}

Result<> prepareSettings(const QString &folder)
{
    return writeFileAtomically(folder + u"/settings.json"_s,
                               "{\"schema\": 1, \"fromTheFuture\": \"kept\"}\n");
}

} // namespace

Operations documentOperations()
{
    return {
        {u"document"_s, {prepareNothing, runDocument, checkDocument}},
        {u"repair"_s, {prepareRepair, runRepair, checkRepair}},
        {u"settings"_s, {prepareSettings, runSettings, checkSettings}},
    };
}

} // namespace portico::storageop
