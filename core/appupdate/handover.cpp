// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/handover.h"

#include "core/appupdate/replaceappimage.h"
#include "core/base/lists.h"
#include "core/installs/library.h"
#include "core/io/filelock.h"
#include "core/io/sha256.h"
#include "core/process/childenvironment.h"
#include "core/server/currentstatus.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

Error sessionsError(const QStringList &running)
{
    return {.code = ErrorCode::Busy,
            .message =
                Text::tr("Portico is not replaced while a session runs: %1.").arg(listed(running)),
            .nextStep = Text::tr("Stop it, then try again. What was downloaded is kept."),
            .detail = {}};
}

Result<> startInstaller(const UpdateFile &file, const QString &fetched, const Command &command,
                        const JobContext &job)
{
    const Result<Sha256> sha256 = hashFile(fetched, job);
    if (!sha256)
        return sha256.error();
    if (*sha256 != file.sha256) {
        return Error{.code = ErrorCode::HashMismatch,
                     .message =
                         Text::tr("The update changed on this computer after it was fetched; "
                                  "it was not used."),
                     .nextStep = Text::tr("Try again. If it happens again, check the disk."),
                     .detail = QDir::toNativeSeparators(fetched)};
    }
    QProcess process;
    process.setProgram(command.program);
    process.setArguments(command.arguments);
    process.setProcessEnvironment(command.environment);
    if (process.startDetached())
        return {};
    return Error{
        .code = ErrorCode::ProcessFailed,
        .message = Text::tr("The installer could not be started: %1.").arg(process.errorString()),
        .nextStep = Text::tr("Open it yourself: %1.").arg(QDir::toNativeSeparators(fetched)),
        .detail = {}};
}

} // namespace

std::optional<Command> installerCommand(Os os, const QString &file)
{
    const QProcessEnvironment environment =
        withoutSecrets(QProcessEnvironment::systemEnvironment());
    switch (os) {
    case Os::Linux:
        return std::nullopt;
    case Os::Windows: // it asks by itself that Portico be closed (installer/windows/portico.nsi)
        return Command{file, {}, {}, environment, {}};
    case Os::MacOS:
        return Command{u"/usr/bin/open"_s, {file}, {}, environment, {}};
    }
    return std::nullopt;
}

QStringList runningSessions(const Library &library)
{
    QStringList running;
    for (const QString &name :
         QDir(library.installs()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const auto id = InstallId::fromString(name);
        if (id && isSessionHeld(library, *id))
            running += name;
    }
    return running;
}

QString handOverLock(const QString &settingsFolder)
{
    return settingsFolder + u"/app-update-install.lock"_s;
}

Result<HandedOver> handOver(const UpdateFile &file, const QString &fetched, const AppFacts &facts,
                            const Library &library, const QString &lockFile, const JobContext &job)
{
    const Result<FileLock> lock = FileLock::tryLock(lockFile, Text::tr("updating Portico"));
    if (!lock)
        return lock.error();
    if (const QStringList running = runningSessions(library); !running.isEmpty())
        return sessionsError(running);
    const auto command = installerCommand(facts.os, fetched);
    const Result<> done = command ? startInstaller(file, fetched, *command, job)
                                  : replaceAppImage(facts.appImage, fetched, file.sha256, job);
    if (!done)
        return done.error();
    return HandedOver{.previous = command ? QString() : previousAppImage(facts.appImage),
                      .isInstallerStarted = command.has_value()};
}

} // namespace portico
