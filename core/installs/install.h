// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/os.h"
#include "core/base/result.h"
#include "core/installs/track.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace portico {

/** The version of install.json that this program writes. */
inline constexpr int kInstallSchema = 1;

/** Which kind of bundle a generation was unpacked from. */
enum class BundleLayout {
    Anymatix,   ///< anymatix/python, anymatix/ComfyUI
    Official,   ///< python_embeded, ComfyUI (the official Windows portable)
    Standalone, ///< standalone-env, ComfyUI, manifest.json (Comfy-Org)
    Composed,   ///< python, ComfyUI, compose.json (put together by Portico)
    Plain,      ///< a ComfyUI folder with a virtual environment: adopted in place
};

QString layoutName(BundleLayout layout);
std::optional<BundleLayout> layoutFromName(QStringView name);

/** Where a generation came from. */
struct BundleOrigin
{
    QUrl url;                ///< without secrets
    Sha256 sha256;           ///< of the archive
    bool isVerified = false; ///< compared with a published hash before it was unpacked
    QString fileName;

    friend bool operator==(const BundleOrigin &, const BundleOrigin &) = default;
};

/** Choices of an install by hand that are only worth something with one accelerator. */
struct DeviceChoice
{
    QString accelerator{}; ///< as InstallSettings::accelerator
    QString gpus{};        ///< as InstallSettings::gpus

    friend bool operator==(const DeviceChoice &, const DeviceChoice &) = default;
};

/** One immutable unpacked state of an install's runtime. Paths are relative to the generation. */
struct Generation
{
    int number = 0;
    BundleLayout layout = BundleLayout::Anymatix;
    QString comfyFolder;  ///< holds main.py
    QString python;       ///< the interpreter
    QString comfyVersion; ///< "0.33.0", as read from the tree; empty if unknown
    QString pythonVersion;
    QString torchVersion; ///< with its local label, "2.10.0+cu130"; empty if there is none
    QString accelerator;  ///< "cuda 13.0", "rocm 7.2", "xpu", "mps", "cpu": as read from torch
    BundleOrigin origin;
    QDateTime created;
    QString layer{}; ///< its layer in the store; empty: none
    int view = 0;    ///< number of the install's own clone of it, see Library::viewFolder; 0: none
    bool isPinned = false; ///< the person wants it kept: no rule removes it
    /** Put away when it was left for a generation of another accelerator: see devicechoice.h. */
    std::optional<DeviceChoice> device{};

    friend bool operator==(const Generation &, const Generation &) = default;
};

/** What a click on Start does. */
enum class StartBehaviour { Start, StartAndOpen };

/** Where ComfyUI finds node packs, models, pictures and its users' files. */
enum class DataLayout {
    Separate, ///< in the data folder, by `--base-directory`
    Classic,  ///< the same, by links in ComfyUI's own folder: see datalayout.h
};
QString dataLayoutName(DataLayout layout); ///< "separate", "classic": stable in JSON
std::optional<DataLayout> dataLayoutFromName(QStringView name);

/** A person's choices for one install. */
struct InstallSettings
{
    QStringList arguments;              ///< further ComfyUI arguments, after Portico's own
    QMap<QString, QString> environment; ///< further variables of the child
    QString outputFolder;               ///< empty: the data folder's
    QString inputFolder;
    QString userFolder;
    QStringList modelFolders; ///< extra model roots
    StartBehaviour startBehaviour = StartBehaviour::Start;
    QString accelerator{}; ///< by hand: "cpu", "cuda 13.0"; empty: what its build is made for
    QString gpus{};        ///< by hand: "1", "0,2" or UUIDs, see gpupick.h; empty: all
    /** While it runs, its own pip and uv may add packages but replace none of the base. */
    bool guardBase = true;
    DataLayout layout = DataLayout::Separate;
    Track track = Track::Stable; ///< what an update without a version goes to

    friend bool operator==(const InstallSettings &, const InstallSettings &) = default;
};

/** One ComfyUI on this computer: the content of `install.json`. */
struct Install
{
    InstallId id;
    QString name;
    quint16 port = 8188;
    int currentGeneration = 0;
    QList<Generation> generations;
    QString adoptedFolder; ///< absolute; set when the install is someone's own folder, else empty
    InstallSettings settings;
    QDateTime created;
    QDateTime lastStart;
    QJsonObject unknown;         ///< keys of newer versions, written back untouched
    int schema = kInstallSchema; ///< of the file; greater than ours: read-only

    /** Written by a newer Portico: shown and started, never changed. */
    bool isReadOnly() const { return schema > kInstallSchema; }
    bool isAdopted() const { return !adoptedFolder.isEmpty(); }
    /** The current generation; null if install.json names one that is not listed. */
    const Generation *generation() const;

    friend bool operator==(const Install &, const Install &) = default;
};

QJsonObject toJson(const Install &install);

/**
 * Known keys are strict (type, range, known names), unknown ones are kept in `unknown`. `id` comes
 * from the folder's name, not from the file. Errors: Corrupt, naming the key.
 */
Result<Install> installFromJson(const InstallId &id, const QJsonObject &object);

} // namespace portico
