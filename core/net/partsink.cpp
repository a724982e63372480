// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/partsink.h"

#include "core/net/nettrouble.h"
#include "core/net/parttrouble.h"
#include "core/platform/fileerror.h"

#include <QStorageInfo>

#include <utility>

namespace portico {

namespace {

using namespace Qt::StringLiterals;
using Kind = TransferEnd::Kind;

bool isPassing(int status)
{
    return status == 408 || status == 425 || status == 429 || status == 500 || status == 502
        || status == 503 || status == 504;
}

} // namespace

void SharedTransfer::setVersion(const Version &version)
{
    const std::lock_guard lock(m_mutex);
    m_version = version;
}

std::optional<SharedTransfer::Version> SharedTransfer::version() const
{
    const std::lock_guard lock(m_mutex);
    return m_version;
}

PartSink::PartSink(PartialFile &part, PartLedger::Claim &claim, const PartExpectation &expected,
                   SharedTransfer &shared, bool askedForRange, CancelToken cancel)
    : m_part(part)
    , m_claim(claim)
    , m_expected(expected)
    , m_shared(shared)
    , m_askedForRange(askedForRange)
    , m_cancel(std::move(cancel))
{ }

Error PartSink::stop(Kind kind, const Error &error, std::chrono::milliseconds wait)
{
    m_end = TransferEnd{kind, error, wait};
    return error;
}

Result<ByteSink::Want> PartSink::begin(const HttpReply &reply)
{
    m_url = reply.url;
    if (reply.status != 200 && reply.status != 206)
        return beginOther(reply);
    if (m_expected.isArchive && reply.header("Content-Type").toLower().startsWith("text/html"))
        return stop(Kind::Failed, webPageError(reply.url));
    if (const Result<> plain = checkCoding(reply); !plain)
        return stop(Kind::Failed, plain.error());
    return reply.status == 200 ? beginWhole(reply) : beginRange(reply);
}

// The whole file. To a request for a range this says: it has changed, or there are no ranges here.
Result<ByteSink::Want> PartSink::beginWhole(const HttpReply &reply)
{
    SharedTransfer::Version version{validatorOf(reply), -1, false};
    if (m_askedForRange) {
        const std::optional<SharedTransfer::Version> others = m_shared.version();
        const bool isSame = others && others->validator == version.validator;
        return stop(isSame ? Kind::Retry : Kind::Restart, rangesIgnoredError(reply.url));
    }
    const Result<std::optional<qint64>> length = contentLength(reply);
    if (!length)
        return stop(Kind::Failed, length.error());
    m_isOpenEnded = !*length;
    const bool hasEndMark = reply.hasHeader("Transfer-Encoding");
    if (m_isOpenEnded && !hasEndMark && !m_expected.size && !m_expected.hasHash)
        return stop(Kind::Failed, unknownLengthError(reply.url));
    version.size = length->value_or(m_expected.size.value_or(-1));
    version.acceptsRanges = *length && reply.header("Accept-Ranges").toLower().contains("bytes");
    if (const Result<> accepted = acceptVersion(version, reply); !accepted)
        return accepted.error();
    return Want::More;
}

Result<ByteSink::Want> PartSink::beginRange(const HttpReply &reply)
{
    const std::optional<ContentRange> range = parseContentRange(reply.header("Content-Range"));
    const ByteRange wanted = m_part.ledger().left(m_claim);
    const qint64 knownSize = m_part.ledger().size();
    const bool fits = m_askedForRange && range && range->first == wanted.begin && range->total
        && (knownSize == PartLedger::kOpenEnd || knownSize == range->total);
    const Validator validator = validatorOf(reply);
    const Validator before = m_part.validator();
    const bool isOther =
        !before.isEmpty() && !validator.isEmpty() && before.ifRange() != validator.ifRange();
    if (!fits || isOther)
        return stop(Kind::Restart, wrongRangeError(reply));
    if (const Result<> accepted = acceptVersion({validator, *range->total, true}, reply); !accepted)
        return accepted.error();
    return Want::More;
}

Result<ByteSink::Want> PartSink::beginOther(const HttpReply &reply)
{
    if (reply.status == 416 && m_askedForRange) {
        const std::optional<ContentRange> range = parseContentRange(reply.header("Content-Range"));
        const qint64 present = m_part.ledger().total();
        if (range && range->total == present && m_part.ledger().prefix() == present) {
            m_part.ledger().setSize(present);
            return Want::Enough; // it was all there already
        }
        return stop(Kind::Restart, wrongRangeError(reply));
    }
    const Error error = httpStatusError(reply);
    const std::chrono::milliseconds wait = retryAfter(reply).value_or(std::chrono::seconds(0));
    if (wait > m_expected.longestWait)
        return stop(Kind::Failed, waitError(reply.url, wait));
    return stop(isPassing(reply.status) ? Kind::Retry : Kind::Failed, error, wait);
}

Result<> PartSink::acceptVersion(const SharedTransfer::Version &version, const HttpReply &reply)
{
    if (m_shared.version())
        return {}; // a further connection; beginRange() compared it
    if (m_expected.size && version.size >= 0 && *m_expected.size != version.size)
        return stop(Kind::Failed, wrongSizeError(reply.url, version.size, *m_expected.size));
    if (version.size >= 0) {
        if (const Result<> enough = checkSpace(version.size); !enough)
            return enough;
        m_part.ledger().setSize(version.size);
    }
    m_part.setValidator(version.validator);
    m_shared.setVersion(version);
    return {};
}

Result<> PartSink::checkSpace(qint64 size)
{
    const qint64 missing = size - m_part.ledger().total();
    const QStorageInfo disk(m_expected.folder);
    if (!disk.isValid() || disk.bytesAvailable() >= missing + m_expected.spareSpace)
        return {};
    return stop(
        Kind::Failed,
        diskFullError(m_expected.folder, missing + m_expected.spareSpace, disk.bytesAvailable()));
}

Result<ByteSink::Want> PartSink::write(QByteArrayView bytes)
{
    const auto begun = std::chrono::steady_clock::now();
    const Result<Want> want = writePiece(bytes);
    m_shared.addBusy(std::chrono::steady_clock::now() - begun);
    return want;
}

Result<ByteSink::Want> PartSink::writePiece(QByteArrayView bytes)
{
    qint64 at = m_part.ledger().left(m_claim).begin;
    if (at == 0 && m_expected.isArchive && beginsLikeWebPage(bytes))
        return stop(Kind::Failed, webPageError(m_url));
    while (!bytes.isEmpty()) {
        const qint64 mine = m_part.ledger().reserve(m_claim, bytes.size(), m_cancel);
        if (m_cancel.isCancelled())
            return cancelledError();
        if (mine <= 0 && m_isOpenEnded)
            return stop(Kind::Failed, tooLongError(m_url, at));
        if (mine <= 0)
            return Want::Enough; // the rest belongs to another connection
        if (const Result<> written = m_part.file().writeAt(at, bytes.first(mine)); !written)
            return stop(Kind::Failed, written.error());
        const bool isHashed = m_part.hasher().offer(at, bytes.first(mine));
        m_part.ledger().advance(m_claim, mine);
        if (!isHashed)
            m_part.hasher().wake();
        bytes = bytes.sliced(mine);
        at += mine;
    }
    return Want::More;
}

TransferEnd PartSink::end(const Result<HttpReply> &result)
{
    if (m_end)
        return *m_end;
    if (!result) {
        const ErrorCode code = result.error().code;
        const bool isPassingFailure = code == ErrorCode::Network || code == ErrorCode::Timeout;
        return {isPassingFailure ? Kind::Retry : Kind::Failed, result.error(), {}};
    }
    const ByteRange left = m_part.ledger().left(m_claim);
    if (m_part.ledger().size() == PartLedger::kOpenEnd)
        m_part.ledger().setSize(left.begin);
    else if (left.size() > 0)
        return {Kind::Retry, truncatedError(m_url, left.begin, left.end), {}};
    return {};
}

} // namespace portico
