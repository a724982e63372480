// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/settingrow.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

SettingRow::SettingRow(const QString &name, QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_controls(new WrapRow)
    , m_note(makeSentence({}, TextRole::Caption, this))
    , m_result(new QWidget(this))
    , m_markLabel(new QLabel(m_result))
    , m_sentence(makeSentence({}, TextRole::Body, m_result))
{
    auto *label = makeLabel(name, TextRole::Body, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTight);
    m_controls->setSpacing(space::kSmall);
    if (field) {
        field->setParent(this);
        QString plain = name;
        field->setAccessibleName(plain.remove(u'&'));
        label->setBuddy(field);
        column->addWidget(label);
        m_controls->addWidget(field, 1);
    } else {
        m_controls->addWidget(label, 1);
    }
    column->addLayout(m_controls);
    column->addWidget(m_note);
    column->addWidget(m_result);
    auto *result = new QHBoxLayout(m_result);
    result->setContentsMargins(0, 0, 0, 0);
    result->setSpacing(space::kSmall);
    result->addWidget(m_markLabel, 0, Qt::AlignTop);
    result->addWidget(m_sentence, 1);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setAccessibleName(
        tr("%1: result", "name of a setting").arg(QString(name).remove(u'&')));
    m_note->hide();
    m_result->hide();
}

QPushButton *SettingRow::addButton(const QString &text, const QString &accessibleName)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(accessibleName);
    m_controls->addWidget(button);
    return button;
}

void SettingRow::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void SettingRow::showNothing()
{
    show(Mark::None, {});
}

void SettingRow::showBusy(const QString &sentence)
{
    show(Mark::Busy, sentence);
}

void SettingRow::showSuccess(const QString &sentence)
{
    show(Mark::Success, sentence);
}

void SettingRow::showFailure(const Error &error)
{
    show(Mark::Failure,
         error.nextStep.isEmpty() ? error.message : error.message + u' ' + error.nextStep);
    m_sentence->setToolTip(error.detail);
}

QString SettingRow::said() const
{
    return m_mark == Mark::None ? QString() : m_sentence->text();
}

void SettingRow::show(Mark mark, const QString &sentence)
{
    m_mark = mark;
    m_sentence->setText(sentence);
    m_sentence->setToolTip({});
    m_result->setVisible(mark != Mark::None);
    paintMark();
    m_sentence->setAccessibleDescription(sentence); // its name says of what it is the result
    QAccessibleEvent told(m_sentence, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
}

void SettingRow::paintMark()
{
    IconName icon = IconName::Pending;
    IconTint tint = IconTint::Muted;
    if (m_mark == Mark::Success) {
        icon = IconName::Check;
        tint = IconTint::Ready;
    } else if (m_mark == Mark::Failure) {
        icon = IconName::Failed;
        tint = IconTint::Crashed;
    }
    showMark(m_markLabel, icon, tint);
}

void SettingRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintMark();
    QWidget::changeEvent(event);
}

} // namespace portico::app
