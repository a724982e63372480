// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;

namespace portico::app {

struct Context;
class SettingRow;
class UpdateView;

/** Updates of Portico itself: which one this is, whether a newer one is looked for and whom that
 *  asks, what was found, and the way to it. Or one sentence that says who else updates it. */
class UpdateRows final : public QWidget
{
    Q_OBJECT

public:
    explicit UpdateRows(const Context &context, QWidget *parent = nullptr);

private:
    void build();
    void refresh();
    void showResult();
    void askToInstall();
    QStringList running() const;

    const Context &m_context;
    SettingRow *m_this;
    QPushButton *m_check;
    QLabel *m_why;
    UpdateView *m_view;
    QCheckBox *m_daily;
    QLabel *m_asked;
};

} // namespace portico::app
