// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace portico {

/** Where a token may be given on a computer without a keychain. */
struct TokenPlaces
{
    QString variable;   ///< "PORTICO_GITHUB_TOKEN"; with _FILE behind it: the name of a file
    QString credential; ///< "portico-github-token", a file of the service's credentials (systemd)
};

/** A token that came by another way than the keychain. */
struct GivenToken
{
    enum class Way {
        Variable,   ///< plain in the environment: programs of this user may read it there
        File,       ///< plain in a file that only this user may read
        Credential, ///< in the credentials that the system gave this service
    };

    QString token{};
    Way way = Way::Variable;
    QString place{}; ///< the variable's or the file's name
};

/**
 * The first that is there: variable, file, credential. Nothing where none is given. Errors, never
 * with the token: Refused (others may read or change the file), NotFound and the like, InvalidInput
 * (empty, or no token).
 */
Result<std::optional<GivenToken>> givenToken(const TokenPlaces &places);

/** The way as a sentence for people: it says that this is no keychain. */
QString givenTokenText(const GivenToken &given);

} // namespace portico
