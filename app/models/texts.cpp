// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/texts.h"

#include "core/base/lists.h"
#include "core/hardware/accelerator.h"

#include <QCoreApplication>
#include <QLocale>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::Texts)
};

QString timeOf(const QDateTime &local)
{
    return QLocale().toString(local.time(), QLocale::ShortFormat);
}

QString dateAndTime(const QDateTime &local)
{
    return Text::tr("%1 at %2", "date and time")
        .arg(QLocale().toString(local.date(), QLocale::ShortFormat), timeOf(local));
}

} // namespace

QString stateWord(SessionState state)
{
    switch (state) {
    case SessionState::Stopped:
        return Text::tr("Stopped");
    case SessionState::Starting:
        return Text::tr("Starting");
    case SessionState::Ready:
        return Text::tr("Ready");
    case SessionState::Stopping:
        return Text::tr("Stopping");
    case SessionState::Crashed:
        return Text::tr("Crashed");
    }
    return {};
}

QString durationText(std::chrono::seconds duration)
{
    const qint64 seconds = qMax<qint64>(0, duration.count());
    if (seconds < 60)
        return Text::tr("%1 s", "seconds").arg(seconds);
    if (seconds < 3600)
        return Text::tr("%1 m %2 s", "minutes and seconds").arg(seconds / 60).arg(seconds % 60);
    if (seconds < 48 * 3600)
        return Text::tr("%1 h %2 m", "hours and minutes")
            .arg(seconds / 3600)
            .arg(seconds % 3600 / 60);
    return Text::tr("%n day(s)", nullptr, int(seconds / 86'400));
}

QString momentText(const QDateTime &moment)
{
    const QDateTime local = moment.toLocalTime();
    switch (local.date().daysTo(QDate::currentDate())) {
    case 0:
        return Text::tr("Today at %1").arg(timeOf(local));
    case 1:
        return Text::tr("Yesterday at %1").arg(timeOf(local));
    default:
        return dateAndTime(local);
    }
}

QString momentWithin(const QDateTime &moment)
{
    const QDateTime local = moment.toLocalTime();
    switch (local.date().daysTo(QDate::currentDate())) {
    case 0:
        return Text::tr("today at %1", "within a sentence").arg(timeOf(local));
    case 1:
        return Text::tr("yesterday at %1", "within a sentence").arg(timeOf(local));
    default:
        return dateAndTime(local);
    }
}

QString askingText(const QStringList &sources)
{
    return sources.isEmpty() ? Text::tr("The sources are being asked for what is new…")
                             : Text::tr("Still asking: %1…").arg(listed(sources));
}

QString speedText(double speed, ProgressUnit unit)
{
    if (speed <= 0)
        return {};
    if (unit == ProgressUnit::Bytes)
        return Text::tr("%1/s", "a size each second").arg(sizeText(qint64(speed)));
    return Text::tr("%1 a second").arg(QLocale().toString(speed, 'f', speed < 10 ? 1 : 0));
}

QString progressText(const Progress &progress)
{
    const bool bytes = progress.unit == ProgressUnit::Bytes;
    const QLocale locale;
    const QString done = bytes ? sizeText(progress.done) : locale.toString(progress.done);
    if (progress.total < 0)
        return progress.done > 0 ? done : QString();
    const QString total = bytes ? sizeText(progress.total) : locale.toString(progress.total);
    return Text::tr("%1 of %2", "done of total").arg(done, total);
}

QString acceleratorText(const QString &accelerator)
{
    const auto known = Accelerator::fromText(accelerator);
    return known ? known->title() : accelerator;
}

QString runtimeText(const Install &install)
{
    const Generation *generation = install.generation();
    if (!generation)
        return Text::tr("ComfyUI");
    QStringList parts;
    parts.append(generation->comfyVersion.isEmpty()
                     ? Text::tr("ComfyUI")
                     : Text::tr("ComfyUI %1").arg(generation->comfyVersion));
    if (!generation->accelerator.isEmpty())
        parts.append(acceleratorText(generation->accelerator));
    if (!generation->pythonVersion.isEmpty())
        parts.append(Text::tr("Python %1").arg(generation->pythonVersion));
    return parts.join(u" · "_s);
}

QString layoutText(BundleLayout layout)
{
    switch (layout) {
    case BundleLayout::Anymatix:
        return Text::tr("Anymatix portable bundle");
    case BundleLayout::Official:
        return Text::tr("Official ComfyUI portable");
    case BundleLayout::Standalone:
        return Text::tr("Comfy-Org standalone environment");
    case BundleLayout::Composed:
        return Text::tr("Put together by Portico");
    case BundleLayout::Plain:
        return Text::tr("ComfyUI folder with its own Python");
    }
    return {};
}

QString jobText(const Job &job)
{
    switch (job.state()) {
    case JobState::Waiting:
        return Text::tr("Waiting for another job to end");
    case JobState::Running:
        return job.progress().step.isEmpty() ? Text::tr("Working") : job.progress().step;
    case JobState::Succeeded:
        return Text::tr("Done");
    case JobState::Cancelled:
        return Text::tr("Cancelled");
    case JobState::Failed:
        return job.error() ? job.error()->message : Text::tr("Failed");
    }
    return {};
}

} // namespace portico::app
