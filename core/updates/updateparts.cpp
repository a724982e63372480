// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/updateparts.h"

#include "core/hardware/computer.h"
#include "core/net/networkchain.h"
#include "core/platform/hostos.h"
#include "core/python/torchfamily.h"

namespace portico {

namespace {

std::optional<AcceleratorChoice> choiceFor(const QString &text)
{
    const auto accelerator = Accelerator::fromText(text);
    Computer computer;
    computer.os = hostOs();
    return accelerator ? std::optional(choiceByHand(computer, *accelerator)) : std::nullopt;
}

} // namespace

AcceleratorChoice UpdateParts::torchBuild() const
{
    return request.accelerator ? *request.accelerator
                               : choiceFor(plan.before().accelerator).value_or(AcceleratorChoice());
}

std::optional<AcceleratorChoice> UpdateParts::acceleratorAfter() const
{
    return bundle ? choiceFor(plan.acceleratorAfter) : request.accelerator;
}

PackageQuestion UpdateParts::question(const QString &interpreter, const QString &comfyFolder) const
{
    QUrl index = torchIndexOf(torchBuild(), network);
    if (index == network.packageIndex)
        index.clear();
    return {.base = base,
            .python = interpreter,
            .comfyFolder = comfyFolder,
            .folder = work(),
            .torchIndex = index,
            .torchExtra = torchBuild().torchExtra,
            .torch = request.changesRuntime() ? TorchPlace::Anew : TorchPlace::Stays,
            .torchVersion = request.torch,
            .into = python ? PythonPlace::Anew : PythonPlace::Stays,
            .newest = newest,
            .mayPassOverDates = request.packageDate == PackageDate::Automatic,
            .sourceBuilds = request.sourceBuilds};
}

} // namespace portico
