// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/http/faultserver.h"

#include <QObject>
#include <QSslSocket>
#include <QTimer>

namespace portico {

/** One connection of a FaultServer; removes itself at its end. */
class FaultConnection final : public QObject
{
    Q_OBJECT

public:
    struct Hooks
    {
        std::function<ScriptedReply(SeenRequest &)> answer;
        std::function<void(int number, qint64 bytes)> sent;
    };

    static void begin(qintptr descriptor, const FaultServer::Options &options, Hooks hooks,
                      QObject *parent);

private:
    FaultConnection(const FaultServer::Options &options, Hooks hooks, QObject *parent);
    void read();
    bool readSocks();
    void answer(const QByteArray &head, const QByteArray &body);
    void send(const QByteArray &bytes);
    void tick();
    void finishReply();
    void reset();

    const FaultServer::Options m_options;
    const Hooks m_hooks;
    QSslSocket m_socket;
    QTimer m_timer;
    QByteArray m_input;
    int m_socksStep = 0;
    QByteArray m_socksTarget;
    ScriptedReply m_reply;
    QByteArray m_left; // of the body
    int m_number = 0;
    bool m_isBusy = false;
};

} // namespace portico
