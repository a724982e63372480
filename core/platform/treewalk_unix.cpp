// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/treewalk.h"

#include <QFile>

#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace portico {

namespace {

TreeEntry::Kind kindOf(mode_t mode)
{
    if (S_ISREG(mode))
        return TreeEntry::Kind::File;
    if (S_ISDIR(mode))
        return TreeEntry::Kind::Folder;
    return S_ISLNK(mode) ? TreeEntry::Kind::Link : TreeEntry::Kind::Special;
}

TreeEntry entryFor(QString path, const struct stat &info)
{
#ifdef Q_OS_MACOS
    const struct timespec &time = info.st_mtimespec;
#else
    const struct timespec &time = info.st_mtim;
#endif
    return {.path = std::move(path),
            .kind = kindOf(info.st_mode),
            .size = info.st_size,
            .mode = static_cast<int>(info.st_mode & 07777),
            .mtimeNs = static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec,
            .inode = info.st_ino,
            .device = static_cast<quint64>(info.st_dev),
            .linkCount = info.st_nlink};
}

struct CloseListing
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

/** What is visited later. */
struct WaitingFolder
{
    QByteArray name; ///< whole, as the system has it
    QString path;    ///< relative to the root, with '/' behind it; empty: the root
};

/** Names are looked up in their folder and not from the root of the file system: that is most of
 *  what a walk costs. One folder is open at a time. */
class Walk
{
public:
    Walk(const std::function<Result<Visit>(const TreeEntry &)> &visit, const JobContext &job)
        : m_visit(visit)
        , m_job(job)
    { }

    Result<> run(const QString &root);

private:
    Result<> folder(const WaitingFolder &folder);
    Result<std::vector<TreeEntry>> entriesIn(const WaitingFolder &folder);

    const std::function<Result<Visit>(const TreeEntry &)> &m_visit;
    const JobContext &m_job;
    std::vector<WaitingFolder> m_waiting;
    std::vector<QByteArray> m_names; ///< of the entries of the folder that is visited
    quint64 m_device = 0;
};

Result<> Walk::run(const QString &root)
{
    QByteArray name = QFile::encodeName(root);
    while (name.size() > 1 && name.endsWith('/'))
        name.chop(1);
    struct stat info = {};
    if (::lstat(name.constData(), &info) != 0)
        return fileError(FileAct::Read, root, errno);
    if (!S_ISDIR(info.st_mode))
        return {}; // nothing is below it
    m_device = static_cast<quint64>(info.st_dev);
    m_waiting.push_back({name, QString()});
    while (!m_waiting.empty()) {
        const WaitingFolder next = std::move(m_waiting.back());
        m_waiting.pop_back();
        const Result<> visited = folder(next);
        if (!visited)
            return visited;
    }
    return {};
}

/** All of them before the first is visited: the visitor may change the folder. */
Result<std::vector<TreeEntry>> Walk::entriesIn(const WaitingFolder &folder)
{
    const int handle =
        ::open(folder.name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    const std::unique_ptr<DIR, CloseListing> list(handle < 0 ? nullptr : ::fdopendir(handle));
    if (!list) {
        const int systemError = errno;
        if (handle >= 0)
            ::close(handle);
        return fileError(FileAct::Read, QFile::decodeName(folder.name), systemError);
    }
    std::vector<TreeEntry> entries;
    m_names.clear();
    for (;;) {
        errno = 0;
        const struct dirent *const each = ::readdir(list.get());
        if (!each)
            break;
        const QByteArrayView name(each->d_name);
        if (name == "." || name == "..")
            continue;
        if (m_job.isCancelled())
            return cancelledError();
        struct stat info = {};
        if (::fstatat(handle, each->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
            return fileError(FileAct::Read, QFile::decodeName(folder.name + '/' + each->d_name),
                             errno);
        m_names.push_back(name.toByteArray());
        entries.push_back(entryFor(folder.path + QFile::decodeName(m_names.back()), info));
    }
    if (errno != 0)
        return fileError(FileAct::Read, QFile::decodeName(folder.name), errno);
    return entries;
}

Result<> Walk::folder(const WaitingFolder &folder)
{
    const Result<std::vector<TreeEntry>> entries = entriesIn(folder);
    if (!entries)
        return entries.error();
    for (std::size_t i = 0; i < entries->size(); ++i) {
        if (m_job.isCancelled())
            return cancelledError();
        const TreeEntry &entry = (*entries)[i];
        const Result<Visit> wanted = m_visit(entry);
        if (!wanted)
            return wanted.error();
        if (entry.kind == TreeEntry::Kind::Folder && *wanted == Visit::Continue
            && entry.device == m_device)
            m_waiting.push_back({folder.name + '/' + m_names[i], entry.path + u'/'});
    }
    return {};
}

} // namespace

Result<> walkTree(const QString &root, const std::function<Result<Visit>(const TreeEntry &)> &visit,
                  const JobContext &job)
{
    return Walk(visit, job).run(root);
}

} // namespace portico
