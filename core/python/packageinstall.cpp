// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/packageinstall.h"

#include "core/io/atomicfile.h"
#include "core/python/uv.h"
#include "core/python/uvfailure.h"

using namespace Qt::StringLiterals;

namespace portico {

Result<> installPackages(const PackageInstallRequest &request, const Uv &uv, const JobContext &job)
{
    if (request.lock.packages.isEmpty())
        return {};
    const QString file = request.folder + "/install.txt"_L1;
    const Result<> written = writeFileAtomically(file, lockToBytes(request.lock));
    if (!written)
        return written;
    QStringList arguments{u"pip"_s,
                          u"install"_s,
                          u"--python"_s,
                          request.python,
                          u"--no-deps"_s,
                          u"--require-hashes"_s,
                          u"-r"_s,
                          file,
                          u"--no-python-downloads"_s,
                          u"--index-strategy"_s,
                          u"first-index"_s,
                          u"--link-mode"_s,
                          request.linkMode == LinkMode::HardLink ? u"hardlink"_s : u"copy"_s};
    if (request.sourceBuilds == SourceBuilds::Refuse)
        arguments << u"--only-binary"_s << u":all:"_s;
    const Result<UvOutput> output =
        uv.run({.arguments = arguments,
                .variables = indexVariables(request.index, request.firstIndex, uv),
                .workingFolder = request.folder,
                .step = request.step},
               job);
    if (!output)
        return output.error();
    return {};
}

Result<QStringList> unmetNeeds(const QString &python, const Uv &uv, const JobContext &job)
{
    const Result<UvOutput> output =
        uv.run({.arguments = {u"pip"_s, u"check"_s, u"--python"_s, python},
                .variables = {},
                .workingFolder = {},
                .step = {},
                .failure = UvFailure::IsAnswer},
               job);
    if (!output)
        return output.error();
    QStringList sentences;
    const QString said = output->words + u'\n' + QString::fromUtf8(output->text);
    for (const QString &line : said.split(u'\n')) {
        if (line.startsWith("The package "_L1))
            sentences += line.trimmed();
    }
    if (output->code != 0 && sentences.isEmpty())
        return uvFailure(output->words);
    return sentences;
}

} // namespace portico
