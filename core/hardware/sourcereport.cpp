// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/sourcereport.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::HardwareSources)
};

constexpr qsizetype kMostDetail = 500;

} // namespace

SourceReport readTool(const HardwareProbe &probe, const ToolCall &call,
                      SourceReport (*parse)(const QByteArray &), const JobContext &job)
{
    const auto answer = probe.run(call, job);
    if (!answer)
        return reportOf(call.name, answer.error());
    if (answer->exitCode == 0)
        return parse(answer->output);
    SourceReport report{.source = call.name};
    report.problems += toolFailed(call.name, *answer);
    return report;
}

SourceReport reportOf(const QString &source, const Error &error)
{
    SourceReport report{.source = source};
    if (error.code != ErrorCode::NotFound && error.code != ErrorCode::Cancelled)
        report.problems += error;
    return report;
}

Error toolFailed(const QString &tool, const QString &why, const QString &detail)
{
    return {.code = ErrorCode::ProcessFailed,
            .message = Text::tr("The tool %1, which knows the GPUs, failed: %2").arg(tool, why),
            .nextStep = Text::tr("Choose the accelerator by hand. Installing the GPU's driver "
                                 "again, and a restart, often help."),
            .detail = detail.left(kMostDetail)};
}

Error toolFailed(const QString &tool, const ToolAnswer &answer)
{
    QString why = Text::tr("exit code %1").arg(answer.exitCode);
    for (const QByteArray &text : {answer.output, answer.errors}) {
        const QString line = QString::fromUtf8(text).trimmed().section(u'\n', 0, 0).trimmed();
        if (!line.isEmpty())
            why = line.left(200);
    }
    return toolFailed(tool, why,
                      u"exit %1: "_s.arg(answer.exitCode)
                          + QString::fromUtf8(answer.output + answer.errors));
}

Error toolWasSlow(const QString &tool, std::chrono::seconds limit)
{
    return {.code = ErrorCode::Timeout,
            .message = Text::tr("The tool %1, which knows the GPUs, gave no answer within %n "
                                "second(s) and was ended.",
                                nullptr, static_cast<int>(limit.count()))
                           .arg(tool),
            .nextStep = Text::tr("A restart of the computer often helps when a graphics driver no "
                                 "longer answers."),
            .detail = {}};
}

Error toolSaidNonsense(const QString &tool, const QByteArray &output)
{
    return {.code = ErrorCode::Corrupt,
            .message =
                Text::tr("What the tool %1 says about the GPUs cannot be understood.").arg(tool),
            .nextStep = Text::tr("Choose the accelerator by hand. Installing the GPU's driver "
                                 "again, and a restart, often help."),
            .detail = QString::fromUtf8(output.left(kMostDetail))};
}

} // namespace portico
