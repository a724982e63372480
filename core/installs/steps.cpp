// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/steps.h"

#include "core/installs/addbundle.h"

#include <QCoreApplication>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AddSteps)
};

} // namespace

QString downloadStep()
{
    return Text::tr("Download");
}

QString verifyStep()
{
    return Text::tr("Verify");
}

QString unpackStep()
{
    return Text::tr("Unpack");
}

QString checkStep()
{
    return Text::tr("Check");
}

QString setUpStep()
{
    return Text::tr("Set up");
}

QStringList addSteps()
{
    return {downloadStep(), verifyStep(), unpackStep(), checkStep(), setUpStep()};
}

JobContext inStep(const JobContext &job, const QString &step)
{
    return JobContext(job.cancel,
                      {.steps = {},
                       .progress =
                           [&job, step](const Progress &progress) {
                               Progress ours = progress;
                               ours.step = step;
                               job.report(ours);
                           },
                       .log = [&job](const QString &line) { job.log(line); }});
}

} // namespace portico
