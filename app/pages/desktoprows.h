// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace portico::app {

struct Context;

/** How ComfyUI and Portico show themselves on the desktop: where a page opens, the tray,
 *  notifications, and a start with the desktop. */
class DesktopRows final : public QWidget
{
    Q_OBJECT

public:
    explicit DesktopRows(const Context &context, QWidget *parent = nullptr);

private:
    void addOpening();
    void addTray();
    void addNotices();
    void addAutostart();

    const Context &m_context;
    QVBoxLayout *m_column;
};

} // namespace portico::app
