// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/httpclient.h"

#include "core/base/sizes.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::HttpClient)
};

/** Collects a body with a limit. */
class DocumentSink final : public ByteSink
{
public:
    explicit DocumentSink(qint64 maxBytes)
        : m_maxBytes(maxBytes)
    { }

    QByteArray bytes;

    Result<Want> begin(const HttpReply &reply) override
    {
        m_url = reply.url;
        if (reply.status != 200)
            return httpStatusError(reply);
        return Want::More;
    }

    Result<Want> write(QByteArrayView part) override
    {
        if (bytes.size() + part.size() > m_maxBytes) {
            return Error{ErrorCode::Refused,
                         Text::tr("%1 sent more than the %2 bytes that such a document may have.")
                             .arg(m_url.host(), numberText(m_maxBytes)),
                         Text::tr("Check the address: it may not lead to what you expect."),
                         shownUrl(m_url)};
        }
        bytes.append(part);
        return Want::More;
    }

private:
    qint64 m_maxBytes;
    QUrl m_url;
};

Error statusError(ErrorCode code, const QString &message, const QString &nextStep,
                  const HttpReply &reply)
{
    return {code, message, nextStep,
            u"HTTP %1 from %2"_s.arg(reply.status).arg(shownUrl(reply.url))};
}

} // namespace

bool HttpReply::hasHeader(QByteArrayView name) const
{
    for (const HttpHeader &header : headers) {
        if (name.compare(header.name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

QByteArray HttpReply::header(QByteArrayView name) const
{
    for (const HttpHeader &header : headers) {
        if (name.compare(header.name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

Result<QByteArray> getDocument(const HttpClient &http, const HttpRequest &request, qint64 maxBytes,
                               const JobContext &job)
{
    DocumentSink sink(maxBytes);
    const Result<HttpReply> reply = http.get(request, sink, job);
    if (!reply)
        return reply.error();
    return std::move(sink.bytes);
}

Result<QByteArray> getDocument(const HttpClient &http, const QUrl &url, qint64 maxBytes,
                               const JobContext &job)
{
    HttpRequest request;
    request.url = url;
    return getDocument(http, request, maxBytes, job);
}

Error httpStatusError(const HttpReply &reply)
{
    const QString host = reply.url.host();
    switch (reply.status) {
    case 404:
    case 410:
        return statusError(
            ErrorCode::NotFound,
            Text::tr("%1 has nothing at this address: %2.").arg(host, shownUrl(reply.url)),
            Text::tr("Check the address, or look for a newer one."), reply);
    case 401:
    case 403:
        return statusError(
            ErrorCode::HttpStatus,
            Text::tr("%1 does not allow this download (status %2).").arg(host).arg(reply.status),
            Text::tr("It may need an account or a token, or it counts too many requests: "
                     "try again later."),
            reply);
    case 429:
        return statusError(ErrorCode::HttpStatus,
                           Text::tr("%1 says that there were too many requests.").arg(host),
                           Text::tr("Wait some minutes, then try again."), reply);
    default:
        break;
    }
    if (reply.status >= 500) {
        return statusError(
            ErrorCode::HttpStatus,
            Text::tr("%1 has a problem of its own (status %2).").arg(host).arg(reply.status),
            Text::tr("Try again later."), reply);
    }
    return statusError(
        ErrorCode::HttpStatus,
        Text::tr("%1 answered with status %2 instead of the file.").arg(host).arg(reply.status),
        Text::tr("Check the address."), reply);
}

} // namespace portico
