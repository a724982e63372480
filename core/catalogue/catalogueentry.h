// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/os.h"
#include "core/catalogue/teamtrack.h"
#include "core/hardware/accelerator.h"

#include <QDateTime>
#include <QList>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace portico {

/** One file of a bundle: the archive, or one volume of it. */
struct BundleFile
{
    QUrl url{};            ///< where it is fetched from, through the mirror if there is one
    QList<QUrl> mirrors{}; ///< other places with the same bytes
    QString name{};        ///< "ComfyUI_windows_portable_nvidia.7z"
    qint64 size = -1;      ///< bytes; -1: its publisher does not tell
    std::optional<Sha256> sha256{};

    friend bool operator==(const BundleFile &, const BundleFile &) = default;
};

/** One bundle that a person can install: a plain value. */
struct CatalogueEntry
{
    QString id{};           ///< "official/v0.38.0/nvidia": the same in every run and every Portico
    QString sourceId{};     ///< CatalogueSource::id() of its source
    QString name{};         ///< for people: "ComfyUI 0.38.0, official portable for NVIDIA"
    QString version{};      ///< the bundle's own: "v0.38.0", "v0.20.0-env1", "v1.2.0"
    QString comfyVersion{}; ///< "0.38.0"; empty where the source does not tell
    QDateTime date{};       ///< UTC
    QString notes{};        ///< Markdown of its publisher: untrusted, shown as plain text
    QUrl page{};            ///< to read more
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
    QString variant{}; ///< as its publisher names it: "nvidia_cu126", "linux-nvidia"
    /** Nothing where neither its publisher nor its name tells. */
    std::optional<Accelerator> accelerator{};
    QString pythonVersion{};   ///< empty where the source does not tell, as torchVersion
    QString torchVersion{};    ///< "2.10.0+cu130"
    QList<BundleFile> files{}; ///< in the order of their volumes; never empty
    bool isPrerelease = false;
    TeamTrack track = TeamTrack::None; ///< of a team's catalogue
    QStringList tags{};                ///< "stable-2026-11-22": that it was stable until then

    /** Bytes to download; -1 if one file does not tell. */
    qint64 size() const;
    /** Whether its publisher published a SHA-256 of every file; else it is shown as "not verified
     *  by its publisher". */
    bool hasPublishedHash() const;
    /** Whether its team lists it without offering it to people: not yet, or not any more. */
    bool isHeldBack() const;

    friend bool operator==(const CatalogueEntry &, const CatalogueEntry &) = default;
};

} // namespace portico
