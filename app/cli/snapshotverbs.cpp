// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/snapshotverbs.h"

#include "app/cli/snapshotlines.h"
#include "core/installs/installfile.h"
#include "core/io/atomicfile.h"
#include "core/snapshots/exportsnapshot.h"
#include "core/snapshots/takesnapshot.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::SnapshotCommand)
};

using Run =
    std::function<Result<JobCommand::Report>(const Library &, const Install &, const JobContext &)>;

/** For an install that is named by the first word. */
std::unique_ptr<RunningCommand> running(const CommandContext &context, const QString &title,
                                        const QString &install, const Run &run)
{
    return std::make_unique<JobCommand>(context, title,
                                        [library = context.library, install,
                                         run](const JobContext &job) -> Result<JobCommand::Report> {
                                            const Result<Install> found =
                                                findInstall(library, install);
                                            if (!found)
                                                return found.error();
                                            return run(library, *found, job);
                                        });
}

std::unique_ptr<RunningCommand> take(const CommandContext &context, const QStringList &words)
{
    const QString note = context.parser.value(u"note"_s);
    const Run run = [note](const Library &library, const Install &install,
                           const JobContext &job) -> Result<JobCommand::Report> {
        const Result<KeptSnapshot> kept = takeSnapshot(
            library, install,
            {.reason = KeepReason::ByHand, .now = QDateTime::currentDateTimeUtc(), .note = note},
            job);
        if (!kept)
            return kept.error();
        return JobCommand::Report([kept = *kept](Terminal &terminal) {
            QJsonObject object = snapshotJson(kept.snapshot);
            object.insert(u"isNew"_s, kept.isNew);
            terminal.print(object);
            terminal.print(kept.isNew
                               ? Text::tr("Snapshot %1 is taken.").arg(shortId(kept.snapshot.id))
                               : Text::tr("Nothing has changed since snapshot %1.")
                                     .arg(shortId(kept.snapshot.id)));
        });
    };
    return running(context, Text::tr("Take a snapshot"), words.constFirst(), run);
}

JobCommand::Report reportOf(const SnapshotList &list)
{
    return [list](Terminal &terminal) {
        QJsonArray snapshots;
        for (const Snapshot &snapshot : list.snapshots)
            snapshots.append(snapshotJson(snapshot));
        QJsonArray broken;
        for (const BrokenSnapshot &one : list.broken)
            broken.append(QJsonObject{{u"file"_s, one.file}, {u"message"_s, one.error.message}});
        terminal.print(QJsonObject{{u"snapshots"_s, snapshots}, {u"broken"_s, broken}});
        for (const Snapshot &snapshot : list.snapshots)
            terminal.print(snapshotLine(snapshot));
        for (const BrokenSnapshot &one : list.broken)
            terminal.print(one.error.message);
        if (list.snapshots.isEmpty() && list.broken.isEmpty())
            terminal.print(Text::tr("There is no snapshot yet."));
    };
}

std::unique_ptr<RunningCommand> list(const CommandContext &context, const QStringList &words)
{
    return running(context, Text::tr("List the snapshots"), words.constFirst(),
                   [](const Library &library, const Install &install, const JobContext &) {
                       return Result<JobCommand::Report>(
                           reportOf(listSnapshots(library, install.id)));
                   });
}

/** "now" is what the install is at this moment. */
Result<SnapshotContent> contentCalled(const Library &library, const Install &install,
                                      const QString &typed, const JobContext &job)
{
    if (typed == "now"_L1)
        return contentOf(library, install, job);
    const Result<Snapshot> snapshot = findSnapshot(library, install.id, typed);
    return snapshot ? Result<SnapshotContent>(snapshot->content) : snapshot.error();
}

std::unique_ptr<RunningCommand> show(const CommandContext &context, const QStringList &words)
{
    const Run run = [typed = words.at(1)](const Library &library, const Install &install,
                                          const JobContext &) -> Result<JobCommand::Report> {
        const Result<Snapshot> snapshot = findSnapshot(library, install.id, typed);
        if (!snapshot)
            return snapshot.error();
        return JobCommand::Report([snapshot = *snapshot](Terminal &terminal) {
            terminal.print(toJson(snapshot));
            for (const QString &line : snapshotLines(snapshot))
                terminal.print(line);
        });
    };
    return running(context, Text::tr("Show a snapshot"), words.constFirst(), run);
}

std::unique_ptr<RunningCommand> diff(const CommandContext &context, const QStringList &words)
{
    const Run run = [a = words.at(1), b = words.value(2, u"now"_s)](
                        const Library &library, const Install &install,
                        const JobContext &job) -> Result<JobCommand::Report> {
        const Result<SnapshotContent> before = contentCalled(library, install, a, job);
        if (!before)
            return before.error();
        const Result<SnapshotContent> after = contentCalled(library, install, b, job);
        if (!after)
            return after.error();
        return JobCommand::Report(
            [changes = compareSnapshots(*before, *after)](Terminal &terminal) {
                terminal.print(changesJson(changes));
                for (const QString &line : changeLines(changes))
                    terminal.print(line);
                if (changes.isEmpty())
                    terminal.print(Text::tr("There is no difference."));
            });
    };
    return running(context, Text::tr("Compare snapshots"), words.constFirst(), run);
}

