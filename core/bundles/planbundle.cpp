// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/sizes.h"
#include "core/bundles/buildbundle.h"
#include "core/bundles/bundlesource.h"
#include "core/bundles/launchscripts.h"
#include "core/bundles/placearchive.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/tree.h"
#include "core/platform/host.h"
#include "core/python/layer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlanBundle)
};

Result<> checkWords(const BundleWish &wish, const QString &version)
{
    const Result<> prefix = checkBundleWord(Text::tr("The name"), wish.prefix);
    if (!prefix)
        return prefix;
    const Result<> named = checkBundleWord(Text::tr("The version"), version);
    if (!named)
        return named;
    if (wish.volumeSize != 0 && wish.volumeSize < kLeastVolume)
        return Error{
            .code = ErrorCode::InvalidInput,
            .message =
                Text::tr("Volumes of %1 bytes are too small.").arg(numberText(wish.volumeSize)),
            .nextStep = Text::tr("Choose 64 KiB or more."),
            .detail = {}};
    for (const QString &argument : wish.arguments) {
        // They stand in shell and batch scripts: what is special in neither needs no quotes.
        const bool isPlain =
            !argument.isEmpty() && std::all_of(argument.begin(), argument.end(), [](QChar c) {
                return c.unicode() < 128 && (c.isLetterOrNumber() || u"-_.,:/=+@"_s.contains(c));
            });
        if (!isPlain)
            return Error{.code = ErrorCode::InvalidInput,
                         .message = Text::tr("The argument “%1” holds a character that launch "
                                             "scripts cannot carry on every system.")
                                        .arg(argument),
                         .nextStep = Text::tr("Leave it out, and give it when ComfyUI is started."),
                         .detail = {}};
    }
    return {};
}

Result<qint64> sizeOf(const BundleParts &source, const JobContext &job)
{
    QStringList folders{source.pythonFolder, source.comfyFolder};
    if (!source.layer.isEmpty())
        folders += layerSite(source.layer);
    for (const NodePack &pack : source.packs)
        folders += pack.folder;
    qint64 bytes = 0;
    for (const QString &folder : folders) {
        const Result<TreeSize> size = treeSize(folder, job);
        if (!size)
            return size.error();
        bytes += size->bytes;
    }
    return bytes;
}

void addRemarks(const BundleParts &source, const Install &install, BundlePlan &plan)
{
    for (const BundledPack &pack : plan.record.packs) {
        if (pack.isChanged)
            plan.remarks += Text::tr("%1 was changed by hand; the bundle holds it as it is now.")
                                .arg(pack.name);
    }
    for (const NodePack &pack : source.packs) {
        if (pack.wantsIsolation)
            plan.remarks += Text::tr("%1 runs in an environment of its own, which cannot move: it "
                                     "is built anew on the other computer.")
                                .arg(pack.name);
    }
    if (!install.settings.arguments.isEmpty())
        plan.remarks +=
            Text::tr("The arguments that you set for “%1” stay with it; the launch "
                     "script has: %2.")
                .arg(install.name,
                     plan.arguments.isEmpty() ? Text::tr("none") : plan.arguments.join(u' '));
}

} // namespace

Result<BundlePlan> planBundle(const BundleServices &services, const Install &install,
                              const BundleWish &wish, const JobContext &job)
{
    const Result<BundleParts> source =
        findBundleParts(services.library, install, services.host.os(), job);
    if (!source)
        return source.error();
    const Generation &generation = *install.generation();
    const Result<BundleRecord> record =
        describeSource(*source, generation, services.library, install, job);
    if (!record)
        return record.error();
    BundlePlan plan{.record = *record};
    plan.record.name = wish.prefix;
    plan.record.version = wish.version.isEmpty() ? generation.comfyVersion : wish.version;
    plan.record.os = services.host.os();
    plan.record.architecture = services.host.architecture();
    const Result<> words = checkWords(wish, plan.record.version);
    if (!words)
        return words.error();
    plan.file = QDir(wish.folder)
                    .absoluteFilePath(bundleFileName({.prefix = wish.prefix,
                                                      .version = plan.record.version,
                                                      .os = plan.record.os,
                                                      .architecture = plan.record.architecture},
                                                     wish.format));
    const QStringList there = archiveFiles(plan.file);
    if (wish.old == OldBundle::Keep && !there.isEmpty())
        return Error{
            .code = ErrorCode::AlreadyExists,
            .message =
                Text::tr("%1 is there already.").arg(QDir::toNativeSeparators(there.constFirst())),
            .nextStep = Text::tr("Choose another version or folder, or replace it."),
            .detail = {}};
    plan.record.arguments = wish.arguments;
    plan.arguments = acceleratorArguments(generation.accelerator) + wish.arguments;
    const Result<qint64> bytes = sizeOf(*source, job);
    if (!bytes)
        return bytes.error();
    plan.bytes = *bytes;
    addRemarks(*source, install, plan);
    return plan;
}

QJsonObject toJson(const BundlePlan &plan)
{
    return {{u"bundle"_s, toJson(plan.record)},
            {u"file"_s, plan.file},
            {u"bytes"_s, plan.bytes},
            {u"arguments"_s, QJsonArray::fromStringList(plan.arguments)},
            {u"remarks"_s, QJsonArray::fromStringList(plan.remarks)}};
}

} // namespace portico
