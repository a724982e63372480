// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace portico::app {

/** A page that scrolls: a column of sections with the margins that all pages share. */
class Page : public QScrollArea
{
    Q_OBJECT

public:
    explicit Page(QWidget *parent = nullptr);

    QVBoxLayout *column() const { return m_column; }
    /** A heading with a card below it; rows and widgets go into the card. */
    QVBoxLayout *addSection(const QString &heading);
    void addTitle(const QString &title, const QString &subtitle);
    void addStretch();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QVBoxLayout *m_column;
};

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

private:
    QFormLayout *m_form;
};

} // namespace portico::app
