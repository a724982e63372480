// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace portico {

/** How the import of one node pack went, as the log of a start tells. */
struct PackReport
{
    QString pack; ///< its folder's or file's name: NodePack::name of an enabled pack
    QString path; ///< as ComfyUI wrote it
    std::optional<double> seconds{}; ///< of its import; nothing: ComfyUI never told
    bool failed = false;             ///< IMPORT FAILED, or its start script failed
    QString cause{};                 ///< "No module named 'cv2'"; empty: it did not fail
    QString module{};                ///< the Python module that is missing
    QString distribution{};          ///< the package to install for it

    friend bool operator==(const PackReport &, const PackReport &) = default;
};

QJsonObject toJson(const PackReport &report);

/** "Impact-Pack" of ".../custom_nodes/Impact-Pack/__init__.py", with either slash; the last part of
 *  a path that has no custom_nodes. */
QString packOfPath(const QString &path);

} // namespace portico
