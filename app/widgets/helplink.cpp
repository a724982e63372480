// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/helplink.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"

#include <QCoreApplication>

namespace portico::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::HelpLink)
};

void openGuideFrom(QWidget *from, const QString &anchor)
{
    for (QWidget *widget = from; widget; widget = widget->parentWidget()) {
        if (auto *const door = dynamic_cast<GuideDoor *>(widget))
            return door->openGuide(anchor, from);
    }
}

} // namespace

QToolButton *makeHelpLink(Topic topic, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(Text::tr("What is this?"));
    button->setIcon(makeIcon(IconName::Info, IconTint::Muted));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setFont(fontFor(TextRole::Caption, button->font()));
    button->setToolTip(explanationOf(topic));
    button->setAccessibleDescription(explanationOf(topic));
    QObject::connect(button, &QToolButton::clicked, button,
                     [button, topic] { openGuideFrom(button, anchorOf(topic)); });
    return button;
}

} // namespace portico::app
