// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/isolation/envoperations.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <map>
#include <optional>

namespace portico {
class InstallStore;
class Job;
class JobRunner;
class Services;
} // namespace portico

namespace portico::app {

class Sessions;

/** A job that the person began on environments. */
struct EnvWork
{
    QStringList names{}; ///< empty: all that need it
    bool isOfUnused = false;
    QPointer<Job> job{};
};

/** What lies on the disk of one. */
struct EnvFiles
{
    bool isThere = false;   ///< something to remove, to open, to look into
    bool hasPython = false; ///< an interpreter that may be started
    bool hasLog = false;
};

/** What a worker read. */
struct ReadEnvs
{
    EnvReport report{};
    QHash<QString, EnvFiles> files{};
    QStringList watched{}; ///< what, changed, makes it worth to read again
};

/** What is known of the isolated environments of one install. */
struct EnvFacts
{
    std::optional<EnvReport> report{}; ///< nothing: nobody has read yet, or see `problem`
    std::optional<Error> problem{};
    QHash<QString, EnvFiles> files{}; ///< by name
    QHash<QString, qint64> sizes{};   ///< by folder: of those whose size nobody noted
    QMap<QString, Error> failures{};  ///< by name: of builds that this window began
    std::optional<Error> refusal{};   ///< why the last wish as a whole came to nothing
    QList<EnvWork> work{};            ///< what is under way
    bool isLooking = false;

    /** The job that works on that one now; null: none. */
    Job *jobOf(const QString &name) const;
    bool isRemovingUnused() const;
    /** How many are not as they should be, and nobody builds them. */
    int needing() const;
};

/**
 * The isolated environments of every install, and work on them. Read on workers when somebody wants
 * to see them, and again when a session or a job ended, the install changed, or files did; while
 * one is being built by anybody, every moment. Big folders are measured afterwards.
 */
class Environments final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Environments)

public:
    /** What it reads through; all outlive it. */
    struct Parts
    {
        const Services &services;
        InstallStore &installs;
        Sessions &sessions;
        JobRunner &jobs;
        JobRunner &background;
    };

    explicit Environments(const Parts &parts, QObject *parent = nullptr);

    /** Tells these from now on and reads nothing of that install: for pictures and tests. */
    void tell(const InstallId &id, const EnvFacts &facts);

    const EnvFacts &of(const InstallId &id) const;
    /** Reads anew. Returns at once; while it reads already, it reads once more afterwards. */
    void look(const InstallId &id);

    /** As a job with progress, which the activity pane shows. */
    void work(const InstallId &id, const EnvWish &wish);
    /** Those of these names, or with no name all unused ones; as a job. */
    void remove(const InstallId &id, const QStringList &names);
    /** The person has read why it came to nothing. */
    void forgetRefusal(const InstallId &id);

signals:
    void changed(const portico::InstallId &id);

private:
    struct Entry
    {
        EnvFacts facts{};
        bool isReading = false;
        bool isStale = false;
        bool wasTold = false;
        bool wasRunning = false; ///< its session, as last seen
    };

    Entry *find(const InstallId &id);
    void take(const InstallId &id, const Result<ReadEnvs> &read);
    void measure(const InstallId &id);
    void watch(QStringList wanted);
    void lookAgainSoon(const InstallId &id);
    void addWork(const InstallId &id, const EnvWork &work);
    void endWork(const InstallId &id, const std::optional<Error> &error);

    const Parts m_parts;
    std::map<InstallId, Entry> m_entries;
    InstallId m_watched; ///< whose files are watched: the one that was looked at last
    QFileSystemWatcher m_files;
    QTimer m_soon;
};

} // namespace portico::app
