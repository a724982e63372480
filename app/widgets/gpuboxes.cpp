// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/gpuboxes.h"

#include "app/models/computertext.h"
#include "app/style/metrics.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

GpuBoxes::GpuBoxes(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_none(makeSentence(tr("None that it could choose from"), TextRole::Body, this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kTight);
    m_column->addWidget(m_none);
    m_none->setForegroundRole(QPalette::PlaceholderText);
}

void GpuBoxes::show(const QList<Gpu> &gpus, const QString &pick)
{
    QStringList values;
    for (const Gpu &gpu : gpus)
        values += QString::number(gpu.index);
    const QStringList picked = pick.split(u',', Qt::SkipEmptyParts);
    QStringList foreign;
    for (const QString &value : picked) {
        if (!values.contains(value))
            foreign += value;
    }
    m_pick = pick;
    if (m_values != values + foreign) { // else the focus stays where it is
        qDeleteAll(m_boxes);
        m_boxes.clear();
        m_values.clear();
        for (const Gpu &gpu : gpus)
            addBox(gpuChoiceText(gpu), QString::number(gpu.index));
        for (const QString &value : std::as_const(foreign))
            addBox(tr("%1, not among the GPUs of this computer", "a UUID or number").arg(value),
                   value);
        setFocusProxy(m_boxes.value(0));
    }
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        m_boxes.at(i)->setChecked(picked.isEmpty() || picked.contains(m_values.at(i)));
    m_none->setVisible(m_boxes.isEmpty());
}

void GpuBoxes::addBox(const QString &text, const QString &value)
{
    auto *box = new QCheckBox(text, this);
    box->setToolTip(tr("All of them, or those that are chosen; one at least stays"));
    m_column->addWidget(box);
    m_boxes += box;
    m_values += value;
    connect(box, &QCheckBox::clicked, this, [this, box, value] { take(box, value); });
}

/** Keeps the order that was picked: the first GPU is the one that ComfyUI takes first. */
void GpuBoxes::take(QCheckBox *box, const QString &value)
{
    QStringList picked = m_pick.isEmpty() ? m_values : m_pick.split(u',', Qt::SkipEmptyParts);
    picked.removeAll(value);
    if (box->isChecked())
        picked += value;
    if (picked.isEmpty()) {
        box->setChecked(true);
        return;
    }
    const bool isAll = picked.size() == m_values.size()
        && std::is_permutation(picked.begin(), picked.end(), m_values.begin());
    m_pick = isAll ? QString() : picked.join(u',');
    emit chosen();
}

} // namespace portico::app
