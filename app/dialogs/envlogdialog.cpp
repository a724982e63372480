// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/envlogdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/widgets/logpane.h"
#include "app/widgets/logview.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

EnvLogDialog::EnvLogDialog(const QString &name, std::function<QString()> where,
                           const Runners &runners, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_log(std::move(where), runners.background)
{
    QVBoxLayout *column = frameDialog(this, tr("How “%1” was built").arg(name));
    auto *pane = new LogPane(runners.jobs, this);
    pane->setEmptyWords(tr("Nothing was said yet. The log fills while it is built."));
    pane->setModel(m_log.model(), name);
    pane->fitIntoDialog();
    column->addWidget(pane, 1);
    auto *row = new QHBoxLayout;
    auto *close = new QPushButton(tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    row->addStretch(1);
    row->addWidget(close);
    column->addLayout(row);
    setMinimumSize(400, 300);
    resize(dialogSize(parent, {820, 560}));
    pane->view()->setFocus();
}

} // namespace portico::app
