// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/part.h"

#include "core/io/json.h"
#include "core/process/askhelper.h"

#include <QFile>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>

namespace portico::helper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 maxRequest = 1 << 20;
constexpr auto stopLimit = 900ms; ///< from the end of input to the end of this program

/** Standard output, one whole line at a time from any thread. */
class Speech
{
public:
    Speech() { m_output.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered); }

    void say(const HelperMessage &message)
    {
        const std::lock_guard lock(m_mutex);
        m_output.write(helperMessageToLine(message));
    }

private:
    std::mutex m_mutex;
    QFile m_output;
};

constexpr int kStandardInput = 0; ///< the same number on every system

/** Cancels at the end of input, and ends the program if that takes too long. Its thread outlives
 *  main(): a blocking read cannot be called back, so it owns all that it touches. */
void stopAtEndOfInput(std::shared_ptr<QFile> input, std::shared_ptr<CancelSource> source)
{
    std::thread([input = std::move(input), source = std::move(source)] {
        char ignored = 0;
        while (input->read(&ignored, 1) == 1) { }
        source->cancel();
        std::this_thread::sleep_for(stopLimit);
        std::_Exit(EXIT_FAILURE);
    }).detach();
}

Result<QJsonObject> readRequest(QFile &input)
{
    return parseJsonObject(input.readLine(maxRequest));
}

} // namespace

int runPart(const QStringList &arguments, const PartWork &work)
{
    if (!arguments.isEmpty())
        return 2;
    const auto input = std::make_shared<QFile>();
    // By its number, not as a FILE: exit() waits for the lock of a FILE that a thread reads from
    // (glibc 2.41), and the thread of stopAtEndOfInput() does so to the end.
    if (!input->open(kStandardInput, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 2;
    Speech speech;
    const Result<QJsonObject> request = readRequest(*input);
    if (!request) {
        speech.say(request.error());
        return EXIT_FAILURE;
    }
    const auto source = std::make_shared<CancelSource>();
    stopAtEndOfInput(input, source);
    const JobReporter reporter{
        .steps = {},
        .progress = [&speech](const Progress &progress) { speech.say(progress); },
        .log = [&speech](const QString &line) { speech.say(HelperLogLine{line}); }};
    const Result<QJsonObject> result = work(*request, JobContext(source->token(), reporter));
    speech.say(result ? HelperMessage(HelperResult{*result}) : HelperMessage(result.error()));
    return result ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace portico::helper
