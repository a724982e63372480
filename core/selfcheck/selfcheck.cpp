// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/selfcheck.h"

#include "core/platform/host.h"
#include "core/selfcheck/advice.h"
#include "core/selfcheck/selfcheckrun.h"

#include <array>
#include <functional>

namespace portico {

Result<SelfCheckReport> runSelfCheck(const AddServices &services, const SelfCheckRequest &request,
                                     const JobContext &job)
{
    SelfCheckRun run(services, job);
    CheckRecorder &recorder = run.recorder();
    const std::array<std::function<Result<>()>, 6> parts{
        [&] { return run.makeBundle(request); }, [&] { return run.addInstall(); },
        [&] { return run.startSession(); },      [&] { return run.askForPicture(); },
        [&] { return run.stopSession(); },       [&] { return run.removeInstall(); }};
    for (const auto &part : parts) {
        const auto done = part();
        if (done)
            continue;
        if (done.error().code == ErrorCode::Cancelled)
            return done.error();
        recorder.fail(withAdvice(done.error(), recorder.current(), services.host.os(),
                                 services.library.root()));
        return recorder.report();
    }
    recorder.end();
    return recorder.report();
}

} // namespace portico
