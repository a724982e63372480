// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/snapshot.h"
#include "core/snapshots/stateparts.h"

namespace portico {

/** What a file is that a state of an install is kept for offline with. */
enum class VendoredKind {
    Runtime,     ///< a generation: ComfyUI, its git objects, Python and the packages of the base
    Pack,        ///< a node pack, with its git objects
    Wheel,       ///< of the layer
    Environment, ///< an isolated one
    Tool,        ///< the program that puts a layer together
};
QString vendoredKindName(VendoredKind kind); ///< "runtime", "pack", ...: stable in JSON
QString vendoredKindText(VendoredKind kind); ///< "node pack", ...: for people
std::optional<VendoredKind> vendoredKindFromName(const QString &name);

/** One file of the store. */
struct VendoredFile
{
    VendoredKind kind = VendoredKind::Wheel;
    QString name{}; ///< of the pack, package, ...
    QString path{}; ///< relative to the library's store, with '/': "wheels/<sha256>/<name>.whl"
    Sha256 sha256{};
    qint64 bytes = 0;

    friend bool operator==(const VendoredFile &, const VendoredFile &) = default;
};

/** What could not be kept. */
struct VendoredLack
{
    VendoredKind kind = VendoredKind::Wheel;
    QString name{};
    Error why{};
};

/**
 * A state of an install that is kept for offline: all that a rebuild of it needs lies in the
 * library's store, whatever becomes of the install and of where its parts came from.
 *
 *     store/vendored/<id>/vendored.json     this, written last
 *     store/vendored/<id>/SHA256SUMS        the same files for `sha256sum -c`, run in that folder
 *     store/vendored/files/<sha256>/<name>  archives: a generation, a node pack, an environment
 *     store/vendored/made/<key>.json        which archive was made of what: none is made twice
 *     store/wheels/<sha256>/<name>.whl      wheels, as layers are built from
 *
 * It stays until a person lets it go.
 */
struct VendoredState
{
    QString id{};      ///< "<install>-<short id of the snapshot>"
    Install install{}; ///< as it was, with the one generation
    SnapshotContent content{};
    QDateTime kept{};
    bool isFinished = false; ///< no: keeping it was interrupted and can go on
    QList<StatePart> parts{};
    QList<VendoredFile> files{};
    QList<VendoredLack> lacks{};

    qint64 bytes() const;
    /** Everything that a rebuild needs is there. */
    bool isWhole() const { return isFinished && lacks.isEmpty(); }
};

QJsonObject toJson(const VendoredFile &file);
QJsonObject toJson(const VendoredLack &lack);
QJsonObject toJson(const VendoredState &state);

/** Errors: Corrupt naming the file; Unsupported of a newer Portico. Pure. */
Result<VendoredState> vendoredStateFromJson(const QString &id, const QJsonObject &object);

/** SHA256SUMS: a line "<sha256>  <path>" each, relative to the state's folder. Pure. */
QByteArray sumsOf(const VendoredState &state);

} // namespace portico
