// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/nativepath.h"
#include "core/platform/treewalk.h"

#include <QStringList>
#include <qt_windows.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kUnixEpoch = 116'444'736'000'000'000; // 1970 in 100 ns since 1601

TreeEntry entryFor(const WIN32_FIND_DATAW &found, const QString &path)
{
    TreeEntry entry;
    entry.path = path;
    const DWORD attributes = found.dwFileAttributes;
    if (attributes & FILE_ATTRIBUTE_REPARSE_POINT)
        entry.kind = TreeEntry::Kind::Link; // symbolic links, junctions and mounted volumes alike
    else if (attributes & FILE_ATTRIBUTE_DIRECTORY)
        entry.kind = TreeEntry::Kind::Folder;
    entry.size = (static_cast<qint64>(found.nFileSizeHigh) << 32) | found.nFileSizeLow;
    entry.mode = attributes & FILE_ATTRIBUTE_READONLY ? 0444 : 0644;
    const qint64 time = (static_cast<qint64>(found.ftLastWriteTime.dwHighDateTime) << 32)
        | found.ftLastWriteTime.dwLowDateTime;
    entry.mtimeNs = (time - kUnixEpoch) * 100;
    return entry;
}

/** What FindFirstFile does not tell: which file it is, and how many names it has. */
void addIdentity(TreeEntry &entry, const QString &path)
{
    const HANDLE handle =
        CreateFileW(nativePath(path).c_str(), FILE_READ_ATTRIBUTES,
                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                    FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return;
    BY_HANDLE_FILE_INFORMATION info = {};
    if (GetFileInformationByHandle(handle, &info)) {
        entry.inode = (static_cast<quint64>(info.nFileIndexHigh) << 32) | info.nFileIndexLow;
        entry.device = info.dwVolumeSerialNumber;
        entry.linkCount = info.nNumberOfLinks;
    }
    CloseHandle(handle);
}

} // namespace

Result<> walkTree(const QString &root, const std::function<Result<Visit>(const TreeEntry &)> &visit,
                  const JobContext &job)
{
    QStringList folders{QString()};
    while (!folders.isEmpty()) {
        const QString folder = folders.takeLast();
        const QString place = folder.isEmpty() ? root : root + u'/' + folder;
        WIN32_FIND_DATAW found = {};
        const HANDLE search =
            FindFirstFileExW((nativePath(place) + L"\\*").c_str(), FindExInfoBasic, &found,
                             FindExSearchNameMatch, nullptr, FIND_FIRST_EX_LARGE_FETCH);
        if (search == INVALID_HANDLE_VALUE)
            return fileError(FileAct::Read, place, lastSystemError());
        Result<> outcome;
        do {
            const QString name = QString::fromWCharArray(found.cFileName);
            if (name == "."_L1 || name == ".."_L1)
                continue;
            TreeEntry entry = entryFor(found, folder.isEmpty() ? name : folder + u'/' + name);
            if (entry.kind == TreeEntry::Kind::File)
                addIdentity(entry, place + u'/' + name);
            const Result<Visit> wanted = visit(entry);
            if (!wanted)
                outcome = wanted.error();
            else if (*wanted == Visit::Continue && entry.kind == TreeEntry::Kind::Folder)
                folders += entry.path;
            if (outcome && job.isCancelled())
                outcome = cancelledError();
        } while (outcome && FindNextFileW(search, &found));
        FindClose(search);
        if (!outcome)
            return outcome;
    }
    return {};
}

} // namespace portico
