// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/steprow.h"

#include "app/style/colours.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"

#include <QPainter>
#include <QStyle>

namespace portico::app {

namespace {

constexpr int kIcon = 14;
constexpr int kBetween = 14;

int iconSize()
{
    return withText(kIcon);
}

} // namespace

StepRow::StepRow(QWidget *parent)
    : QWidget(parent)
{
    setFont(fontFor(TextRole::Caption, font()));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepRow::setSteps(const QStringList &steps, const QString &current)
{
    m_steps = steps;
    m_current = qMax<qsizetype>(0, steps.indexOf(current));
    if (!steps.isEmpty() && m_current < steps.size())
        setAccessibleName(
            tr("Step %1 of %2: %3").arg(m_current + 1).arg(steps.size()).arg(steps[m_current]));
    updateGeometry();
    update();
}

void StepRow::setAllDone()
{
    m_current = m_steps.size();
    update();
}

QFont StepRow::stepFont(qsizetype index) const
{
    QFont shown = font();
    if (index == m_current)
        shown.setWeight(QFont::DemiBold);
    return shown;
}

int StepRow::widthOf(qsizetype first, qsizetype last) const
{
    int width = 0;
    for (qsizetype i = first; i <= last; ++i)
        width += iconSize() + space::kTight
            + QFontMetrics(stepFont(i)).horizontalAdvance(m_steps[i]) + kBetween;
    return width;
}

QSize StepRow::sizeHint() const
{
    return {m_steps.isEmpty() ? 0 : widthOf(0, m_steps.size() - 1),
            qMax(iconSize(), fontMetrics().height()) + 2};
}

QSize StepRow::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void StepRow::paintEvent(QPaintEvent *)
{
    if (m_steps.isEmpty())
        return;
    QPainter painter(this);
    const Colours &c = coloursOf(palette());
    qsizetype first = 0;
    const qsizetype current = qMin(m_current, m_steps.size() - 1);
    while (first < current && widthOf(first, qMin(current + 1, m_steps.size() - 1)) > width())
        ++first;
    const auto mirrored = [this](const QRect &place) {
        return QStyle::visualRect(layoutDirection(), rect(), place);
    };
    int x = 0;
    for (qsizetype i = first; i < m_steps.size(); ++i) {
        const QFontMetrics metrics(stepFont(i));
        const int room = width() - x - iconSize() - space::kTight;
        if (room < 30)
            break;
        IconName icon = i < m_current ? IconName::Check : IconName::Pending;
        IconTint tint = i < m_current ? IconTint::Ready
            : i == m_current          ? IconTint::Accent
                                      : IconTint::Muted;
        if (i == m_current)
            icon = IconName::Right;
        painter.drawPixmap(
            mirrored(QRect(x, (height() - iconSize()) / 2, iconSize(), iconSize())).topLeft(),
            iconPixmap(icon, tint, iconSize(), devicePixelRatioF(), palette()));
        x += iconSize() + space::kTight;
        const int textWidth = metrics.horizontalAdvance(m_steps[i]);
        if (i != current && textWidth > room)
            break;
        painter.setFont(stepFont(i));
        painter.setPen(i == m_current ? c.text : c.mutedText);
        painter.drawText(mirrored(QRect(x, 0, qMin(textWidth, room) + 1, height())),
                         Qt::AlignVCenter, metrics.elidedText(m_steps[i], Qt::ElideRight, room));
        x += textWidth + kBetween;
    }
}

} // namespace portico::app
