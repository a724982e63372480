// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/treewriter.h"

#include <QFile>
#include <QHash>

#include <cerrno>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace portico {

namespace {

constexpr qsizetype foldersKeptOpen = 64;
constexpr qint64 perSecond = 1'000'000'000;
constexpr int folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

QByteArray parentOf(const QByteArray &path)
{
    return path.left(std::max<qsizetype>(path.lastIndexOf('/'), 0));
}

QByteArray leafOf(const QByteArray &path)
{
    return path.mid(path.lastIndexOf('/') + 1);
}

/** Access time is left alone: setting only the other one. */
void timesOf(qint64 mtimeNs, timespec (&times)[2])
{
    times[0] = {};
    times[0].tv_nsec = UTIME_OMIT;
    times[1].tv_sec = static_cast<time_t>(mtimeNs / perSecond);
    times[1].tv_nsec = static_cast<long>(mtimeNs % perSecond);
}

} // namespace

class OpenFolder
{
public:
    OpenFolder(int handle, QString path)
        : m_handle(handle)
        , m_path(std::move(path))
    { }
    ~OpenFolder() { close(m_handle); }
    Q_DISABLE_COPY_MOVE(OpenFolder)

    int handle() const { return m_handle; }
    Error failure(FileAct act, const QByteArray &name) const
    {
        const int number = errno;
        return fileError(act, m_path + u'/' + QString::fromUtf8(name), number);
    }

private:
    int m_handle;
    QString m_path;
};

struct TreeWriter::State
{
    std::mutex mutex;
    QString root;
    std::shared_ptr<OpenFolder> rootFolder;
    QHash<QByteArray, std::shared_ptr<OpenFolder>> open;
    QList<QByteArray> openedInOrder;

    Result<std::shared_ptr<OpenFolder>> folder(const QByteArray &path)
    {
        if (path.isEmpty())
            return rootFolder;
        if (const auto found = open.constFind(path); found != open.constEnd())
            return *found;
        const Result<std::shared_ptr<OpenFolder>> parent = folder(parentOf(path));
        if (!parent)
            return parent;
        const QByteArray name = leafOf(path);
        const int handle = openat((*parent)->handle(), name.constData(), folderFlags);
        if (handle < 0)
            return (*parent)->failure(FileAct::Create, name);
        if (openedInOrder.size() >= foldersKeptOpen)
            open.remove(openedInOrder.takeFirst());
        openedInOrder.append(path);
        const auto made =
            std::make_shared<OpenFolder>(handle, root + u'/' + QString::fromUtf8(path));
        open.insert(path, made);
        return made;
    }
};

TreeWriter::TreeWriter(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

TreeWriter::~TreeWriter() = default;

Result<std::unique_ptr<TreeWriter>> TreeWriter::open(const QString &root)
{
    const int handle = ::open(QFile::encodeName(root).constData(), folderFlags);
    if (handle < 0)
        return fileError(FileAct::Write, root, errno);
    auto state = std::make_unique<State>();
    state->root = root;
    state->rootFolder = std::make_shared<OpenFolder>(handle, root);
    return std::unique_ptr<TreeWriter>(new TreeWriter(std::move(state)));
}

Result<std::shared_ptr<OpenFolder>> TreeWriter::folder(const QByteArray &path)
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->folder(path);
}

Result<> TreeWriter::makeFolder(const QByteArray &path)
{
    const auto parent = folder(parentOf(path));
    if (!parent)
        return parent.error();
    const QByteArray name = leafOf(path);
    if (mkdirat((*parent)->handle(), name.constData(), 0700) != 0)
        return (*parent)->failure(FileAct::Create, name);
    return {};
}

Result<> TreeWriter::finishFolder(const QByteArray &path, int mode, qint64 mtimeNs)
{
    const auto own = folder(path);
    if (!own)
        return own.error();
    if (fchmod((*own)->handle(), static_cast<mode_t>(mode)) != 0)
        return (*own)->failure(FileAct::Write, {});
    timespec times[2];
    timesOf(mtimeNs, times);
    if (mtimeNs != 0 && futimens((*own)->handle(), times) != 0)
        return (*own)->failure(FileAct::Write, {});
    return {};
}

Result<> TreeWriter::makeSymbolicLink(const QByteArray &path, const QByteArray &target)
{
    const auto parent = folder(parentOf(path));
    if (!parent)
        return parent.error();
    const QByteArray name = leafOf(path);
    if (symlinkat(target.constData(), (*parent)->handle(), name.constData()) != 0)
        return (*parent)->failure(FileAct::Create, name);
    return {};
}

Result<> TreeWriter::makeHardLink(const QByteArray &path, const QByteArray &existing)
{
    const auto from = folder(parentOf(existing));
    const auto parent = folder(parentOf(path));
    if (!from || !parent)
        return from ? parent.error() : from.error();
    const QByteArray name = leafOf(path);
    if (linkat((*from)->handle(), leafOf(existing).constData(), (*parent)->handle(),
               name.constData(), 0)
        != 0)
        return (*parent)->failure(FileAct::Create, name);
    return {};
}

Result<TreeFile> TreeFile::create(std::shared_ptr<OpenFolder> folder, const QByteArray &name,
                                  int mode)
{
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const int handle = openat(folder->handle(), name.constData(), flags, static_cast<mode_t>(mode));
    if (handle < 0)
        return folder->failure(FileAct::Create, name);
    return TreeFile(std::move(folder), name, handle, mode);
}

Result<> TreeFile::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(static_cast<int>(m_handle.value()), bytes.data(),
                                        static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failure();
        bytes = bytes.sliced(written);
    }
    return {};
}

Result<WrittenFile> TreeFile::finish(qint64 mtimeNs)
{
    const int handle = static_cast<int>(m_handle.value());
    timespec times[2];
    timesOf(mtimeNs, times);
    struct stat facts = {};
    if (futimens(handle, times) != 0 || fstat(handle, &facts) != 0)
        return failure();
    const bool hasMode = (facts.st_mode & 07777) == static_cast<mode_t>(m_mode);
    if (!hasMode && fchmod(handle, static_cast<mode_t>(m_mode)) != 0)
        return failure(); // the umask took something
    if (!m_handle.close())
        return failure();
#ifdef Q_OS_MACOS
    const timespec &modified = facts.st_mtimespec;
#else
    const timespec &modified = facts.st_mtim;
#endif
    return WrittenFile{.mtimeNs = modified.tv_sec * perSecond + modified.tv_nsec,
                       .inode = facts.st_ino};
}

Error TreeFile::failure() const
{
    return m_folder->failure(FileAct::Write, m_name);
}

} // namespace portico
