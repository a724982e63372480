// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueservices.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace portico::app {

struct Context;
class SettingRow;

/** The person's own sources of the catalogue: each can be tested and removed; one more is asked
 *  before it is added, so that what cannot be read is never in the list. */
class SourceRows final : public QWidget
{
    Q_OBJECT

public:
    explicit SourceRows(const Context &context, QWidget *parent = nullptr);

    /** Asks one more and adds it where it answers, as if it had been typed. */
    void addSource(const QString &address);

private:
    void showSources();
    void addRow(const OwnSource &source);
    void test(const OwnSource &source, SettingRow *row, QPushButton *button);
    void add();
    void chooseFile();
    void askEverybody();

    const Context &m_context;
    QVBoxLayout *m_list;
    QLineEdit *m_address;
    SettingRow *m_newRow;
    QPushButton *m_add;
    QList<OwnSource> m_shown;
};

} // namespace portico::app
