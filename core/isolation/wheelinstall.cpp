// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envbuilder.h"
#include "core/net/downloader.h"
#include "core/net/networkchain.h"
#include "core/python/uv.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::WheelInstall)
};

/** The file under the name that pip demands; in the store it may be called by its address. */
Result<QString> fetchWheel(const CudaWheel &wheel, const QString &folder,
                           const EnvServices &services, const JobContext &job)
{
    QList<QUrl> sources = sourcesOf(services.network, wheel.url);
    DownloadRequest request{.url = sources.takeFirst(),
                            .mirrors = sources,
                            .sha256 = {},
                            .size = {},
                            .authorization = {},
                            .plainHttpHosts = services.network.plainHttpHosts};
    if (!wheel.sha256.isNull())
        request.sha256 = wheel.sha256;
    const Result<DownloadedFile> file = services.downloader.fetch(request, job);
    if (!file)
        return file.error();
    if (!file->isVerified)
        job.log(Text::tr("Nobody published a hash of %1: it is taken as it came, with SHA-256 %2.")
                    .arg(wheel.fileName, file->sha256.toHex()));
    const QString target = folder + u'/' + wheel.fileName;
    if (!QFile::copy(file->path, target))
        return Error{.code = ErrorCode::Io,
                     .message = Text::tr("The file %1 cannot be written.").arg(target),
                     .nextStep = Text::tr("Check the space on that disk, then try again."),
                     .detail = {}};
    return target;
}

} // namespace

Result<> installCudaWheels(const EnvAssembly &assembly, const EnvServices &services,
                           const JobContext &job)
{
    if (assembly.plan.wheels.isEmpty())
        return {};
    job.report({.step = envWheelsStep(), .unit = ProgressUnit::Items});
    QStringList arguments{u"pip"_s,       u"install"_s,
                          u"--python"_s,  envPython(assembly.place, services.facts.os),
                          u"--no-deps"_s, u"--no-index"_s,
                          u"--offline"_s, u"--no-python-downloads"_s};
    for (const CudaWheel &wheel : assembly.plan.wheels) {
        const Result<QString> file = fetchWheel(wheel, assembly.scratch, services, job);
        if (!file)
            return file.error();
        arguments += *file;
    }
    const Result<UvOutput> output = services.uv.run({.arguments = arguments,
                                                     .variables = {},
                                                     .workingFolder = assembly.scratch,
                                                     .step = envWheelsStep()},
                                                    job);
    if (!output)
        return output.error();
    return {};
}

} // namespace portico
