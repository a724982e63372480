// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/trystart.h"

#include "core/installs/install.h"
#include "core/installs/launchcommand.h"
#include "core/installs/library.h"
#include "core/installs/preparelaunch.h"
#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/isolation/wrapfiles.h"
#include "core/platform/hostos.h"
#include "core/process/processrunner.h"
#include "core/python/layerpath.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TryStart)
};

constexpr auto kSilence = 6min; ///< comfy-env gives a pack five minutes to be looked at
constexpr qsizetype kMostWords = 16'000;

Error tooOld(const Install &install)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("The ComfyUI of “%1” is too old to be tried out beside the "
                                "install.")
                           .arg(install.name),
            .nextStep = Text::tr("Update ComfyUI, then try again."),
            .detail = {}};
}

/** The install's own command with other arguments. */
Result<Command> commandFor(const TryStart &request, const QString &starter, const QString &result,
                           const QSet<QString> &known)
{
    Result<Command> command = launchCommand(request.library, request.install,
                                            {.port = request.install.port, .knownFlags = known},
                                            QProcessEnvironment::systemEnvironment(), hostOs());
    if (!command)
        return command;
    const QString comfy = QDir(request.library.runtimeFolder(request.install))
                              .absoluteFilePath(request.install.generation()->comfyFolder);
    command->arguments = {u"-s"_s,
                          u"-X"_s,
                          u"utf8"_s,
                          starter,
                          result,
                          request.pack,
                          comfy + "/main.py"_L1,
                          u"--quick-test-for-ci"_s,
                          u"--cpu"_s,
                          u"--base-directory"_s,
                          QDir::toNativeSeparators(request.folder)};
    if (known.contains(u"--disable-auto-launch"_s))
        command->arguments += u"--disable-auto-launch"_s;
    if (known.contains(u"--database-url"_s))
        command->arguments += {u"--database-url"_s, u"sqlite:///:memory:"_s};
    QProcessEnvironment &environment = command->environment;
    environment.remove(layerVariable());
    if (!request.layer.isEmpty())
        environment.insert(layerVariable(), QDir::toNativeSeparators(request.layer));
    environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    if (!request.report.isEmpty())
        environment.insert(u"PORTICO_TRIAL"_s, QDir::toNativeSeparators(request.report));
    return command;
}

} // namespace

QStringList textsIn(const QJsonValue &list)
{
    QStringList texts;
    const QJsonArray array = list.toArray();
    for (const auto &text : array)
        texts += text.toString();
    return texts;
}

Result<TriedStart> tryStart(const TryStart &request, const ProcessRunner &processes,
                            const JobContext &job)
{
    const Result<PreparedLaunch> prepared =
        prepareLaunch(request.library, request.install, processes, job);
    if (!prepared)
        return prepared.error();
    const QSet<QString> &known = prepared->knownFlags;
    if (!known.contains(u"--quick-test-for-ci"_s) || !known.contains(u"--base-directory"_s))
        return tooOld(request.install);
    const QString starter = request.folder + "/try.py"_L1;
    const QString result = request.folder + "/result.json"_L1;
    if (const Result<> written = writeFileAtomically(starter, trialStarter()); !written)
        return written.error();
    const Result<Command> command = commandFor(request, starter, result, known);
    if (!command)
        return command.error();
    QByteArray words;
    const auto keep = [&words](QByteArrayView bytes) {
        words += bytes;
        if (words.size() > 2 * kMostWords)
            words = words.right(kMostWords);
    };
    const Result<ExitStatus> status = processes.run({.command = *command,
                                                     .standardInput = {},
                                                     .onOutput =
                                                         [&](QByteArrayView bytes) {
                                                             keep(bytes);
                                                             return Result<>();
                                                         },
                                                     .onErrorOutput = keep,
                                                     .silenceLimit = kSilence},
                                                    job);
    if (!status)
        return status.error();
    static const QRegularExpression colours(u"\\x1b\\[[0-9;]*m"_s);
    TriedStart tried{.words = QString::fromUtf8(words.right(kMostWords)).remove(colours).trimmed()};
    const Result<QJsonObject> said = readJsonObject(result);
    tried.isGood = said && !status->crashed && status->code == 0;
    if (said) {
        tried.nodes = textsIn(said->value("nodes"_L1));
        tried.routes = textsIn(said->value("routes"_L1));
        tried.web = textsIn(said->value("web"_L1));
    }
    return tried;
}

} // namespace portico
