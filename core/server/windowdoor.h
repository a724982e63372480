// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/filelock.h"

#include <QByteArray>
#include <QLocalServer>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace portico {

/** What a second start of the window hands to the first. */
struct HandOver
{
    QString given{};      ///< file, folder, address or link; empty: only come forward
    QString activation{}; ///< the desktop's leave to come forward (xdg-activation); may be empty

    friend bool operator==(const HandOver &, const HandOver &) = default;
};

/** One line of JSON, and what it says; nothing where it is too long, no such message, or holds
 *  control characters. Pure. */
QByteArray handOverBytes(const HandOver &what);
std::optional<HandOver> handOverFrom(const QByteArray &line);

/**
 * The door of a library's one window: who has it is the first Portico of this user on that library
 * and is told what later ones were started with. Held by a lock of the operating system, which no
 * killed program keeps, and a local socket in the folder that only this user can enter.
 */
class WindowDoor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowDoor)

public:
    /** Takes it. Busy: another window has it. `runtimeFolder` is Host::runtimeFolder(). */
    static Result<std::unique_ptr<WindowDoor>> take(const QString &runtimeFolder,
                                                    const QString &library);
    ~WindowDoor() override;

signals:
    /** Another start handed this over and has ended, or is about to. */
    void knocked(const portico::HandOver &what);

private:
    explicit WindowDoor(FileLock lock);
    void welcome(QLocalSocket *socket);
    void read(QLocalSocket *socket);

    FileLock m_lock;
    QLocalServer m_server;
};

/**
 * Takes the door, or hands `what` over to the window that has it: then the result is null.
 * Blocking: at most `patience`, as long as a window that begins or hangs may need to answer.
 * Timeout: it is there and does not answer; other errors: there can be no door.
 */
Result<std::unique_ptr<WindowDoor>> enterOrHandOver(
    const QString &runtimeFolder, const QString &library, const HandOver &what,
    std::chrono::milliseconds patience = std::chrono::seconds(5));

} // namespace portico
