// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/uvfailure.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UvFailure)
};

/** uv's words, with the spaces and line breaks of its layout taken out. */
struct Words
{
    QString text;

    bool have(std::initializer_list<QLatin1StringView> parts) const
    {
        return std::any_of(parts.begin(), parts.end(), [this](QLatin1StringView part) {
            return text.contains(part, Qt::CaseInsensitive);
        });
    }
    QString captured(const QString &pattern) const
    {
        return QRegularExpression(pattern).match(text).captured(1);
    }
    /** The host of the address that failed; a word for it where none is told. */
    QString host() const
    {
        const QString address = captured(
            uR"re((?:Failed to fetch: |Failed to download `|for url \()(https?://[^\s`)]+))re"_s);
        const QString host = QUrl(address).host();
        return host.isEmpty() ? Text::tr("the package index") : host;
    }
};

Error make(ErrorCode code, const QString &message, const QString &nextStep)
{
    return {.code = code, .message = message, .nextStep = nextStep, .detail = {}};
}

std::optional<Error> connectionFailure(const Words &words)
{
    const QString host = words.host();
    if (words.have({"invalid peer certificate"_L1, "UnknownIssuer"_L1, "certificate verify"_L1}))
        return make(ErrorCode::Refused, Text::tr("The certificate of %1 is not trusted.").arg(host),
                    Text::tr("If your network inspects connections, name its certificate authority "
                             "in the network settings."));
    const int status =
        words.captured(uR"re(HTTP status (?:client|server) error \((\d{3}))re"_s).toInt();
    if (status == 401 || status == 403 || words.have({"lack of valid authentication"_L1}))
        return make(ErrorCode::PermissionDenied, Text::tr("%1 does not let you in.").arg(host),
                    Text::tr("Check the address of the index and its login in the network "
                             "settings."));
    if (status == 407 || words.have({"proxy authorization required"_L1}))
        return make(ErrorCode::PermissionDenied,
                    Text::tr("The proxy refused the way to %1.").arg(host),
                    Text::tr("Check the proxy and its login in the network settings."));
    if (status != 0)
        return make(ErrorCode::HttpStatus,
                    Text::tr("%1 answered with status %2.").arg(host).arg(status),
                    Text::tr("Try again later, or set another index in the network settings."));
    if (words.have({"dns error"_L1, "failed to lookup address"_L1}))
        return make(ErrorCode::Network,
                    Text::tr("%1 cannot be found: there is no such host, or no network.").arg(host),
                    Text::tr("Check your connection, and the index in the network settings."));
    if (words.have({"error sending request"_L1, "connect error"_L1, "Connection refused"_L1,
                    "connection closed"_L1, "error reading a body"_L1, "error decoding response"_L1,
                    "operation timed out"_L1, "timed out"_L1, "end of file before message"_L1,
                    "Missing `Content-Type`"_L1, "Request failed after"_L1}))
        return make(
            ErrorCode::Network, Text::tr("The connection to %1 failed.").arg(host),
            Text::tr("Check your connection and try again: what has been fetched is kept."));
    return std::nullopt;
}

/** "Because only tinymath<=2.0 is available and you require tinymath>=3, we can conclude …". */
QString because(const Words &words)
{
    QString reason = words.captured(uR"re((Because .*?), we can conclude)re"_s);
    if (reason.isEmpty())
        reason = words.captured(uR"re((Because .*?\.)(?: |$))re"_s);
    constexpr qsizetype longest = 400;
    return reason.size() > longest ? reason.left(longest) + u'…' : reason;
}

Error noSolution(const Words &words)
{
    const QString reason = because(words);
    const QString missing = words.captured(uR"re((\S+) was not found in the package registry)re"_s);
    if (words.have({"missing an upload date"_L1}))
        return make(ErrorCode::Unsupported,
                    Text::tr("The package index does not tell when packages were uploaded, so "
                             "those of a date cannot be chosen."),
                    Text::tr("Use the newest packages, or an index that tells."));
    if (!missing.isEmpty())
        return make(
            ErrorCode::NotFound, Text::tr("The package index has no package “%1”.").arg(missing),
            Text::tr("Check the index in the network settings, or choose another version."));
    if (words.have({"no wheels with a matching"_L1, "has no wheels"_L1, "no usable wheels"_L1}))
        return make(
            ErrorCode::Unsupported,
            Text::tr("A package has no build for this Python or this computer. %1").arg(reason),
            Text::tr("Choose another Python version, or allow building from source."));
    return make(ErrorCode::Unsupported,
                Text::tr("No versions of the packages go together. %1").arg(reason),
                Text::tr("Choose another version of ComfyUI or of Python, or packages of another "
                         "date."));
}

Error judged(const Words &words)
{
    if (words.have({"No space left on device"_L1, "os error 28)"_L1, "os error 112)"_L1}))
        return make(ErrorCode::DiskFull,
                    Text::tr("The disk became full while packages were put in."),
                    Text::tr("Free some space and try again: what has been fetched is kept."));
    if (words.have({"Hash mismatch for"_L1})) {
        const QString package = words.captured(uR"re(Hash mismatch for `([^`]+)`)re"_s);
        return make(
            ErrorCode::HashMismatch,
            Text::tr("%1 is not the file that was promised: its SHA-256 differs.").arg(package),
            Text::tr("Try again; if it stays so, do not trust this index, and use another."));
    }
    if (words.have({"No solution found"_L1})) {
        // An index that cannot be asked makes uv say that a package is not there.
        if (words.have({"lack of valid authentication"_L1}))
            return *connectionFailure(words);
        return noSolution(words);
    }
    if (const auto failure = connectionFailure(words))
        return *failure;
    if (words.have({"No download found for request"_L1, "No interpreter found for"_L1}))
        return make(ErrorCode::NotFound, Text::tr("There is no such Python to be had."),
                    Text::tr("Choose another Python version, such as 3.12."));
    return make(ErrorCode::ProcessFailed, Text::tr("uv failed and gave a reason of its own."),
                Text::tr("Look at the job's log for uv's words."));
}

} // namespace

Error uvFailure(const QString &words)
{
    Error error = judged({words.simplified()});
    error.detail = words.trimmed();
    return error;
}

} // namespace portico
