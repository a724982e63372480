// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/portfield.h"

#include "app/style/metrics.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>

namespace portico::app {

PortField::PortField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
{
    auto *label = new QLabel(tr("P&ort"), this);
    label->setBuddy(m_edit);
    m_edit->setValidator(new QIntValidator(1, 65'535, m_edit));
    m_edit->setAccessibleName(tr("Port"));
    m_edit->setAccessibleDescription(tr("The port at which the browser reaches this install."));
    m_edit->setMaxLength(5);
    m_edit->setFixedWidth(m_edit->fontMetrics().horizontalAdvance(QStringLiteral("888888")) + 22);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(label);
    row->addWidget(m_edit);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::editingFinished, this, &PortField::finish);
}

void PortField::setPort(quint16 port)
{
    m_port = port;
    if (!m_edit->isModified() || !m_edit->hasFocus())
        m_edit->setText(QString::number(port));
}

std::optional<quint16> PortField::port() const
{
    bool isNumber = false;
    const ushort port = m_edit->text().toUShort(&isNumber);
    return isNumber && port > 0 ? std::optional<quint16>(port) : std::nullopt;
}

void PortField::setEditable(bool isEditable)
{
    m_edit->setReadOnly(!isEditable);
    m_edit->setToolTip(isEditable ? tr("The port at which the browser reaches this install")
                                  : tr("Stop this install to change its port"));
}

void PortField::setInvalid(bool isInvalid)
{
    m_edit->setProperty("porticoInvalid", isInvalid);
    m_edit->update();
}

void PortField::finish()
{
    const std::optional<quint16> now = port();
    m_edit->setModified(false);
    if (!now || *now == m_port) {
        m_edit->setText(QString::number(m_port));
        return;
    }
    m_port = *now;
    emit chosen(*now);
}

} // namespace portico::app
