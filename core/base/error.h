// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace portico {

/** What kind of failure it is: for decisions (retry? free disk? refuse?), never shown as such. */
enum class ErrorCode {
    Cancelled,        ///< the person asked for it; shown as nothing
    Usage,            ///< the request itself makes no sense
    InvalidInput,     ///< a document, setting or URL that cannot be understood
    NotFound,         ///< a file, install or address that is not there
    AlreadyExists,    ///< something is in the way and is not overwritten
    Busy,             ///< another Portico or session holds it; the message names the holder
    Refused,          ///< unsafe input: refused on purpose
    HashMismatch,     ///< the bytes are not the ones that were promised
    Unverified,       ///< a hash was demanded and there is none
    Unsupported,      ///< right in itself, but not for this computer or this version
    Corrupt,          ///< a damaged or incomplete file
    Network,          ///< the connection failed; another try may succeed
    HttpStatus,       ///< the server answered, but not with what was asked for
    Timeout,          ///< a wait reached its limit
    DiskFull,         ///< not enough space
    PermissionDenied, ///< the system does not allow it
    ReadOnly,         ///< the place cannot be written
    Io,               ///< any other failure of reading or writing
    ProcessFailed,    ///< a program could not be started, crashed or reported failure
    Internal,         ///< a promise of our own code was broken
};

/** The stable lower-case name used in JSON output and logs, such as "hash-mismatch". */
QString errorCodeName(ErrorCode code);

/** The code with that name; nothing if there is none. */
std::optional<ErrorCode> errorCodeFromName(QStringView name);

/**
 * A failure as a value.
 *
 * `message` is one translated sentence that says what failed, where and why. `nextStep` is one
 * translated sentence that says what to do now. `detail` is untranslated evidence for the log: a
 * URL without secrets, the system's own words, the end of a program's output.
 */
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QString nextStep;
    QString detail;

    /** The same error with a sentence of context put before its message. */
    [[nodiscard]] Error inContext(const QString &sentence) const;

    friend bool operator==(const Error &, const Error &) = default;
};

/** The error that every function returns when its CancelToken fired. */
Error cancelledError();

} // namespace portico
