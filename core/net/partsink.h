// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/net/httpclient.h"
#include "core/net/httpheaders.h"
#include "core/net/partialfile.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

namespace portico {

/** How a try, or one connection of it, ended. */
struct TransferEnd
{
    enum class Kind {
        Complete, ///< nothing is missing
        Retry,    ///< may succeed another time
        Restart,  ///< the bytes so far belong to something else, or the server ignores ranges
        Failed    ///< no use to try again here
    };

    Kind kind = Kind::Complete;
    Error error;
    std::chrono::milliseconds wait{0}; ///< what the server asked for
};

/** What a download must be, as far as the person or the catalogue said. */
struct PartExpectation
{
    bool hasHash = false;
    std::optional<qint64> size;
    bool isArchive = false; ///< by its name: a web page in its place is wrong
    QString folder;         ///< for the space on its disk
    qint64 spareSpace = 0;
    std::chrono::milliseconds longestWait{30000};
};

/** What the connections of one try share. Thread-safe. */
class SharedTransfer
{
public:
    /** Which version of the file the first reply was. */
    struct Version
    {
        Validator validator;
        qint64 size = -1;
        bool acceptsRanges = false;
    };

    void setVersion(const Version &version);
    std::optional<Version> version() const;

    /** Time spent with writing and hashing. */
    void addBusy(std::chrono::nanoseconds time) { m_busy += time.count(); }
    std::chrono::milliseconds busy() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::nanoseconds(m_busy));
    }

private:
    mutable std::mutex m_mutex;
    std::optional<Version> m_version;
    std::atomic<qint64> m_busy = 0;
};

/**
 * Takes one connection's reply into the partial file. Looks at the status, the range and the kind
 * of the reply before it writes a byte; writes only what belongs to its piece.
 */
class PartSink final : public ByteSink
{
public:
    PartSink(PartialFile &part, PartLedger::Claim &claim, const PartExpectation &expected,
             SharedTransfer &shared, bool askedForRange, CancelToken cancel);

    Result<Want> begin(const HttpReply &reply) override;
    Result<Want> write(QByteArrayView bytes) override;

    /** The connection's end, given what the client returned. */
    TransferEnd end(const Result<HttpReply> &result);

private:
    Result<Want> writePiece(QByteArrayView bytes);
    Result<Want> beginWhole(const HttpReply &reply);
    Result<Want> beginRange(const HttpReply &reply);
    Result<Want> beginOther(const HttpReply &reply);
    Result<> acceptVersion(const SharedTransfer::Version &version, const HttpReply &reply);
    Result<> checkSpace(qint64 size);
    Error stop(TransferEnd::Kind kind, const Error &error,
               std::chrono::milliseconds wait = std::chrono::milliseconds(0));

    PartialFile &m_part;
    PartLedger::Claim &m_claim;
    const PartExpectation m_expected;
    SharedTransfer &m_shared;
    const bool m_askedForRange;
    const CancelToken m_cancel;
    QUrl m_url;
    bool m_isOpenEnded = false; // only the end of the connection says where the file ends
    std::optional<TransferEnd> m_end;
};

} // namespace portico
