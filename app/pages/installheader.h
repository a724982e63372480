// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/startbutton.h"
#include "core/base/identifiers.h"

#include <QBasicTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace portico {
struct Install;
}

namespace portico::app {

struct Context;
class ElidedLabel;
class MessageCard;
class NameLabel;
class PortField;
class StateDot;

/** The top of an install's page: what it is, how it is, and the few things one does with it. */
class InstallHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit InstallHeader(const Context &context, QWidget *parent = nullptr);

    void setInstall(const InstallId &id);
    void beginRename();
    /** What Enter in the list does: start, or stop. */
    void pressStart();
    void act(StartAct act);
    /** The builds and versions that this install could be made of. */
    void showVersions();

signals:
    void failed(const portico::Error &error);
    /** A fresh install at a version: of the bundle with that id, else put together. */
    void freshRequested(const QString &bundleId, const QString &tag);
    /** The person wants to know which node pack is guilty. */
    void guiltyRequested();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void refresh();
    void refreshState();
    void start(StartAct act);
    void openBrowser();
    void choosePort(quint16 port);
    void checkPort();
    void showPortTaken(quint16 port, const Error &error, quint16 nextFree);

    const Context &m_context;
    InstallId m_id;
    bool m_opensWhenReady = false;
    NameLabel *m_name;
    ElidedLabel *m_runtime;
    QPushButton *m_change;
    StateDot *m_dot;
    QLabel *m_state;
    ElidedLabel *m_activity;
    StartButton *m_start;
    QPushButton *m_open;
    PortField *m_port;
    MessageCard *m_portTaken = nullptr;
    QBasicTimer m_clock; ///< runs only while a session does
};

} // namespace portico::app
