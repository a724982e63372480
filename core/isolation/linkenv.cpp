// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/tree.h"
#include "core/isolation/buildenv.h"
#include "core/isolation/envname.h"
#include "core/platform/symboliclink.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::LinkEnv)
};

/** A junction needs no right of its own, unlike a link of Windows. */
Result<> makeJunction(const QString &target, const QString &path, const ProcessRunner &processes,
                      const JobContext &job)
{
    const ProcessInput input{
        .command = {.program = u"cmd.exe"_s,
                    .arguments = {u"/c"_s, u"mklink"_s, u"/J"_s, QDir::toNativeSeparators(path),
                                  QDir::toNativeSeparators(target)},
                    .workingFolder = {},
                    .environment =
                        cleanEnvironment(QProcessEnvironment::systemEnvironment(), Os::Windows),
                    .secrets = {}},
        .standardInput = {},
        .onOutput = {},
        .onErrorOutput = {},
        .silenceLimit = std::chrono::seconds(20)};
    const Result<ExitStatus> status = processes.run(input, job);
    if (!status)
        return status.error();
    if (status->code != 0 || status->crashed || !QFileInfo(path).isDir())
        return Error{
            .code = ErrorCode::Io,
            .message =
                Text::tr("The link %1 could not be made.").arg(QDir::toNativeSeparators(path)),
            .nextStep =
                Text::tr("Such a link needs a local disk with NTFS: move the library to one."),
            .detail = QString::fromLocal8Bit(status->errorTail)};
    return {};
}

bool isLink(const QString &path)
{
    const QFileInfo file(path);
    return file.isSymLink() || file.isJunction();
}

/** Links of before, which comfy-env might find first, and whatever stands where the link goes. */
Result<> clearLinks(const QString &folder)
{
    const QDir here(folder);
    for (const QString &name : here.entryList(
             {u"_env_*"_s}, QDir::Dirs | QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        if (!isLinkedEnvName(name))
            continue;
        const QString path = here.filePath(name);
        if (isLink(path) && (QFile::remove(path) || QDir().rmdir(path)))
            continue;
        const Result<> removed = removeTree(path, {});
        if (!removed)
            return removed;
    }
    return {};
}

} // namespace

Result<> linkEnv(const IsolatedEnv &env, Os os, const ProcessRunner &processes,
                 const JobContext &job)
{
    if (env.link.isEmpty())
        return {};
    const QString target = envPrefix(env.place);
    const QStringList present = QDir(env.path).entryList(
        {u"_env_*"_s}, QDir::Dirs | QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    const bool isRight = present == QStringList{env.folderName} && isLink(env.link)
        && QFileInfo(env.link).canonicalFilePath() == QFileInfo(target).canonicalFilePath();
    if (isRight)
        return {};
    const Result<> cleared = clearLinks(env.path);
    if (!cleared)
        return cleared;
    return os == Os::Windows ? makeJunction(target, env.link, processes, job)
                             : makeLink(target, env.link);
}

} // namespace portico
