// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <cstdint>
#include <optional>

class QLineEdit;

namespace portico::app {

/** The port of an install: a field while nothing runs, a fact while something does. */
class PortField final : public QWidget
{
    Q_OBJECT

public:
    explicit PortField(QWidget *parent = nullptr);

    void setPort(quint16 port);
    /** What stands there; nothing while it is no port. */
    std::optional<quint16> port() const;
    void setEditable(bool isEditable);
    /** Marks the field, as when the port is taken. */
    void setInvalid(bool isInvalid);

signals:
    /** The person finished choosing another one. */
    void chosen(quint16 port);

private:
    void finish();

    QLineEdit *m_edit;
    quint16 m_port = 0;
};

} // namespace portico::app
