// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QFormLayout;
class QLabel;

namespace portico::app {

/** A fact: a muted word and its value, which can be selected and copied. */
class FactList final : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    /** Adds a row; the label may be changed later. */
    QLabel *addFact(const QString &name, const QString &value);
    /** A row with another widget as its value. */
    void addRow(const QString &name, QWidget *value);

protected:
    /** In a narrow place, as with larger text, names stand above their values. */
    void resizeEvent(QResizeEvent *event) override;

private:
    QFormLayout *m_form;
};

} // namespace portico::app
