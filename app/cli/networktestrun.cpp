// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/networkruns.h"
#include "app/services.h"
#include "core/base/lists.h"
#include "core/net/networktest.h"
#include "core/selfcheck/tooltest.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NetworkCommand)
};

using Outcome = Result<NetworkTestReport>;

QStringList allNames()
{
    QStringList names;
    for (const NetworkTest test : allNetworkTests())
        names += networkTestName(test);
    for (const Consumer tool : testableTools())
        names += consumerName(tool);
    return names;
}

Outcome runTest(const QString &name, const Services &services, const JobContext &job)
{
    if (const auto test = networkTestFromName(name))
        return runNetworkTest(*test, services.network(), services.http(), job);
    const Consumer tool = consumerFromName(name).value_or(Consumer::Git);
    return runToolTest({.consumer = tool, .program = findToolProgram(tool)}, services.network(),
                       services.processes(), job);
}

QJsonObject toJson(const QString &test, const Outcome &outcome)
{
    QJsonObject object{{u"test"_s, test}, {u"works"_s, bool(outcome)}};
    if (outcome) {
        object[u"address"_s] = outcome->address.toString();
        object[u"way"_s] = outcome->way;
        object[u"summary"_s] = outcome->summary;
        object[u"milliseconds"_s] = qint64(outcome->took.count());
    } else {
        object[u"code"_s] = errorCodeName(outcome.error().code);
        object[u"message"_s] = outcome.error().message;
        object[u"nextStep"_s] = outcome.error().nextStep;
        object[u"detail"_s] = outcome.error().detail;
    }
    return object;
}

/** Runs the tests one after the other and tells each; fails if one did. */
class NetworkTestRun final : public RunningCommand
{
public:
    NetworkTestRun(const CommandContext &context, QStringList tests)
        : RunningCommand(context)
        , m_services(context.settings, context.library)
        , m_tests(std::move(tests))
    { }

    void begin() override { next(); }

    void interrupt() override
    {
        if (m_job)
            m_job->cancel();
    }

private:
    void next()
    {
        if (m_done == m_tests.size())
            return end();
        const QString test = m_tests.at(m_done);
        m_job = &m_context.jobs.start<NetworkTestReport>(
            {.title = test, .exclusiveKey = {}},
            [this, test](const JobContext &job) { return runTest(test, m_services, job); }, this,
            [this, test](const Outcome &outcome) { take(test, outcome); });
    }

    void take(const QString &test, const Outcome &outcome)
    {
        if (!outcome && outcome.error().code == ErrorCode::Cancelled)
            return fail(outcome.error());
        ++m_done;
        m_results += toJson(test, outcome);
        if (outcome) {
            m_context.terminal.print(u"✓ %1  %2 (%3, %4)"_s.arg(
                test.leftJustified(13), outcome->summary, outcome->way,
                Text::tr("%1 ms").arg(numberText(outcome->took.count()))));
        } else {
            ++m_failed;
            const Error &error = outcome.error();
            m_context.terminal.print(
                u"✗ %1  %2 %3"_s.arg(test.leftJustified(13), error.message, error.nextStep));
            m_context.terminal.say(Text::tr("Details: %1").arg(error.detail));
        }
        next();
    }

    void end()
    {
        m_context.terminal.print(QJsonObject{{u"tests"_s, m_results}});
        emit finished(m_failed == 0 ? Done : Failed);
    }

    Services m_services;
    const QStringList m_tests;
    qsizetype m_done = 0;
    int m_failed = 0;
    QJsonArray m_results;
    Job *m_job = nullptr;
};

} // namespace

std::unique_ptr<RunningCommand> testNetwork(const CommandContext &context)
{
    const QStringList tests = context.parser.positionalArguments().mid(1);
    for (const QString &name : tests) {
        if (allNames().contains(name))
            continue;
        return std::make_unique<InstantCommand>(context, [name]() -> Result<int> {
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("There is no test “%1”.").arg(name),
                         .nextStep = Text::tr("Choose one of: %1.").arg(listed(allNames())),
                         .detail = {}};
        });
    }
    return std::make_unique<NetworkTestRun>(context, tests.isEmpty() ? allNames() : tests);
}

} // namespace portico::cli
