// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/followfile.h"

#include <QFile>

namespace portico {

namespace {

using namespace std::chrono_literals;

constexpr auto kPause = 250ms;
constexpr qint64 kPiece = 256 * 1024;

/** One file from the place where its last piece ended. */
class Followed
{
public:
    Followed(const FileFollower &follower, qint64 mostBytes)
        : m_follower(follower)
        , m_mostBytes(mostBytes)
    { }

    void look(const JobContext &job);

private:
    bool isOther(const QString &path) const;

    const FileFollower &m_follower;
    const qint64 m_mostBytes;
    QString m_path;
    qint64 m_offset = 0;
    bool m_hasBegun = false;
    QByteArray m_head; ///< its first bytes: the same name may be another file
};

bool Followed::isOther(const QString &path) const
{
    if (!m_hasBegun || path != m_path)
        return true;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false; // not there for a moment: it is being replaced
    return file.size() < m_offset || file.read(m_head.size()) != m_head;
}

void Followed::look(const JobContext &job)
{
    const QString path = m_follower.where();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    if (isOther(path)) {
        m_path = path;
        m_head = file.peek(256);
        m_offset = qMax(qint64(0), file.size() - m_mostBytes);
        m_hasBegun = true;
        m_follower.begun();
    }
    if (!file.seek(m_offset))
        return;
    while (!job.isCancelled()) {
        const QByteArray bytes = file.read(kPiece);
        if (bytes.isEmpty())
            return;
        m_offset += bytes.size();
        m_follower.added(bytes);
    }
}

} // namespace

Result<> followFile(const FileFollower &follower, qint64 mostBytes, const Clock &clock,
                    const JobContext &job)
{
    Followed followed(follower, mostBytes);
    while (true) {
        followed.look(job);
        const Result<> slept = clock.sleep(kPause, job.cancel);
        if (!slept)
            return slept;
    }
}

} // namespace portico
