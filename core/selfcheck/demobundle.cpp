// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/demobundle.h"

#include "core/archive/archivewriter.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/platform/durable.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Outside the namespace, as the macro declares a global function.
static void initResources()
{
    Q_INIT_RESOURCE(selfcheck);
}

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DemoBundle)
};

constexpr auto kCopyLimit = 120s;
constexpr qsizetype kMostOutput = 64 << 10;

/** Copies a folder of the program's resources to the disk. */
Result<> writeResources(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile resource(files.next());
        const QString target = to + resource.fileName().mid(from.size());
        if (!resource.open(QIODevice::ReadOnly))
            return Error{.code = ErrorCode::Internal,
                         .message = Text::tr("The program is incomplete: %1 is missing in it.")
                                        .arg(resource.fileName()),
                         .nextStep = Text::tr("Install Portico again."),
                         .detail = {}};
        const auto made = makeFolder(QFileInfo(target).path());
        if (!made)
            return made;
        const auto written = writeFileAtomically(target, resource.readAll());
        if (!written)
            return written;
    }
    return {};
}

QString copyScript()
{
    return u"import sys; sys.path.insert(0, sys.argv[1]); import pythoncopy; "
           "print(pythoncopy.provide(sys.executable, sys.argv[2])[0])"_s;
}

Error cannotBeCopied(const QString &python, const QString &evidence)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("The Python %1 cannot be copied into a demo bundle.")
                           .arg(QDir::toNativeSeparators(python)),
            .nextStep =
                Text::tr("Name another Python with --python; real bundles bring their own."),
            .detail = evidence.trimmed()};
}

/** The last line that a Python script printed is its answer. */
Result<QString> copyPython(const QString &python, const QString &scripts, const QString &cache,
                           const ProcessRunner &processes, const JobContext &job)
{
    QByteArray output;
    const ProcessInput input{
        .command = {.program = python,
                    .arguments = {u"-I"_s, u"-B"_s, u"-c"_s, copyScript(), scripts, cache},
                    .workingFolder = scripts,
                    .environment =
                        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs()),
                    .secrets = {}},
        .standardInput = {},
        .onOutput = [&output](QByteArrayView bytes) -> Result<> {
            output += bytes.first(qMin(bytes.size(), kMostOutput - output.size()));
            return {};
        },
        .onErrorOutput = {},
        .silenceLimit = kCopyLimit};
    const auto status = processes.run(input, job);
    if (!status)
        return status.error();
    if (status->crashed || status->code != 0)
        return cannotBeCopied(python, QString::fromLocal8Bit(status->errorTail));
    const QString folder = QString::fromUtf8(output).trimmed().section(u'\n', -1).trimmed();
    if (!QDir(folder).exists())
        return cannotBeCopied(python, QString::fromUtf8(output));
    return folder;
}

} // namespace

Result<DemoBundle> makeDemoBundle(const QString &python, const QString &folder,
                                  const ProcessRunner &processes, const JobContext &job)
{
    initResources();
    const QString bundle = folder + "/bundle/anymatix"_L1;
    for (const auto &[from, to] : {std::pair(u":/selfcheck/comfyui"_s, bundle + "/ComfyUI"_L1),
                                   std::pair(u":/selfcheck/bundles"_s, folder + "/scripts"_L1)}) {
        const auto written = writeResources(from, to);
        if (!written)
            return written.error();
    }
    const auto copy =
        copyPython(python, folder + "/scripts"_L1, folder + "/copy"_L1, processes, job);
    if (!copy)
        return copy.error();
    const auto moved = renameDurably(*copy, bundle + "/python"_L1, IfExists::Refuse, job);
    if (!moved)
        return moved.error();
    DemoBundle demo;
    demo.archive = folder + "/portico-self-check.zip"_L1;
    const auto packed = packFolder({.folder = folder + "/bundle"_L1,
                                    .archive = demo.archive,
                                    .format = PackFormat::Zip,
                                    .topLevel = {}},
                                   job);
    if (!packed)
        return packed.error();
    const auto sha256 = hashFile(demo.archive, job);
    if (!sha256)
        return sha256.error();
    demo.sha256 = *sha256;
    demo.files = packed->entries;
    demo.size = packed->archiveBytes;
    return demo;
}

} // namespace portico
