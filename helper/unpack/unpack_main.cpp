// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/unpack/unpack_main.h"

#include "core/archive/listarchive.h"
#include "core/archive/unpack.h"
#include "helper/part.h"

namespace portico::helper {

int runUnpack(const QStringList &arguments)
{
    return runPart(arguments,
                   [](const QJsonObject &object, const JobContext &job) -> Result<QJsonObject> {
                       const Result<UnpackRequest> request = unpackRequestFromJson(object);
                       if (!request)
                           return request.error();
                       const Result<UnpackSummary> summary = unpackHere(*request, job);
                       return summary ? Result<QJsonObject>(toJson(*summary)) : summary.error();
                   });
}

int runList(const QStringList &arguments)
{
    return runPart(arguments,
                   [](const QJsonObject &object, const JobContext &job) -> Result<QJsonObject> {
                       const Result<ListRequest> request = listRequestFromJson(object);
                       if (!request)
                           return request.error();
                       const Result<> listed = listHere(*request, job);
                       return listed ? Result<QJsonObject>(QJsonObject()) : listed.error();
                   });
}

} // namespace portico::helper
