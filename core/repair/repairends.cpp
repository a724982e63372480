// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/installs/library.h"
#include "core/io/journal.h"
#include "core/io/tree.h"
#include "core/net/network.h"
#include "core/net/toolenvironment.h"
#include "core/repair/repairparts.h"
#include "core/server/currentstatus.h"
#include "core/server/sessioncontrol.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairSteps)
};

bool isRepairOf(const JournalRecord &record, const InstallId &id)
{
    return record.operation == kRepairOperation
        && record.inputs.value("install"_L1).toString() == id.toString();
}

/** The session server lets go a moment after its last client: the next start shall find it free. */
void waitUntilReleased(const RepairServices &services, const InstallId &id)
{
    constexpr int mostTries = 100;
    for (int i = 0; i < mostTries && isSessionHeld(services.library, id); ++i) {
        if (!services.clock.sleep(50ms, CancelToken()))
            return;
    }
}

} // namespace

bool endsRepair(const Error &error)
{
    return error.code == ErrorCode::Cancelled || error.code == ErrorCode::DiskFull;
}

bool hasUnfinishedRepair(const Library &library, const InstallId &id, const JobContext &job)
{
    const auto entries = Journal(library.journal()).claimDead(job);
    return entries
        && std::any_of(entries->begin(), entries->end(),
                       [&id](const JournalEntry &entry) { return isRepairOf(entry.record(), id); });
}

void forgetUnfinishedRepairs(const Library &library, const InstallId &id, const JobContext &job)
{
    auto entries = Journal(library.journal()).claimDead(job);
    if (!entries)
        return;
    for (JournalEntry &entry : *entries) {
        if (!isRepairOf(entry.record(), id))
            continue;
        if (const Result<> finished = entry.finish(); !finished)
            job.log(finished.error().message);
    }
}

QString repairPython(const Library &library, const Install &install)
{
    return QDir(library.runtimeFolder(install)).absoluteFilePath(install.generation()->python);
}

Result<> startOnce(const RepairServices &services, const InstallId &id, const JobContext &job)
{
    SessionStart start{.mode = SessionMode::Attached, .useNextFreePort = true};
    if (const Result<NetworkChain> chain = services.network.chain(job))
        start.network = environmentFor(Consumer::ComfyUi, *chain);
    Result<> outcome;
    {
        SessionControl session(services.library, id);
        const Result<SessionStatus> ready = session.start(start, job);
        const Result<SessionStatus> stopped = ready ? session.stop(job) : ready;
        if (!stopped)
            outcome = stopped.error();
    }
    waitUntilReleased(services, id);
    return outcome;
}

QString shortList(const QStringList &names)
{
    constexpr qsizetype most = 3;
    if (names.size() <= most)
        return listed(names);
    return Text::tr("%1 and %n more", nullptr, static_cast<int>(names.size() - most))
        .arg(listed(names.first(most)));
}

void pruneKept(const Library &library, const InstallId &id, const JobContext &job)
{
    constexpr qsizetype most = 3;
    const QDir folder(library.installFolder(id) + "/kept-files"_L1);
    QStringList names = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    while (names.size() > most) {
        const Result<> removed = removeTree(folder.filePath(names.takeFirst()), job);
        if (!removed)
            job.log(removed.error().message);
    }
}

QString keptFolder(const Library &library, const InstallId &id)
{
    const QString base = library.installFolder(id) + "/kept-files/"_L1
        + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString folder = base;
    for (int n = 2; QFileInfo::exists(folder); ++n)
        folder = u"%1-%2"_s.arg(base).arg(n);
    return folder;
}

} // namespace portico
