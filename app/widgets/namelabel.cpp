// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/namelabel.h"

#include "app/style/metrics.h"
#include "app/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace portico::app {

NameLabel::NameLabel(QWidget *parent)
    : QWidget(parent)
    , m_label(new ElidedLabel(this))
    , m_edit(new QLineEdit(this))
{
    m_label->setFont(fontFor(TextRole::Title, font()));
    m_edit->setFont(fontFor(TextRole::Heading, font()));
    m_edit->setAccessibleName(tr("New name"));
    m_edit->setMaxLength(80);
    m_edit->installEventFilter(this);
    m_edit->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_label, 1);
    row->addWidget(m_edit, 1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumHeight(controlHeight() + 4);
    connect(m_edit, &QLineEdit::editingFinished, this, &NameLabel::endEditing);
}

void NameLabel::setName(const QString &name)
{
    m_name = name;
    m_label->setText(name);
    m_label->setAccessibleName(name);
}

void NameLabel::beginEditing()
{
    m_edit->setText(m_name);
    m_edit->selectAll();
    m_label->hide();
    m_edit->show();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void NameLabel::endEditing()
{
    if (m_edit->isHidden())
        return;
    m_edit->hide();
    m_label->show();
    const QString name = m_edit->text().simplified();
    if (!name.isEmpty() && name != m_name)
        emit renamed(name);
}

void NameLabel::mouseDoubleClickEvent(QMouseEvent *)
{
    beginEditing();
}

bool NameLabel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_edit->setText(m_name);
        endEditing();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace portico::app
