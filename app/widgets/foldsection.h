// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/style/icons.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace portico::app {

class ElidedLabel;

/** A section that is one line until it is opened: what it is about, how that is, and buttons. Open,
 *  it scrolls within the height that it is given. */
class FoldSection final : public QWidget
{
    Q_OBJECT

public:
    explicit FoldSection(const QString &title, QWidget *parent = nullptr);

    /** The line beside the title. */
    void setSummary(IconName icon, IconTint tint, const QString &text);
    /** At the right end of the line. */
    void addAction(QWidget *action);
    QVBoxLayout *content() const { return m_content; }
    void setOpen(bool isOpen);
    bool isOpen() const;
    /** How high the content may be, in pixels. */
    void setMostHeight(int height);

signals:
    void toggled(bool isOpen);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void drawIcon();

    QToolButton *m_fold;
    QLabel *m_icon;
    ElidedLabel *m_summary;
    QHBoxLayout *m_line;
    QScrollArea *m_scroll;
    QVBoxLayout *m_content;
    IconName m_iconName = IconName::Pending;
    IconTint m_iconTint = IconTint::Muted;
    int m_mostHeight = 240;
};

} // namespace portico::app
