// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <utility>

namespace portico {

/** The system's handle of an open file (a descriptor, or a HANDLE): movable, closed with its owner.
 */
class FileHandle
{
public:
    explicit FileHandle(qintptr value)
        : m_value(value)
    { }
    FileHandle(const FileHandle &) = delete;
    FileHandle &operator=(const FileHandle &) = delete;
    FileHandle(FileHandle &&other) noexcept
        : m_value(std::exchange(other.m_value, kNone))
    { }
    FileHandle &operator=(FileHandle &&other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }
    ~FileHandle() { (void)close(); }

    qintptr value() const { return m_value; }
    /** False: the system's last error says what a late writer (NFS, quota) only says here. Nothing
     *  where it is closed already. */
    bool close();

private:
    static constexpr qintptr kNone = -1; ///< also INVALID_HANDLE_VALUE

    qintptr m_value;
};

} // namespace portico
