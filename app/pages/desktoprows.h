// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace portico::app {

struct Context;

/** How Portico shows itself on the desktop beside its window: the tray, notifications, and a start
 *  with the desktop. */
class DesktopRows final : public QWidget
{
    Q_OBJECT

public:
    explicit DesktopRows(const Context &context, QWidget *parent = nullptr);

private:
    void addTray();
    void addNotices();
    void addAutostart();

    const Context &m_context;
    QVBoxLayout *m_column;
};

} // namespace portico::app
