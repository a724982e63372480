// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/installedas.h"

#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <array>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds kLongestQuestion{10};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

Error ownedError(const QString &owner, const QString &nextStep)
{
    return {.code = ErrorCode::Unsupported,
            .message =
                Text::tr("This Portico was installed by %1, which updates it, too.").arg(owner),
            .nextStep = nextStep,
            .detail = {}};
}

Error notInstalledError(const QString &program)
{
    return {.code = ErrorCode::Unsupported,
            .message =
                Text::tr("This Portico was unpacked or built by hand, so it does not replace "
                         "itself."),
            .nextStep = Text::tr("Fetch the newer one in the same way."),
            .detail = program};
}

} // namespace

Result<UpdateKind> updateKindFor(const AppFacts &facts)
{
    if (facts.isFlatpak)
        return ownedError(u"Flatpak"_s, Text::tr("Run “flatpak update”."));
    if (facts.isSnap)
        return ownedError(u"Snap"_s, Text::tr("Run “snap refresh”."));
    if (!facts.packageManager.isEmpty())
        return ownedError(Text::tr("the system's packages (%1)").arg(facts.packageManager),
                          Text::tr("Update it as you update the system."));
    switch (facts.os) {
    case Os::Linux: {
        const bool runsFromIt = !facts.appImage.isEmpty() && !facts.appImageFolder.isEmpty()
            && facts.program.startsWith(facts.appImageFolder + u'/');
        if (runsFromIt)
            return UpdateKind::AppImage;
        break;
    }
    case Os::Windows:
        if (facts.hasUninstaller)
            return UpdateKind::Setup;
        break;
    case Os::MacOS:
        if (facts.program.contains(".app/Contents/MacOS/"_L1))
            return UpdateKind::DiskImage;
        break;
    }
    return notInstalledError(facts.program);
}

QString packageManagerOf(const QString &file, const ProcessRunner &processes, const JobContext &job)
{
    struct Question
    {
        QString manager;
        QString program;
        QString option;
    };
    const std::array questions{Question{u"dpkg"_s, u"dpkg-query"_s, u"-S"_s},
                               Question{u"rpm"_s, u"rpm"_s, u"-qf"_s},
                               Question{u"pacman"_s, u"pacman"_s, u"-Qqo"_s}};
    for (const Question &question : questions) {
        const QString program = QStandardPaths::findExecutable(question.program);
        if (program.isEmpty())
            continue;
        ProcessInput input;
        input.command = {.program = program,
                         .arguments = {question.option, file},
                         .workingFolder = {},
                         .environment =
                             cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs()),
                         .secrets = {}};
        input.patience = std::chrono::milliseconds(0); // it only reads
        input.timeLimit = kLongestQuestion;
        const Result<ExitStatus> status = processes.run(input, job);
        if (status && !status->crashed && status->code == 0)
            return question.manager;
    }
    return {};
}

AppFacts readAppFacts(const QProcessEnvironment &environment, const ProcessRunner &processes,
                      const JobContext &job)
{
    const auto realPath = [](const QString &path) { return QFileInfo(path).canonicalFilePath(); };
    const QString folder = QCoreApplication::applicationDirPath();
    AppFacts facts{.os = hostOs(),
                   .program = realPath(QCoreApplication::applicationFilePath()),
                   .appImage = realPath(environment.value(u"APPIMAGE"_s)),
                   .appImageFolder = realPath(environment.value(u"APPDIR"_s)),
                   .isFlatpak = false,
                   .isSnap = false,
                   .packageManager = {},
                   .hasUninstaller = false};
    if (facts.os == Os::Windows)
        facts.hasUninstaller = QFileInfo::exists(folder + u"/uninstall.exe"_s);
    if (facts.os == Os::Linux) {
        facts.isFlatpak = QFileInfo::exists(u"/.flatpak-info"_s);
        facts.isSnap = facts.program.startsWith("/snap/"_L1);
        facts.packageManager = packageManagerOf(facts.program, processes, job);
    }
    return facts;
}

} // namespace portico
