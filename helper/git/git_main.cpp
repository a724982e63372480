// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/git/git_main.h"

#include "core/git/clonerepository.h"
#include "core/git/listremote.h"
#include "core/platform/brokenpipe.h"
#include "helper/part.h"

#include <QJsonArray>

namespace portico::helper {

using namespace Qt::StringLiterals;

int runGit(const QStringList &arguments)
{
    ignoreBrokenPipes(); // libgit2 does not: a dropped connection would kill us (measured)
    return runPart(arguments,
                   [](const QJsonObject &object, const JobContext &job) -> Result<QJsonObject> {
                       const Result<GitCloneRequest> request = gitCloneRequestFromJson(object);
                       if (!request)
                           return request.error();
                       if (isListRequest(object)) {
                           const Result<QStringList> refs = listRemoteHere(*request, job);
                           return refs ? Result<QJsonObject>(
                                      QJsonObject{{u"refs"_s, QJsonArray::fromStringList(*refs)}})
                                       : refs.error();
                       }
                       const Result<ClonedRepository> cloned = cloneHere(*request, job);
                       return cloned ? Result<QJsonObject>(toJson(*cloned)) : cloned.error();
                   });
}

} // namespace portico::helper
