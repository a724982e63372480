// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/base/lists.h"
#include "core/bundles/buildbundle.h"
#include "core/bundles/launchscripts.h"
#include "core/installs/bundlelayout.h"
#include "core/installs/library.h"
#include "core/installs/starttest.h"
#include "core/installs/steps.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/io/treemanifest.h"
#include "core/platform/host.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CheckBundle)
};

constexpr auto kSilence = 5min; ///< torch is read for the first time
constexpr qint64 kMostList = 64LL << 20;
constexpr qint64 kMostRecord = 16LL << 20;
constexpr qsizetype kNamedFiles = 5;
constexpr qsizetype kMostOutput = 1 << 20;

QString tryUnpackStep()
{
    return Text::tr("Unpack it elsewhere");
}

QString tryCompareStep()
{
    return Text::tr("Compare every file");
}

QString tryStartStep()
{
    return Text::tr("Start it once");
}

Error damaged(const QStringList &differences)
{
    const auto count = static_cast<int>(differences.size());
    return {.code = ErrorCode::HashMismatch,
            .message =
                Text::tr("%n file(s) of the bundle are not what its list says: %1.", nullptr, count)
                    .arg(listed(differences.first(qMin(kNamedFiles, differences.size())))),
            .nextStep = Text::tr("Get the bundle again, or build it again."),
            .detail = differences.join(u'\n')};
}

/** The list of files, which bundle.json vouches for. */
Result<FileHashes> listedFiles(const QString &root, const BundleRecord &record)
{
    const Result<QByteArray> bytes = readFile(root + u'/' + fileListName(), kMostList);
    if (!bytes)
        return bytes.error();
    if (sha256Of(*bytes) != record.list)
        return damaged({fileListName()});
    return fileListFromBytes(*bytes);
}

/** Every file as its list says, and none besides. Returns how many. */
Result<qint64> compareFiles(const QString &root, const BundleRecord &record, const JobContext &job)
{
    const Result<FileHashes> listed = listedFiles(root, record);
    if (!listed)
        return listed.error();
    const Result<QList<ManifestEntry>> entries = describeTree(root, inStep(job, tryCompareStep()));
    if (!entries)
        return entries.error();
    FileHashes missing = *listed;
    QStringList differences;
    for (const ManifestEntry &entry : *entries) {
        const bool isOwn = entry.path == fileListName() || entry.path == bundleRecordName();
        if (entry.kind != ManifestEntry::Kind::File || isOwn)
            continue;
        if (missing.take(entry.path) != entry.sha256)
            differences += entry.path;
    }
    differences += missing.keys();
    if (!differences.isEmpty())
        return damaged(differences);
    return listed->size();
}

/** The launch script with what stops it after every import, as its makers test ComfyUI. */
Command startOnce(const QString &root, Os os)
{
    const QString script = root + u'/' + launchScriptName(os);
    const QStringList arguments{u"8188"_s, u"--quick-test-for-ci"_s, u"--cpu"_s};
    Command command{.program = script,
                    .arguments = arguments,
                    .workingFolder = root,
                    .environment = cleanEnvironment(QProcessEnvironment::systemEnvironment(), os),
                    .secrets = {}};
    if (os != Os::Windows)
        return command;
    command.program = u"cmd.exe"_s;
    command.arguments = QStringList{u"/d"_s, u"/c"_s, QDir::toNativeSeparators(script)} + arguments;
    return command;
}

