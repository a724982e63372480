// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/appupdate/handover.h"
#include "core/appupdate/updateoffer.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace portico {
class Job;
class JobRunner;
class Services;
class SettingsStore;
} // namespace portico

namespace portico::app {

/** What is known of newer Porticos. */
struct AppUpdateLook
{
    enum class Work { None, Looking, Downloading, Installing };

    std::optional<AppFacts> facts{}; ///< how this one was installed; nothing: not looked yet
    std::optional<UpdateOffer> offer{};
    QString fetched{}; ///< the downloaded file of the offer; empty: there is none
    std::optional<HandedOver> handedOver{};
    std::optional<Error> problem{}; ///< of what was done last
    Work work = Work::None;
    QPointer<Job> job{};
    bool isNews = false; ///< found by itself, and the person has not seen it yet
};

/**
 * Updates of Portico itself, for the window: looked for once a day where the person wants that, and
 * when they ask; downloaded and installed only when they ask. All work is done by jobs; what the
 * person asked for is shown among the others. Lives on the GUI thread, as long as the library.
 */
class AppUpdates final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppUpdates)

public:
    /** What it works with; all outlive it. */
    struct Parts
    {
        const Services &services;
        SettingsStore &settings;
        JobRunner &jobs;
        JobRunner &background;
    };

    /** `channel`: the one that was compiled in. */
    AppUpdates(const Parts &parts, const Result<UpdateChannel> &channel, QObject *parent = nullptr);

    const AppUpdateLook &look() const { return m_look; }
    /** Who is asked; empty where nobody is. */
    QString server() const;
    /** Why this Portico is not updated by itself, as far as is known; nothing: it is. */
    std::optional<Error> whyNot() const;

    /** From now on, where the person wants that: at once where a day has gone by, and daily. */
    void begin();
    /** Finds out how this Portico was installed, once. Returns at once; changed() tells. */
    void learnFacts();
    void check();
    void download();
    void install();
    void cancel() const;
    /** The person knows of the offer: its notice does not come again. */
    void setSeen();

    /** Tells these and does nothing of its own any more: for pictures and tests. */
    void tell(const AppUpdateLook &look);

signals:
    void changed();

private:
    void checkIfDue();
    void checkBy(JobRunner &runner);
    void takeOffer(const Result<UpdateOffer> &offer);
    void follow(AppUpdateLook::Work work, Job &job);
    void end();
    bool isBusy() const { return m_look.work != AppUpdateLook::Work::None || m_wasTold; }

    const Parts m_parts;
    const Result<UpdateChannel> m_channel;
    AppUpdateLook m_look;
    QTimer m_hourly;
    bool m_isLearning = false;
    bool m_wasTold = false;
};

} // namespace portico::app
