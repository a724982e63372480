// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/unusedenvrow.h"

#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

UnusedEnvRow::UnusedEnvRow(const UnusedEnv &unused, QWidget *parent)
    : QWidget(parent)
{
    const QString name = QFileInfo(unused.folder).fileName();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kMedium);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::kTight);
    auto *label = new ElidedLabel(this);
    label->setText(name);
    label->setToolTip(QDir::toNativeSeparators(unused.folder));
    words->addWidget(label);
    if (!unused.known.isEmpty())
        words->addWidget(makeSentence(unused.known, TextRole::Caption, this));
    row->addLayout(words, 1);
    row->addWidget(makeLabel(unused.bytes < 0 ? tr("being measured…") : sizeText(unused.bytes),
                             TextRole::Body, this),
                   0, Qt::AlignTop);
    if (unused.isSure)
        return;
    auto *remove = new QPushButton(tr("Remove…"), this);
    remove->setAccessibleName(tr("Remove %1").arg(name));
    words->addSpacing(space::kTight);
    words->addWidget(remove, 0, Qt::AlignLeft);
    connect(remove, &QPushButton::clicked, this, &UnusedEnvRow::removeRequested);
}

} // namespace portico::app