Result<> startByScript(const BundleServices &services, const QString &root, const JobContext &job)
{
    QByteArray output;
    const ProcessInput input{.command = startOnce(root, services.host.os()),
                             .standardInput = {},
                             .onOutput = [&](QByteArrayView bytes) -> Result<> {
                                 output +=
                                     bytes.first(qMin(bytes.size(), kMostOutput - output.size()));
                                 return {};
                             },
                             .onErrorOutput = {},
                             .silenceLimit = kSilence};
    const Result<ExitStatus> status = services.processes.run(input, job);
    if (!status)
        return status.error();
    if (!status->crashed && status->code == 0)
        return {};
    const QString words = QString::fromUtf8(status->errorTail);
    const QString reason = reasonInTraceback(words + u'\n' + QString::fromUtf8(output));
    return Error{.code = ErrorCode::ProcessFailed,
                 .message = reason.isEmpty()
                     ? Text::tr("Unpacked elsewhere, the bundle does not start.")
                     : Text::tr("Unpacked elsewhere, the bundle does not start: %1.").arg(reason),
                 .nextStep = Text::tr("See whether the install itself starts, and what it says."),
                 .detail = words.trimmed()};
}

/** One of another program: no list to compare with, no script that is known to be ours. */
Result<> startAsBundle(const BundleServices &services, const QString &folder,
                       const RecognisedLayout &layout, const QString &scratch,
                       const JobContext &job)
{
    const Result<> made = makeFolder(scratch);
    if (!made)
        return made;
    return testStart(folder + u'/' + layout.comfyFolder, folder + u'/' + layout.python, scratch,
                     services.processes, inStep(job, tryStartStep()));
}

Result<BundleCheck> checkUnpacked(const BundleServices &services, const QString &folder,
                                  const QString &scratch, const JobContext &job)
{
    const Result<RecognisedLayout> layout =
        recogniseLayout(folder, services.host.os(), services.host.architecture());
    if (!layout)
        return layout.error();
    BundleCheck check;
    const QString root = QDir::cleanPath(folder + u'/' + layout->root);
    if (!QFileInfo::exists(root + u'/' + bundleRecordName())) {
        check.remarks += Text::tr("It has no list of its files: they were not compared.");
        const Result<> started = startAsBundle(services, folder, *layout, scratch, job);
        return started ? Result<BundleCheck>(check) : Result<BundleCheck>(started.error());
    }
    const Result<QByteArray> bytes = readFile(root + u'/' + bundleRecordName(), kMostRecord);
    if (!bytes)
        return bytes.error();
    const Result<BundleRecord> record = bundleRecordFromBytes(*bytes);
    if (!record)
        return record.error();
    const Result<qint64> compared = compareFiles(root, *record, job);
    if (!compared)
        return compared.error();
    job.report({.step = tryStartStep(), .done = 0, .total = -1, .unit = ProgressUnit::Items});
    const Result<> started = startByScript(services, root, job);
    if (!started)
        return started.error();
    check.record = *record;
    check.files = *compared;
    return check;
}

} // namespace

QStringList bundleCheckSteps()
{
    return {tryUnpackStep(), tryCompareStep(), tryStartStep()};
}

Result<BundleCheck> checkBundle(const BundleServices &services, const QString &archive,
                                const JobContext &job)
{
    const Result<StagingDir> staging =
        StagingDir::create(services.library.staging(), Text::tr("trying a bundle"));
    if (!staging)
        return staging.error();
    const QString folder = staging->path() + u"/a place with ünïcödé 包"_s;
    const Result<> made = makeFolder(folder);
    if (!made)
        return made.error();
    const Result<UnpackSummary> unpacked =
        unpackArchive({.archive = archive,
                       .destination = folder,
                       .manifestFile = {},
                       .rulesFor = services.host.os(),
                       .limits = {}},
                      services.processes, inStep(job, tryUnpackStep()));
    if (!unpacked)
        return unpacked.error();
    return checkUnpacked(services, folder, staging->path() + "/scratch"_L1, job);
}

QJsonObject toJson(const BundleCheck &check)
{
    QJsonObject object{{u"files"_s, check.files},
                       {u"remarks"_s, QJsonArray::fromStringList(check.remarks)}};
    if (check.record)
        object.insert(u"bundle"_s, toJson(*check.record));
    return object;
}

} // namespace portico
