// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/findingrow.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::FindingRow)
};

} // namespace

QString repairText(RepairKind kind)
{
    switch (kind) {
    case RepairKind::None:
        return {};
    case RepairKind::ReinstallTorch:
        return Text::tr("Put torch right");
    case RepairKind::ReinstallPackage:
        return Text::tr("Reinstall it");
    case RepairKind::RemoveLeftovers:
        return Text::tr("Clear it away");
    case RepairKind::InstallPackage:
        return Text::tr("Install it");
    case RepairKind::RemovePackage:
        return Text::tr("Keep one of them");
    }
    return {};
}

FindingRow::FindingRow(const Finding &finding, QWidget *parent)
    : QWidget(parent)
    , m_weight(finding.weight)
    , m_icon(new QLabel(this))
{
    m_icon->setFixedWidth(iconSide());
    auto *title = makeSentence(finding.title, TextRole::Strong, this);
    auto *message = makeSentence(finding.message, TextRole::Body, this);
    message->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {title, message})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title);
    words->addWidget(message);
    auto *row = new WrapRow(this);
    row->setLeastStretched(withText(kLeastWords));
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    const QString text = repairText(finding.repair);
    if (!text.isEmpty()) {
        auto *button = new QPushButton(text, this);
        button->setAccessibleName(
            Text::tr("%1: %2", "what repairs a finding; the finding").arg(text, finding.title));
        button->setToolTip(finding.nextStep);
        row->addSpacing(space::kMedium);
        row->addWidget(button, 0, Qt::AlignTop);
        connect(button, &QPushButton::clicked, this, &FindingRow::repairRequested);
    }
    setAccessibleName(finding.title);
    setAccessibleDescription(finding.message);
    setToolTip(finding.evidence.join(u'\n'));
    drawIcon();
}

void FindingRow::drawIcon()
{
    const bool breaks = m_weight == Weight::Breaks;
    showMark(m_icon, breaks ? IconName::Failed : IconName::Info,
             breaks ? IconTint::Crashed : IconTint::Accent);
}

void FindingRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

} // namespace portico::app
