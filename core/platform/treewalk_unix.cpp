// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/treewalk.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <fts.h>
#include <memory>
#include <sys/stat.h>

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

TreeEntry entryFor(const FTSENT &node, qsizetype rootLength)
{
    const struct stat &info = *node.fts_statp;
#ifdef Q_OS_MACOS
    const struct timespec &time = info.st_mtimespec;
#else
    const struct timespec &time = info.st_mtim;
#endif
    const QByteArrayView path(node.fts_path, static_cast<qsizetype>(node.fts_pathlen));
    return {.path = QFile::decodeName(path.sliced(rootLength + 1).toByteArray()),
            .kind = kindOf(info.st_mode),
            .size = info.st_size,
            .mode = static_cast<int>(info.st_mode & 07777),
            .mtimeNs = static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec,
            .inode = info.st_ino,
            .device = static_cast<quint64>(info.st_dev),
            .linkCount = info.st_nlink};
}

struct CloseWalk
{
    void operator()(FTS *walk) const { ::fts_close(walk); }
};

} // namespace

Result<> walkTree(const QString &root, const std::function<Result<Visit>(const TreeEntry &)> &visit,
                  const JobContext &job)
{
    QByteArray name = QFile::encodeName(root);
    while (name.size() > 1 && name.endsWith('/'))
        name.chop(1);
    const std::array<char *, 2> roots{name.data(), nullptr};
    const std::unique_ptr<FTS, CloseWalk> walk(
        ::fts_open(roots.data(), FTS_PHYSICAL | FTS_XDEV | FTS_NOCHDIR, nullptr));
    if (!walk)
        return fileError(FileAct::Read, root, errno);
    errno = 0;
    while (FTSENT *node = ::fts_read(walk.get())) {
        if (job.isCancelled())
            return cancelledError();
        if (node->fts_info == FTS_DNR || node->fts_info == FTS_ERR || node->fts_info == FTS_NS)
            return fileError(FileAct::Read, QFile::decodeName(node->fts_path), node->fts_errno);
        if (node->fts_info == FTS_DP || node->fts_level == FTS_ROOTLEVEL)
            continue;
        const Result<Visit> wanted = visit(entryFor(*node, name.size()));
        if (!wanted)
            return wanted.error();
        if (*wanted == Visit::SkipContent)
            ::fts_set(walk.get(), node, FTS_SKIP);
        errno = 0;
    }
    if (errno != 0)
        return fileError(FileAct::Read, root, errno);
    return {};
}

} // namespace portico
