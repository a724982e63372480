// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/pixiengine.h"

#include "core/net/bridgedenvironment.h"
#include "core/net/networkchain.h"
#include "core/process/childenvironment.h"
#include "core/process/linesplitter.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PixiEngine)
};

constexpr std::chrono::minutes kSilence{30}; ///< a large package says nothing while it comes
constexpr std::chrono::milliseconds kPatience{400};
constexpr qsizetype kMostWords = 16 << 10;

int countPackages(const QString &place, Os os)
{
    const QString library =
        os == Os::Windows ? envPrefix(place) + "/Lib"_L1 : envPrefix(place) + "/lib"_L1;
    QStringList sites{library + "/site-packages"_L1};
    for (const QString &name : QDir(library).entryList({u"python3.*"_s}, QDir::Dirs))
        sites += library + u'/' + name + "/site-packages"_L1;
    qsizetype count = 0;
    for (const QString &site : std::as_const(sites))
        count += QDir(site).entryList({u"*.dist-info"_s}, QDir::Dirs).size();
    return static_cast<int>(count);
}

bool says(const QString &words, std::initializer_list<QLatin1StringView> needles)
{
    return std::any_of(needles.begin(), needles.end(), [&words](QLatin1StringView needle) {
        return words.contains(needle, Qt::CaseInsensitive);
    });
}

} // namespace

Error pixiFailure(const QString &words, int code)
{
    Error error{
        .code = ErrorCode::ProcessFailed,
        .message = Text::tr("pixi could not build the environment (exit code %1).").arg(code),
        .nextStep = Text::tr("Its log tells more; try again, or ask the author of the pack."),
        .detail = words};
    if (says(words, {"No space left on device"_L1, "not enough space"_L1, "os error 112"_L1})) {
        error.code = ErrorCode::DiskFull;
        error.message = Text::tr("The disk is full: pixi could not build the environment.");
        error.nextStep = Text::tr("Free some space, then try again.");
    } else if (says(words,
                    {"error sending request"_L1, "dns error"_L1, "failed to fetch"_L1,
                     "connection refused"_L1, "operation timed out"_L1})) {
        error.code = ErrorCode::Network;
        error.message = Text::tr("pixi could not reach the packages of the environment.");
        error.nextStep = Text::tr("Check the network settings, then try again.");
    } else if (says(words,
                    {"cannot solve the request"_L1, "No candidates were found"_L1,
                     "failed to solve"_L1, "no matching platform tag"_L1})) {
        error.code = ErrorCode::Unsupported;
        error.message = Text::tr("The packages of the environment do not go together here.");
        error.nextStep = Text::tr("Ask the author of the pack; its log tells which clash.");
    } else if (says(words, {"virtual package"_L1, "does not support the current platform"_L1})) {
        error.code = ErrorCode::Unsupported;
        error.message = Text::tr("The environment asks for more than this computer has.");
        error.nextStep = Text::tr("Its log tells what: another system, C library or CUDA.");
    } else if (says(words, {"failed to parse"_L1, "unexpected key"_L1, "unknown field"_L1})) {
        error.code = ErrorCode::InvalidInput;
        error.message = Text::tr("pixi does not understand what comfy-env.toml asks for.");
        error.nextStep = Text::tr("Correct the file; the log tells the key.");
    }
    return error;
}

Result<AssembledEnv> assembleWithPixi(const EnvAssembly &assembly, const EnvServices &services,
                                      const JobContext &job)
{
    job.report({.step = envPackagesStep(), .unit = ProgressUnit::Items});
    const Result<BridgedEnvironment> network =
        bridgedEnvironment(environmentFor(Consumer::Pixi, services.network));
    if (!network)
        return network.error();
    QProcessEnvironment environment = cleanEnvironment(services.facts.variables, services.facts.os);
    network->environment.applyTo(environment, services.facts.os);
    environment.insert(u"UV_PYTHON_INSTALL_DIR"_s, assembly.home.root + "/_no_python"_L1);
    environment.insert(u"UV_PYTHON_PREFERENCE"_s, u"only-system"_s);
    // Without a terminal pixi has no numbers to tell, so that its lines are all there is: bars are
    // drawn on standard error only where that is one ("--no-progress: Hide all progress bars,
    // always turned on if stderr is not a terminal", its reference of global options;
    // prefix-dev/pixi#2308), and the percentage of OSC 9;4 likewise on standard output
    // (crates/pixi_progress/src/osc.rs).
    environment.insert(u"PIXI_NO_PROGRESS"_s, u"true"_s);
    QString words;
    LineSplitter lines;
    const auto hear = [&](QByteArrayView bytes) {
        lines.feed(bytes, [&](const SplitLine &line) {
            const QString text = QString::fromUtf8(line.bytes).trimmed();
            if (text.isEmpty())
                return;
            job.log(text);
            words = (words + text + u'\n').right(kMostWords);
        });
    };
    const ProcessInput input{
        .command = {.program = pixiProgram(services.facts),
                    .arguments = {u"install"_s, u"--manifest-path"_s,
                                  QDir::toNativeSeparators(envManifestFile(assembly.place))},
                    .workingFolder = assembly.place,
                    .environment = environment,
                    .secrets = network->environment.secrets},
        .standardInput = {},
        .onOutput = [&hear](QByteArrayView bytes) -> Result<> {
            hear(bytes);
            return {};
        },
        .onErrorOutput = hear,
        .silenceLimit = kSilence,
        .patience = kPatience};
    const Result<ExitStatus> status = services.processes.run(input, job);
    if (!status)
        return status.error();
    if (status->crashed || status->code != 0)
        return pixiFailure(words, status->code);
    return AssembledEnv{.pythonVersion = assembly.plan.python,
                        .packages = countPackages(assembly.place, services.facts.os)};
}

} // namespace portico
