// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/updateparts.h"

using namespace Qt::StringLiterals;

namespace portico {

void followAccelerator(InstallSettings &settings, const Generation &before,
                       const AcceleratorChoice &choice)
{
    const auto kindOf = [](const QString &text) -> std::optional<AcceleratorKind> {
        const auto accelerator = Accelerator::fromText(text);
        return accelerator ? std::optional(accelerator->kind) : std::nullopt;
    };
    const AcceleratorKind kind = choice.accelerator.kind;
    const auto kindBefore = kindOf(before.accelerator);
    // Composing for the processor wrote it; what a generation is made for says the same.
    if (kindBefore == AcceleratorKind::Cpu && kind != AcceleratorKind::Cpu)
        settings.arguments.removeAll(u"--cpu"_s);
    if (!settings.accelerator.isEmpty() && kindOf(settings.accelerator) != kind)
        settings.accelerator.clear();
    if (kindBefore != kind)
        settings.gpus = choice.gpuPick;
    for (auto each = choice.environment.begin(); each != choice.environment.end(); ++each) {
        if (!settings.environment.contains(each.key()))
            settings.environment.insert(each.key(), each.value());
    }
}

} // namespace portico
