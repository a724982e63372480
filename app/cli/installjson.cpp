// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/installjson.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::InstallJson)
};

} // namespace

QJsonObject installJson(const Library &library, const Install &install)
{
    QJsonObject object{
        {u"id"_s, install.id.toString()},
        {u"name"_s, install.name},
        {u"port"_s, install.port},
        {u"adopted"_s, install.isAdopted()},
        {u"folder"_s, library.runtimeFolder(install)},
        {u"data"_s, install.isAdopted() ? install.adoptedFolder : library.dataFolder(install.id)},
        {u"created"_s, install.created.toString(Qt::ISODate)},
        {u"lastStart"_s, install.lastStart.toString(Qt::ISODate)},
    };
    if (!install.settings.accelerator.isEmpty())
        object.insert(u"acceleratorSetting"_s, install.settings.accelerator);
    if (!install.settings.gpus.isEmpty())
        object.insert(u"gpu"_s, install.settings.gpus);
    if (!install.isAdopted()) {
        object.insert(u"dataLayout"_s, dataLayoutName(install.settings.layout));
        object.insert(u"track"_s, trackName(install.settings.track));
    }
    if (const Generation *generation = install.generation()) {
        object.insert(u"layout"_s, layoutName(generation->layout));
        object.insert(u"comfyVersion"_s, generation->comfyVersion);
        object.insert(u"pythonVersion"_s, generation->pythonVersion);
        object.insert(u"torchVersion"_s, generation->torchVersion);
        object.insert(u"accelerator"_s, generation->accelerator);
        object.insert(u"sha256"_s, generation->origin.sha256.toHex());
        object.insert(u"verified"_s, generation->origin.isVerified);
        object.insert(u"origin"_s, generation->origin.url.toString());
    }
    return object;
}

QString stateWord(SessionState state)
{
    switch (state) {
    case SessionState::Stopped:
        return Text::tr("stopped");
    case SessionState::Starting:
        return Text::tr("starting");
    case SessionState::Ready:
        return Text::tr("running");
    case SessionState::Stopping:
        return Text::tr("stopping");
    case SessionState::Crashed:
        return Text::tr("crashed");
    }
    return {};
}

} // namespace portico::cli
