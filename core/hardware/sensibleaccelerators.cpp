// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/sensibleaccelerators.h"

#include "core/hardware/computer.h"

#include <QCoreApplication>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SensibleAccelerators)
};

Accelerator anyOf(AcceleratorKind kind)
{
    Accelerator accelerator;
    accelerator.kind = kind;
    return accelerator;
}

} // namespace

QList<AcceleratorChoice> sensibleAccelerators(const Computer &computer)
{
    QList<AcceleratorChoice> choices{chooseAccelerator(computer)};
    const AcceleratorKind best = choices.constFirst().accelerator.kind;
    for (const AcceleratorKind kind : {AcceleratorKind::Cuda, AcceleratorKind::Rocm,
                                       AcceleratorKind::Xpu, AcceleratorKind::Mps}) {
        AcceleratorChoice choice = choiceByHand(computer, anyOf(kind));
        if (kind == best || !choice.gpu) // no GPU here runs it
            continue;
        choice.reasons.removeFirst(); // nobody has chosen yet
        choices += choice;
    }
    if (best != AcceleratorKind::Cpu) {
        AcceleratorChoice choice = choiceByHand(computer, anyOf(AcceleratorKind::Cpu));
        choice.reasons = {Text::tr("The processor runs everything, slowly.")};
        choices += choice;
    }
    return choices;
}

} // namespace portico
