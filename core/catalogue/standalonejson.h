// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace portico {

/** One release of one variant, as Comfy-Org's build publishes it. */
struct StandaloneRelease
{
    QString variant{};      ///< "linux-nvidia"
    QString tag{};          ///< "v0.20.0-env1"
    QString comfyVersion{}; ///< "v0.20.0"; a branch's name for odd builds
    QString comfyCommit{};
    QDateTime date{};
    QString file{}; ///< "comfyui-standalone-linux-nvidia-v0.20.0-env1.7z"
    qint64 size = -1;
    QString pythonVersion{};
    QString torchVersion{};
};

/** `latest.json`: `{variant: release}`. Entries with unsafe or missing parts are left out. */
Result<QList<StandaloneRelease>> standaloneLatestFromJson(const QByteArray &bytes);

/** `<variant>/releases.json`: `{"releases": […]}`, newest first. */
Result<QList<StandaloneRelease>> standaloneReleasesFromJson(const QByteArray &bytes,
                                                            const QString &variant);

/** `<variant>/<tag>/manifest.json`, also inside the archive: what one build was made of. */
struct StandaloneManifest
{
    QString variant{};
    QString tag{};
    QString comfyRef{};
    QString comfyCommit{};
    QString pythonVersion{};
    QString torchVersion{};
    QString torchvisionVersion{};
    QString torchaudioVersion{};
    QString uvVersion{};
    QString pythonBuild{}; ///< release of python-build-standalone
    QDateTime date{};
};

Result<StandaloneManifest> standaloneManifestFromJson(const QByteArray &bytes);

/** The manifest as notes for people: Markdown. */
QString notesOf(const StandaloneManifest &manifest);

} // namespace portico
