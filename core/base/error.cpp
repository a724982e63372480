// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/error.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Error)
};

struct NamedCode
{
    ErrorCode code;
    QLatin1StringView name;
};

constexpr std::array kNames{
    NamedCode{ErrorCode::Cancelled, "cancelled"_L1},
    NamedCode{ErrorCode::Usage, "usage"_L1},
    NamedCode{ErrorCode::InvalidInput, "invalid-input"_L1},
    NamedCode{ErrorCode::NotFound, "not-found"_L1},
    NamedCode{ErrorCode::AlreadyExists, "already-exists"_L1},
    NamedCode{ErrorCode::Busy, "busy"_L1},
    NamedCode{ErrorCode::Refused, "refused"_L1},
    NamedCode{ErrorCode::HashMismatch, "hash-mismatch"_L1},
    NamedCode{ErrorCode::Unverified, "unverified"_L1},
    NamedCode{ErrorCode::Unsupported, "unsupported"_L1},
    NamedCode{ErrorCode::Corrupt, "corrupt"_L1},
    NamedCode{ErrorCode::Network, "network"_L1},
    NamedCode{ErrorCode::HttpStatus, "http-status"_L1},
    NamedCode{ErrorCode::Timeout, "timeout"_L1},
    NamedCode{ErrorCode::DiskFull, "disk-full"_L1},
    NamedCode{ErrorCode::PermissionDenied, "permission-denied"_L1},
    NamedCode{ErrorCode::ReadOnly, "read-only"_L1},
    NamedCode{ErrorCode::Io, "io"_L1},
    NamedCode{ErrorCode::ProcessFailed, "process-failed"_L1},
    NamedCode{ErrorCode::Internal, "internal"_L1},
};

} // namespace

QString errorCodeName(ErrorCode code)
{
    for (const NamedCode &named : kNames) {
        if (named.code == code)
            return named.name;
    }
    return u"internal"_s;
}

std::optional<ErrorCode> errorCodeFromName(QStringView name)
{
    for (const NamedCode &named : kNames) {
        if (name == named.name)
            return named.code;
    }
    return std::nullopt;
}

Error Error::inContext(const QString &sentence) const
{
    Error error = *this;
    error.message = sentence + u' ' + message;
    return error;
}

Error cancelledError()
{
    return {.code = ErrorCode::Cancelled,
            .message = Text::tr("Cancelled."),
            .nextStep = {},
            .detail = {}};
}

} // namespace portico
