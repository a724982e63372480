// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace portico::app {

/**
 * A link that a web page or a message may hold:
 *
 *   portico://install?bundle=official/v0.38.0/nvidia   a build of the catalogue
 *   portico://install?bundle=https://example.org/b.zip a bundle on the internet, by https only
 *   portico://open?install=Studio                      an install, by its name or id
 *
 * Whoever wrote it is not trusted: it can only make the window ask.
 */
struct PorticoLink
{
    enum class Act { Install, Open };

    Act act = Act::Install;
    QString what{}; ///< Install: the id in the catalogue, empty for an address. Open: the name
    QUrl address{}; ///< Install: of the bundle; else empty

    friend bool operator==(const PorticoLink &, const PorticoLink &) = default;
};

/** Whether it is meant as such a link at all. */
bool isPorticoLink(const QString &text);

/** Reads one. InvalidInput: not one of the forms above; Refused: an address that is not https, or
 *  letters that could make it look like another. Pure. */
Result<PorticoLink> porticoLinkFrom(const QString &text);

} // namespace portico::app
