// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/devicechoice.h"

#include "core/hardware/accelerator.h"

#include <algorithm>

namespace portico {

namespace {

Generation *listed(Install &install, int number)
{
    const auto found =
        std::find_if(install.generations.begin(), install.generations.end(),
                     [number](const Generation &one) { return one.number == number; });
    return found == install.generations.end() ? nullptr : &*found;
}

/** "cuda 13.0" and "cuda 12.8" are of one kind; so is what nobody knows. */
bool isSameKind(const QString &accelerator, const QString &other)
{
    const auto one = Accelerator::fromText(accelerator);
    const auto two = Accelerator::fromText(other);
    return one && two ? one->kind == two->kind : bool(one) == bool(two);
}

/** What of it counts with a generation that nobody chose for yet. */
DeviceChoice fitting(const DeviceChoice &choice, const Generation &generation)
{
    const bool fits = isSameKind(choice.accelerator, generation.accelerator);
    return {.accelerator = fits ? choice.accelerator : QString(), .gpus = {}};
}

} // namespace

void makeCurrent(Install &install, int number)
{
    Generation *const to = listed(install, number);
    Generation *const from = listed(install, install.currentGeneration);
    if (!to || to == from)
        return;
    install.currentGeneration = number;
    if (!from || isSameKind(from->accelerator, to->accelerator))
        return;
    const DeviceChoice now{.accelerator = install.settings.accelerator,
                           .gpus = install.settings.gpus};
    const DeviceChoice then = to->device.value_or(fitting(now, *to));
    from->device = now;
    to->device.reset();
    install.settings.accelerator = then.accelerator;
    install.settings.gpus = then.gpus;
}

} // namespace portico
