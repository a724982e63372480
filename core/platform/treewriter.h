// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/platform/filehandle.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace portico {

/** What the file system says of a file that was written. */
struct WrittenFile
{
    qint64 mtimeNs = 0;
    quint64 inode = 0;
};

/** A folder inside a TreeWriter's root, held open. */
class OpenFolder;

/**
 * Writes files, folders and links below one root that is held open, and nowhere else: no name is
 * ever looked up through a link, nothing that exists is ever opened or replaced. Paths are relative
 * UTF-8 with '/', already judged by the caller; a folder's parent must have been made before.
 * Thread-safe.
 */
class TreeWriter
{
public:
    /** The root must exist. */
    static Result<std::unique_ptr<TreeWriter>> open(const QString &root);
    ~TreeWriter();
    Q_DISABLE_COPY_MOVE(TreeWriter)

    /** A folder that was made here; empty: the root. Kept open for a while for its next user. */
    Result<std::shared_ptr<OpenFolder>> folder(const QByteArray &path);

    /** Private until finishFolder(). */
    Result<> makeFolder(const QByteArray &path);
    /** Last permission bits and time, once nothing more is written into it. Time 0: as it is. */
    Result<> finishFolder(const QByteArray &path, int mode, qint64 mtimeNs);
    Result<> makeSymbolicLink(const QByteArray &path, const QByteArray &target);
    /** `existing` must be a file made here. */
    Result<> makeHardLink(const QByteArray &path, const QByteArray &existing);

private:
    struct State;
    explicit TreeWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/** One new file being written. The destructor closes it. */
class TreeFile
{
public:
    static Result<TreeFile> create(std::shared_ptr<OpenFolder> folder, const QByteArray &name,
                                   int mode);

    /** Writes all bytes or fails. */
    Result<> write(QByteArrayView bytes);
    /** Sets the time, closes, and says what the file system made of it. Not synced: that is one
     *  call for the whole tree (durable.h). */
    Result<WrittenFile> finish(qint64 mtimeNs);

private:
    TreeFile(std::shared_ptr<OpenFolder> folder, QByteArray name, qintptr handle, int mode)
        : m_folder(std::move(folder))
        , m_name(std::move(name))
        , m_handle(handle)
        , m_mode(mode)
    { }
    Error failure() const;

    std::shared_ptr<OpenFolder> m_folder;
    QByteArray m_name;
    FileHandle m_handle;
    int m_mode = 0;
};

} // namespace portico
