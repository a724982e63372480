// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/listarchive.h"

#include "core/archive/unpack.h"
#include "core/io/file.h"
#include "core/process/askhelper.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ListArchive)
};

constexpr qint64 kMostListing = 1LL << 30;

Error endedBadly(const ListRequest &request, const ExitStatus &exit)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("Looking into %1 ended without a result.")
                           .arg(QFileInfo(request.archive).fileName()),
            .nextStep = Text::tr("Check that enough memory is free and try again; if it happens "
                                 "again, get the file again."),
            .detail = u"exit code %1 %2"_s.arg(exit.code).arg(
                QString::fromUtf8(exit.errorTail).trimmed())};
}

Error unreadable(const QByteArray &line)
{
    return {.code = ErrorCode::Internal,
            .message = Text::tr("The list of an archive's files cannot be read."),
            .nextStep = Text::tr("Install Portico again."),
            .detail = QString::fromUtf8(line)};
}

} // namespace

Result<ArchiveListing> listArchive(const ListRequest &request, const ProcessRunner &processes,
                                   const JobContext &job)
{
    const Result<QJsonObject> done = askHelper(
        {.part = u"list"_s,
         .request = toJson(request),
         .endedBadly = [&request](const ExitStatus &exit) { return endedBadly(request, exit); }},
        processes, job);
    if (!done)
        return done.error();
    const Result<QByteArray> bytes = readFile(request.folder + "/listing"_L1, kMostListing);
    if (!bytes)
        return bytes.error();
    ArchiveListing listing;
    for (const QByteArray &line : bytes->split('\n')) {
        if (line.isEmpty())
            continue;
        const QList<QByteArray> fields = line.split('\t'); // "size", number of its content, path
        if (fields.size() != 3)
            return unreadable(line);
        const QString path = QString::fromUtf8(fields.at(2));
        listing.files.insert(path, fields.at(0).toLongLong());
        if (fields.at(1).isEmpty())
            continue;
        const Result<QByteArray> content =
            readFile(request.folder + u'/' + QString::fromLatin1(fields.at(1)), kMostListing);
        if (!content)
            return content.error();
        listing.contents.insert(path, *content);
    }
    return listing;
}

QJsonObject toJson(const ListRequest &request)
{
    return {{u"archive"_s, request.archive},
            {u"wanted"_s, QJsonArray::fromStringList(request.wanted)},
            {u"folder"_s, request.folder},
            {u"rulesFor"_s, osName(request.rulesFor)}};
}

Result<ListRequest> listRequestFromJson(const QJsonObject &object)
{
    const std::optional<Os> os = osFromName(object.value("rulesFor"_L1).toString());
    ListRequest request{.archive = object.value("archive"_L1).toString(),
                        .folder = object.value("folder"_L1).toString(),
                        .rulesFor = os.value_or(Os::Linux)};
    for (const auto &name : object.value("wanted"_L1).toArray())
        request.wanted += name.toString();
    if (os && !request.archive.isEmpty() && !request.folder.isEmpty())
        return request;
    return Error{.code = ErrorCode::InvalidInput,
                 .message = Text::tr("The request to list an archive is incomplete."),
                 .nextStep = Text::tr("Install Portico again."),
                 .detail = {}};
}

} // namespace portico
