// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/style/colours.h"
#include "core/settings/settingvalues.h"

#include <QObject>

#include <functional>
#include <optional>

class QApplication;

namespace portico::app {

/** Asks the system for its scheme and hears of changes; each system has its own source. */
class SystemScheme : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SystemScheme)

public:
    explicit SystemScheme(QObject *parent = nullptr);
    ~SystemScheme() override;
    /** What is known now; never waits. */
    std::optional<Scheme> scheme() const;

signals:
    void schemeChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/** Gives the application its style and palette, and follows the system or the person's choice. */
class Appearance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Appearance)

public:
    Appearance(QApplication &application, Theme choice, QObject *parent = nullptr);

    Theme choice() const { return m_choice; }
    void choose(Theme choice);
    /** Takes in what the system said since; called before the window is shown and on its word. */
    void apply();

protected:
    /** The marks of shortcuts show while Alt is held, so the window is drawn anew then. */
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Scheme wanted() const;

    QApplication &m_application;
    const Scheme m_first; ///< what the platform's own palette is
    SystemScheme m_system;
    Theme m_choice;
    std::optional<Scheme> m_applied;
};

} // namespace portico::app
