// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLineEdit;

namespace portico::app {

class ElidedLabel;

/** A name that becomes a field when it is double-clicked or F2 is pressed. */
class NameLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit NameLabel(QWidget *parent = nullptr);

    void setName(const QString &name);
    void beginEditing();

signals:
    void renamed(const QString &name);

protected:
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void endEditing();

    ElidedLabel *m_label;
    QLineEdit *m_edit;
    QString m_name;
};

} // namespace portico::app
