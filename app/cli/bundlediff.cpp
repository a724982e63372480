// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/bundlediff.h"

#include "app/cli/exitcode.h"
#include "app/cli/judgedcommand.h"
#include "app/cli/recipebundle.h"
#include "app/services.h"
#include "core/bundles/comparebundles.h"
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

constexpr qsizetype kShortCommit = 12;

QString factTitle(ChangedFact::Fact fact)
{
    switch (fact) {
    case ChangedFact::Fact::Name:
        return Text::tr("Name");
    case ChangedFact::Fact::Version:
        return Text::tr("Version");
    case ChangedFact::Fact::System:
        return Text::tr("System");
    case ChangedFact::Fact::ComfyVersion:
        return u"ComfyUI"_s;
    case ChangedFact::Fact::ComfyCommit:
        return Text::tr("ComfyUI's commit");
    case ChangedFact::Fact::ComfyRepository:
        return Text::tr("ComfyUI's repository");
    case ChangedFact::Fact::Python:
        return u"Python"_s;
    case ChangedFact::Fact::Torch:
        return u"torch"_s;
    case ChangedFact::Fact::Accelerator:
        return Text::tr("Accelerator");
    }
    Q_UNREACHABLE();
}

QString sign(Difference difference)
{
    return difference == Difference::Added  ? u"+"_s
        : difference == Difference::Removed ? u"−"_s
                                            : u"~"_s;
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? Text::tr("none") : text;
}

QString stateOf(const BundledPack &pack)
{
    QString state = pack.commit.left(kShortCommit);
    if (state.isEmpty())
        state = pack.version;
    if (pack.isChanged)
        state += (state.isEmpty() ? QString() : u" "_s) + Text::tr("(changed by hand)");
    return state;
}

QString packLine(const ChangedPack &pack)
{
    const QString before = stateOf(pack.before);
    const QString after = stateOf(pack.after);
    QString line = sign(pack.difference) + u' ' + pack.name;
    if (pack.difference == Difference::Added)
        return line + u' ' + after;
    if (pack.difference == Difference::Removed)
        return line + u' ' + before;
    if (before != after)
        return line + u' ' + orNone(before) + u" → "_s + orNone(after);
    return line + u": "_s
        + (pack.filesDiffer ? Text::tr("its files differ") : Text::tr("it is from elsewhere"));
}

QString packageLine(const ChangedPackage &package)
{
    const QString line = sign(package.difference) + u' ' + package.name + u' ';
    if (package.difference != Difference::Changed)
        return line + (package.before.isEmpty() ? package.after : package.before);
    return line + package.before + u" → "_s + package.after;
}

QString countLine(const FileCount &count, Difference difference)
{
    const auto files = static_cast<int>(count.files);
    switch (difference) {
    case Difference::Added:
        return Text::tr("%n file(s) added (%1)", nullptr, files).arg(sizeText(count.after));
    case Difference::Removed:
        return Text::tr("%n file(s) removed (%1)", nullptr, files).arg(sizeText(count.before));
    case Difference::Changed:
        return Text::tr("%n file(s) changed (%1 → %2)", nullptr, files)
            .arg(sizeText(count.before), sizeText(count.after));
    }
    Q_UNREACHABLE();
}

void printFiles(Terminal &terminal, const BundleDifference &found, FileList list)
{
    if (!found.comparesFiles) {
        terminal.print(u"  "_s + Text::tr("A lock names no files: they were not compared."));
        return;
    }
    for (const auto kind : {Difference::Added, Difference::Removed, Difference::Changed}) {
        const FileCount count = found.count(kind);
        if (count.files > 0)
            terminal.print(u"  "_s + sign(kind) + u' ' + countLine(count, kind));
    }
    if (list == FileList::Leave && !found.files.isEmpty())
        terminal.print(u"  → "_s + Text::tr("Their names: --files"));
    for (const ChangedFile &file : found.files) {
        if (list == FileList::Include)
            terminal.print(u"    "_s + sign(file.difference) + u' ' + file.path);
    }
}

int printDifference(Terminal &terminal, const BundleDifference &found, FileList list)
{
    terminal.print(toJson(found, list));
    if (found.isEmpty()) {
        terminal.print(Text::tr("%1 and %2 hold the same.").arg(found.before, found.after));
        return Done;
    }
    terminal.print(Text::tr("From %1 to %2:").arg(found.before, found.after));
    for (const ChangedFact &fact : found.facts)
        terminal.print(
            u"  %1: %2 → %3"_s.arg(factTitle(fact.fact), orNone(fact.before), orNone(fact.after)));
    if (!found.packs.isEmpty())
        terminal.print(u"  "_s + Text::tr("Node packs:"));
    for (const ChangedPack &pack : found.packs)
        terminal.print(u"    "_s + packLine(pack));
    if (!found.packages.isEmpty())
        terminal.print(u"  "_s + Text::tr("Packages:"));
    for (const ChangedPackage &package : found.packages)
        terminal.print(u"    "_s + packageLine(package));
    printFiles(terminal, found, list);
    return Failed;
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
