// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/shooter.h"

#include "app/window/mainwindow.h"
#include "core/base/clock.h"
#include "core/installs/addbundle.h"
#include "core/jobs/jobrunner.h"
#include "tests/app/cutwords.h"
#include "tests/app/testlibrary.h"

#include <QTest>

namespace portico::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void settle(int milliseconds)
{
    (void)QTest::qWaitFor([] { return false; }, milliseconds);
}

void Shooter::shoot(QWidget &window, const QString &name) const
{
    settle(120);
    const QString file = folder + u'/' + name + suffix + u".png"_s;
    if (!window.grab().save(file))
        qFatal("%s cannot be written", qPrintable(file));
    for (const QString &cut : cutWords(window))
        qWarning("%s: %s", qPrintable(name + suffix), qPrintable(cut));
}

void Shooter::prepare(TestLibrary &library, MainWindow &window) const
{
    library.context().appearance.choose(theme);
    window.resize(size);
    window.show();
    window.setFocus();
}

void startDemoJob(JobRunner &jobs, const QString &title)
{
    jobs.start<void>(
        {.title = title, .exclusiveKey = {}},
        [](const JobContext &job) -> Result<> {
            job.announce(addSteps());
            job.log(u"GET https://example.org/ComfyUI_windows_portable_nvidia.7z"_s);
            job.log(u"206 Partial Content, 1,934,331,904 bytes"_s);
            const SystemClock clock;
            for (qint64 done = 0;; done += 4'200'000) {
                job.report({.step = addSteps().value(1),
                            .done = 1'180'000'000 + done,
                            .total = 1'934'331'904,
                            .unit = ProgressUnit::Bytes});
                if (const Result<> slept = clock.sleep(100ms, job.cancel); !slept)
                    return slept.error();
            }
        },
        &jobs, nullptr);
}

void startFailedJob(JobRunner &jobs)
{
    jobs.start<void>(
        {.title = u"Add Studio"_s, .exclusiveKey = {}},
        [](const JobContext &) -> Result<> {
            return Error{.code = ErrorCode::HashMismatch,
                         .message = u"The archive studio-0.33.0.zip has another SHA-256 than "
                                    "the one that was published."_s,
                         .nextStep = u"Nothing was unpacked. Fetch it again from its source."_s,
                         .detail = {}};
        },
        &jobs, nullptr);
}

} // namespace portico::app
