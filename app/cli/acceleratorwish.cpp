// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/acceleratorwish.h"

#include "app/services.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwareprobe.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::AcceleratorWish)
};

} // namespace

Result<std::optional<Accelerator>> acceleratorWish(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"accelerator"_s))
        return std::optional<Accelerator>();
    const QString typed = parser.value(u"accelerator"_s);
    const auto accelerator = Accelerator::fromText(typed);
    if (accelerator)
        return accelerator;
    return Error{.code = ErrorCode::Usage,
                 .message = Text::tr("“%1” is no accelerator.").arg(typed),
                 .nextStep = Text::tr("Write one such as cu130, cu126, rocm7.2, xpu, mps or cpu."),
                 .detail = {}};
}

Result<AcceleratorChoice> choiceFor(const Services &services,
                                    const std::optional<Accelerator> &wish, const JobContext &job)
{
    const auto probe = makeHardwareProbe(services.host(), services.library().root());
    const Result<Computer> computer = detectComputer(probe, job);
    if (!computer)
        return computer.error();
    const AcceleratorChoice choice =
        wish ? choiceByHand(*computer, *wish) : chooseAccelerator(*computer);
    for (const QString &reason : choice.reasons)
        job.log(reason);
    return choice;
}

} // namespace portico::cli