std::unique_ptr<RunningCommand> note(const CommandContext &context, const QStringList &words)
{
    const Run run = [typed = words.at(1), text = words.mid(2).join(u' ')](
                        const Library &library, const Install &install,
                        const JobContext &job) -> Result<JobCommand::Report> {
        Result<Snapshot> snapshot = findSnapshot(library, install.id, typed);
        if (!snapshot)
            return snapshot.error();
        const Result<> noted = noteSnapshot(library, install.id, snapshot->id, text, job);
        if (!noted)
            return noted.error();
        snapshot->note = text;
        return JobCommand::Report([snapshot = *snapshot](Terminal &terminal) {
            terminal.print(snapshotJson(snapshot));
            terminal.print(snapshotLine(snapshot));
        });
    };
    return running(context, Text::tr("Note something about a snapshot"), words.constFirst(), run);
}

std::unique_ptr<RunningCommand> remove(const CommandContext &context, const QStringList &words)
{
    const Run run = [typed = words.mid(1)](const Library &library, const Install &install,
                                           const JobContext &job) -> Result<JobCommand::Report> {
        QStringList removed;
        for (const QString &one : typed) {
            const Result<Snapshot> snapshot = findSnapshot(library, install.id, one);
            if (!snapshot)
                return snapshot.error();
            const Result<> gone = removeSnapshot(library, install.id, snapshot->id, job);
            if (!gone)
                return gone.error();
            removed += snapshot->id.toHex();
        }
        return JobCommand::Report([removed](Terminal &terminal) {
            terminal.print(QJsonObject{{u"removed"_s, QJsonArray::fromStringList(removed)}});
            for (const QString &id : removed)
                terminal.print(Text::tr("Snapshot %1 is removed.").arg(id.left(12)));
        });
    };
    return running(context, Text::tr("Remove snapshots"), words.constFirst(), run);
}

/** What is there is not written over. */
Error isThere(const QString &file)
{
    return {.code = ErrorCode::AlreadyExists,
            .message = Text::tr("%1 is there already.").arg(QDir::toNativeSeparators(file)),
            .nextStep = Text::tr("Choose another name, or remove it."),
            .detail = {}};
}

std::unique_ptr<RunningCommand> exportOne(const CommandContext &context, const QStringList &words)
{
    const bool isForManager = context.parser.isSet(u"manager"_s);
    const Run run = [typed = words.at(1), file = QDir::current().absoluteFilePath(words.at(2)),
                     isForManager](const Library &library, const Install &install,
                                   const JobContext &) -> Result<JobCommand::Report> {
        const Result<Snapshot> snapshot = findSnapshot(library, install.id, typed);
        if (!snapshot)
            return snapshot.error();
        if (QFileInfo::exists(file))
            return isThere(file);
        QStringList remarks;
        const QByteArray bytes =
            isForManager ? managerBytes(snapshot->content, remarks) : exportBytes(*snapshot);
        const Result<> written = writeFileAtomically(file, bytes);
        if (!written)
            return written.error();
        return JobCommand::Report([file, remarks](Terminal &terminal) {
            terminal.print(QJsonObject{{u"file"_s, file},
                                       {u"remarks"_s, QJsonArray::fromStringList(remarks)}});
            terminal.print(
                Text::tr("The snapshot is written to %1.").arg(QDir::toNativeSeparators(file)));
            for (const QString &remark : remarks)
                terminal.print(remark);
        });
    };
    return running(context, Text::tr("Export a snapshot"), words.constFirst(), run);
}

} // namespace

QList<SnapshotVerb> snapshotRecordVerbs()
{
    constexpr int kMostWords = 99;
    return {{.name = u"take"_s,
             .syntax = u"<install> [--note TEXT]"_s,
             .options = {u"note"_s},
             .make = take},
            {.name = u"list"_s, .syntax = u"<install>"_s, .make = list},
            {.name = u"show"_s,
             .syntax = u"<install> <snapshot>"_s,
             .minimumWords = 2,
             .maximumWords = 2,
             .make = show},
            {.name = u"diff"_s,
             .syntax = u"<install> <snapshot> [<snapshot>|now]"_s,
             .minimumWords = 2,
             .maximumWords = 3,
             .make = diff},
            {.name = u"note"_s,
             .syntax = u"<install> <snapshot> [TEXT]"_s,
             .minimumWords = 2,
             .maximumWords = kMostWords,
             .make = note},
            {.name = u"remove"_s,
             .syntax = u"<install> <snapshot>…"_s,
             .minimumWords = 2,
             .maximumWords = kMostWords,
             .make = remove},
            {.name = u"export"_s,
             .syntax = u"<install> <snapshot> <file> [--manager]"_s,
             .minimumWords = 3,
             .maximumWords = 3,
             .options = {u"manager"_s},
             .make = exportOne}};
}

} // namespace portico::cli
