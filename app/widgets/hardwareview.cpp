// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/hardwareview.h"

#include "app/models/computertext.h"
#include "app/models/texts.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/factlist.h"
#include "app/widgets/spokenrole.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

void clear(QVBoxLayout *column)
{
    while (QLayoutItem *item = column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QVBoxLayout *makeColumn(QWidget *widget, int spacing)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

/** A sentence behind an icon. */
QWidget *makeLine(const QString &text, IconName icon, IconTint tint, QWidget *parent)
{
    auto *line = new QWidget(parent);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    auto *mark = new QLabel(line);
    showMark(mark, icon, tint);
    QLabel *words = makeSentence(text, TextRole::Body, line);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setAccessibleName(text);
    mark->setFixedHeight(qMax(iconSide(), words->fontMetrics().height()));
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    return line;
}

} // namespace

GpuList::GpuList(QWidget *parent)
    : QWidget(parent)
    , m_column(makeColumn(this, space::kMedium))
{
    setAccessibleName(tr("GPUs"));
    m_column->addWidget(makeLabel(u"…"_s, TextRole::Body, this));
}

void GpuList::show(const QList<Gpu> &gpus, std::optional<qsizetype> chosen)
{
    clear(m_column);
    for (qsizetype i = 0; i < gpus.size(); ++i)
        addGpu(gpus[i], chosen == i && gpus.size() > 1 ? Qt::Checked : Qt::Unchecked);
    if (gpus.isEmpty())
        m_column->addWidget(makeSentence(
            tr("No GPU was found. ComfyUI can compute on the processor."), TextRole::Body, this));
}

void GpuList::addGpu(const Gpu &gpu, Qt::CheckState mark)
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = makeColumn(box, space::kTight);
    const QString name =
        mark == Qt::Checked ? tr("%1 · decides the build").arg(gpu.name) : gpu.name;
    QLabel *title = makeSentence(name, TextRole::Strong, box);
    title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    title->setAccessibleName(name);
    column->addWidget(title);
    auto *facts = new FactList(box);
    for (const Fact &fact : gpuFacts(gpu))
        facts->addFact(fact.first, fact.second);
    column->addWidget(facts);
    m_column->addWidget(box);
}

ChoiceView::ChoiceView(QWidget *parent)
    : QWidget(parent)
    , m_column(makeColumn(this, space::kSmall))
{
    setAccessibleName(tr("The right build"));
}

void ChoiceView::show(const AcceleratorChoice &choice)
{
    clear(m_column);
    m_column->addWidget(
        makeSentence(acceleratorText(choice.accelerator.text()), TextRole::Heading, this));
    for (const QString &reason : choice.reasons)
        m_column->addWidget(makeLine(reason, IconName::Check, IconTint::Ready, this));
    if (choice.changes.isEmpty())
        return;
    QLabel *heading = makeLabel(tr("What would change it"), TextRole::Caption, this);
    m_column->addWidget(heading);
    for (const QString &change : choice.changes)
        m_column->addWidget(makeLine(change, IconName::Right, IconTint::Muted, this));
}

} // namespace portico::app
