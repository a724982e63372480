// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/bundlediff.h"

#include "app/cli/exitcode.h"
#include "app/cli/judgedcommand.h"
#include "app/cli/recipebundle.h"
#include "app/services.h"
#include "core/bundles/differencetext.h"
#include "core/installs/installfile.h"
#include "core/recipes/recipelock.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::BundleDiff)
};

int printDifference(Terminal &terminal, const BundleDifference &found, FileList list)
{
    terminal.print(toJson(found, list));
    const DifferenceText text = differenceText(found);
    terminal.print(text.sentence);
    for (const auto &[name, change] : text.facts)
        terminal.print(u"  %1: %2"_s.arg(name, change));
    if (!text.packs.isEmpty())
        terminal.print(u"  "_s + Text::tr("Node packs:"));
    for (const QString &pack : text.packs)
        terminal.print(u"    "_s + pack);
    if (!text.packages.isEmpty())
        terminal.print(u"  "_s + Text::tr("Packages:"));
    for (const QString &package : text.packages)
        terminal.print(u"    "_s + package);
    for (const QString &count : text.counts)
        terminal.print(u"  "_s + count);
    if (list == FileList::Leave && !text.files.isEmpty())
        terminal.print(u"  → "_s + Text::tr("Their names: --files"));
    for (const QString &file : text.files) {
        if (list == FileList::Include)
            terminal.print(u"    "_s + file);
    }
    return found.isEmpty() ? Done : Failed;
}

/** An archive, a recipe's lock, or an install: what is there by that name. */
Result<BundleContent> contentOf(const Services &services, const QString &what,
                                const JobContext &job)
{
    const BundleServices parts{services.library(), services.processes(), services.host()};
    const QFileInfo file(what);
    if (isRecipe(what) && !what.endsWith(".lock.json"_L1))
        return Error{.code = ErrorCode::Usage,
                     .message = Text::tr("%1 is a recipe, which says what a bundle shall be made "
                                         "from.")
                                    .arg(what),
                     .nextStep = Text::tr("Compare bundles that were made of it, or their locks."),
                     .detail = {}};
    if (file.isFile())
        return what.endsWith(".lock.json"_L1)
            ? contentOfLock(file.absoluteFilePath())
            : contentOfArchive(parts, file.absoluteFilePath(), job);
    const Result<Install> install = findInstall(services.library(), what);
    return install ? contentOfInstall(parts, *install, job) : install.error();
}

Result<JudgedCommand::Report> compare(const Services &services, const QStringList &words,
                                      FileList list, const JobContext &job)
{
    const Result<BundleContent> before = contentOf(services, words.at(1), job);
    if (!before)
        return before.error();
    const Result<BundleContent> after = contentOf(services, words.at(2), job);
    if (!after)
        return after.error();
    if ((before->kind == BundleContent::Kind::Lock) != (after->kind == BundleContent::Kind::Lock))
        return Error{.code = ErrorCode::Usage,
                     .message = Text::tr("A recipe's lock can be compared with another lock only."),
                     .nextStep = Text::tr("Compare the bundles themselves."),
                     .detail = {}};
    return JudgedCommand::Report(
        [found = compareBundles(*before, *after), list](Terminal &terminal) {
            return printDifference(terminal, found, list);
        });
}

} // namespace

void declareBundleDiff(QCommandLineParser &parser)
{
    parser.addOption({u"files"_s, Text::tr("For diff: name every file.")});
}

std::unique_ptr<RunningCommand> bundleComparing(const CommandContext &context)
{
    const QStringList words = context.parser.positionalArguments();
    if (words.size() != 3)
        return std::make_unique<InstantCommand>(context, []() -> Result<int> {
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("“diff” compares two things."),
                         .nextStep = Text::tr("Name two archives, or an archive and an install."),
                         .detail = {}};
        });
    const auto services = std::make_shared<Services>(context.settings, context.library);
    const FileList list = context.parser.isSet(u"files"_s) ? FileList::Include : FileList::Leave;
    return std::make_unique<JudgedCommand>(context, Text::tr("Compare two bundles"),
                                           [services, words, list](const JobContext &job) {
                                               return compare(*services, words, list, job);
                                           });
}

} // namespace portico::cli
