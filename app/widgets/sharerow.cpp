// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/sharerow.h"

#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>

namespace portico::app {

namespace {

constexpr int kBarWidth = 160;
constexpr int kBarHeight = 6;
constexpr int kSteps = 1000;

} // namespace

ShareRow::ShareRow(const Share &share, QWidget *parent)
    : QWidget(parent)
{
    const QString size = sizeText(share.bytes);
    auto *name = new ElidedLabel(this);
    name->setText(share.name);
    auto *bar = new QProgressBar(this);
    bar->setRange(0, kSteps);
    bar->setValue(share.whole > 0 ? int(share.bytes * kSteps / share.whole) : 0);
    bar->setTextVisible(false);
    bar->setFixedSize(kBarWidth, kBarHeight);
    bar->setAccessibleName(tr("%1: %2").arg(share.name, size));
    auto *value = makeLabel(size, TextRole::Body, this);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setMinimumWidth(value->fontMetrics().horizontalAdvance(sizeText(1023LL << 20)));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kLarge);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(name, 0, 0);
    grid->addWidget(bar, 0, 1, Qt::AlignVCenter);
    grid->addWidget(value, 0, 2);
    if (!share.words.isEmpty())
        grid->addWidget(makeSentence(share.words, TextRole::Caption, this), 1, 0, 1, 3);
}

} // namespace portico::app
