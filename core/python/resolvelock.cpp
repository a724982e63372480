// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"
#include "core/python/lock.h"
#include "core/python/locknear.h"
#include "core/python/uv.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** A file that uv is given. */
Result<> write(const QString &path, const QByteArray &bytes)
{
    return writeFileAtomically(path, bytes);
}

/** Files by their names alone, in the working folder: uv before 0.13 takes a path with a space for
 *  several files. */
QStringList argumentsFor(const LockRequest &request)
{
    QStringList arguments{u"pip"_s,
                          u"compile"_s,
                          u"packages.in"_s,
                          u"--python"_s,
                          request.python,
                          u"--generate-hashes"_s,
                          u"--no-header"_s,
                          u"--no-annotate"_s,
                          u"--no-python-downloads"_s,
                          u"--index-strategy"_s,
                          u"first-index"_s};
    if (!request.excluded.isEmpty())
        arguments << u"--excludes"_s << u"excluded.txt"_s;
    if (!request.constraints.isEmpty())
        arguments << u"--constraints"_s << u"constraints.txt"_s;
    if (request.sourceBuilds == SourceBuilds::Refuse)
        arguments << u"--only-binary"_s << u":all:"_s;
    if (request.dependencies == Dependencies::Ignore)
        arguments << u"--no-deps"_s;
    if (request.newest)
        arguments << u"--exclude-newer"_s << request.newest->toUTC().toString(Qt::ISODate);
    return arguments;
}

} // namespace

QMap<QString, QString> indexVariables(const QUrl &index, const QUrl &firstIndex, const Uv &uv)
{
    const QUrl base = index.isEmpty() ? uv.packageIndex() : index;
    QMap<QString, QString> variables{{u"UV_DEFAULT_INDEX"_s, base.toString(QUrl::FullyEncoded)}};
    if (!firstIndex.isEmpty())
        variables.insert(u"UV_INDEX"_s, firstIndex.toString(QUrl::FullyEncoded));
    return variables;
}

namespace {

Result<Lock> resolve(const LockRequest &request, const QStringList &furtherArguments, const Uv &uv,
                     const JobContext &job)
{
    const Result<> packages =
        write(request.folder + "/packages.in"_L1, requirementsToBytes(request.requirements));
    if (!packages)
        return packages.error();
    const Result<> excluded =
        write(request.folder + "/excluded.txt"_L1, request.excluded.join(u'\n').toUtf8() + '\n');
    if (!excluded)
        return excluded.error();
    const Result<> constraints = write(request.folder + "/constraints.txt"_L1,
                                       request.constraints.join(u'\n').toUtf8() + '\n');
    if (!constraints)
        return constraints.error();
    const Result<UvOutput> output =
        uv.run({.arguments = argumentsFor(request) + furtherArguments,
                .variables = indexVariables(request.index, request.firstIndex, uv),
                .workingFolder = request.folder,
                .step = request.step},
               job);
    if (!output)
        return output.error();
    return lockFromBytes(output->text);
}

} // namespace

Result<Lock> resolveLock(const LockRequest &request, const Uv &uv, const JobContext &job)
{
    return resolve(request, {}, uv, job);
}

Result<Lock> resolveLockNear(const QStringList &installed, const LockRequest &request, const Uv &uv,
                             const JobContext &job)
{
    // uv keeps the versions of a file that it is to write, unless something forbids them.
    const QString file = u"installed.txt"_s;
    const Result<> written =
        write(request.folder + u'/' + file, installed.join(u'\n').toUtf8() + '\n');
    if (!written)
        return written.error();
    return resolve(request, {u"--output-file"_s, file}, uv, job);
}

} // namespace portico
