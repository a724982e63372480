// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/hardwarechoice.h"

#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/gpuboxes.h"
#include "core/hardware/accelerator.h"
#include "core/installs/gpupick.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** Whose GPUs a build can use; nothing for one that computes on the processor, or is not known. */
std::optional<GpuVendor> vendorOf(const Install &install)
{
    const Generation *generation = install.generation();
    const auto made = generation ? Accelerator::fromText(generation->accelerator) : std::nullopt;
    if (!made)
        return {};
    switch (made->kind) {
    case AcceleratorKind::Cuda:
        return GpuVendor::Nvidia;
    case AcceleratorKind::Rocm:
        return GpuVendor::Amd;
    case AcceleratorKind::Xpu:
        return GpuVendor::Intel;
    case AcceleratorKind::Mps:
    case AcceleratorKind::Cpu:
        break;
    }
    return {};
}

QComboBox *makeBox(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(16);
    return box;
}

/** Chooses the item with that value; adds it where it was set elsewhere. */
void choose(QComboBox *box, const QString &value)
{
    if (box->findData(value) < 0)
        box->addItem(value, value);
    box->setCurrentIndex(box->findData(value));
}

} // namespace

HardwareChoice::HardwareChoice(QWidget *parent)
    : QWidget(parent)
    , m_accelerator(makeBox(tr("Computes on"), this))
    , m_gpus(new GpuBoxes(this))
    , m_note(makeSentence({}, TextRole::Caption, this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::kLarge);
    form->setVerticalSpacing(space::kSmall);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [&](const QString &text, QWidget *field) {
        auto *label = new QLabel(text, this);
        label->setBuddy(field);
        form->addRow(label, field);
        return label;
    };
    add(tr("Computes &on"), m_accelerator)->setMinimumHeight(controlHeight()); // beside the field
    add(tr("&GPUs"), m_gpus);
    m_gpus->setAccessibleName(tr("GPUs"));
    connect(m_accelerator, &QComboBox::activated, this, &HardwareChoice::chosen);
    connect(m_gpus, &GpuBoxes::chosen, this, &HardwareChoice::chosen);
    form->addRow(m_note);
    m_note->setAccessibleDescription(tr("About this choice"));
}

void HardwareChoice::fillAccelerators(const Install &install)
{
    const Generation *generation = install.generation();
    const QString made = generation ? generation->accelerator : QString();
    m_accelerator->clear();
    m_accelerator->addItem(made.isEmpty()
                               ? tr("What its build is made for")
                               : tr("%1, as its build is made").arg(acceleratorText(made)),
                           QString());
    if (made != "cpu"_L1)
        m_accelerator->addItem(tr("The processor (CPU), slow"), u"cpu"_s);
    choose(m_accelerator, install.settings.accelerator);
}

void HardwareChoice::fillGpus(const Install &install, const Computer *computer)
{
    const auto vendor = vendorOf(install);
    QList<Gpu> gpus;
    for (const Gpu &gpu : computer ? computer->gpus : QList<Gpu>()) {
        if (gpu.vendor == vendor && gpu.index >= 0)
            gpus += gpu;
    }
    m_gpus->show(gpus, install.settings.gpus);
    m_gpus->setEnabled(m_accelerator->currentData().toString() != "cpu"_L1);
}

void HardwareChoice::show(const Install &install, const Computer *computer, Os os)
{
    fillAccelerators(install);
    fillGpus(install, computer);
    const QStringList notes = overrideNotes(install, os);
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
    setEnabled(!install.isReadOnly());
}

void HardwareChoice::write(InstallSettings &settings) const
{
    settings.accelerator = m_accelerator->currentData().toString();
    settings.gpus = m_gpus->pick();
}

} // namespace portico::app
