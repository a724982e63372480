// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/treewriter.h"

#include <QDir>
#include <QFileInfo>

#include <utility>
#include <windows.h>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 ticksTo1970 = 116'444'736'000'000'000; ///< FILETIME counts 100 ns from 1601
constexpr qint64 nsPerTick = 100;

/** With the prefix that lifts the limit of 260 characters and the special names. */
QString systemPath(const QString &root, const QByteArray &path)
{
    QString full = root;
    if (!path.isEmpty())
        full += u'\\' + QString::fromUtf8(path).replace(u'/', u'\\');
    return full;
}

const wchar_t *wide(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

HANDLE handleOf(const FileHandle &handle)
{
    return reinterpret_cast<HANDLE>(handle.value());
}

FILETIME fileTime(qint64 mtimeNs)
{
    const qint64 ticks = mtimeNs / nsPerTick + ticksTo1970;
    return {static_cast<DWORD>(ticks & 0xffffffff), static_cast<DWORD>(ticks >> 32)};
}

Error failureAt(FileAct act, const QString &path)
{
    return fileError(act, path, static_cast<int>(GetLastError()));
}

} // namespace

class OpenFolder
{
public:
    explicit OpenFolder(QString path)
        : m_path(std::move(path))
    { }
    QString pathOf(const QByteArray &name) const { return systemPath(m_path, name); }

private:
    QString m_path;
};

/** There is no openat() for Win32 programs: the root is held open without sharing its removal, so
 *  that nobody can put a link in its place, and everything below it was made here. */
struct TreeWriter::State
{
    QString root;
    HANDLE hold = INVALID_HANDLE_VALUE;

    State() = default;
    ~State()
    {
        if (hold != INVALID_HANDLE_VALUE)
            CloseHandle(hold);
    }
    Q_DISABLE_COPY_MOVE(State)
};

TreeWriter::TreeWriter(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

TreeWriter::~TreeWriter() = default;

Result<std::unique_ptr<TreeWriter>> TreeWriter::open(const QString &root)
{
    const QString native = QDir::toNativeSeparators(QFileInfo(root).absoluteFilePath());
    auto state = std::make_unique<State>();
    state->root =
        native.startsWith("\\\\"_L1) ? "\\\\?\\UNC\\"_L1 + native.mid(2) : "\\\\?\\"_L1 + native;
    state->hold = CreateFileW(wide(state->root), FILE_LIST_DIRECTORY,
                              FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    if (state->hold == INVALID_HANDLE_VALUE)
        return failureAt(FileAct::Write, root);
    return std::unique_ptr<TreeWriter>(new TreeWriter(std::move(state)));
}

Result<std::shared_ptr<OpenFolder>> TreeWriter::folder(const QByteArray &path)
{
    return std::make_shared<OpenFolder>(systemPath(m_state->root, path));
}

Result<> TreeWriter::makeFolder(const QByteArray &path)
{
    const QString full = systemPath(m_state->root, path);
    if (!CreateDirectoryW(wide(full), nullptr))
        return failureAt(FileAct::Create, full);
    return {};
}

Result<> TreeWriter::finishFolder(const QByteArray &path, int, qint64 mtimeNs)
{
    if (mtimeNs == 0)
        return {};
    const QString full = systemPath(m_state->root, path);
    const HANDLE handle = CreateFileW(
        wide(full), FILE_WRITE_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return failureAt(FileAct::Write, full);
    const FILETIME time = fileTime(mtimeNs);
    const bool isSet = SetFileTime(handle, nullptr, nullptr, &time) != 0;
    const Error failure = isSet ? Error() : failureAt(FileAct::Write, full);
    CloseHandle(handle);
    return isSet ? Result<>() : failure;
}

Result<> TreeWriter::makeSymbolicLink(const QByteArray &path, const QByteArray &target)
{
    const QString full = systemPath(m_state->root, path);
    const QString native = QString::fromUtf8(target).replace(u'/', u'\\');
    const QString pointsTo = QDir::cleanPath(QFileInfo(full).path() + u'/' + native);
    DWORD flags = SYMBOLIC_LINK_FLAG_ALLOW_UNPRIVILEGED_CREATE;
    if (QFileInfo(pointsTo).isDir())
        flags |= SYMBOLIC_LINK_FLAG_DIRECTORY;
    if (!CreateSymbolicLinkW(wide(full), wide(native), flags))
        return failureAt(FileAct::Create, full);
    return {};
}

Result<> TreeWriter::makeHardLink(const QByteArray &path, const QByteArray &existing)
{
    const QString full = systemPath(m_state->root, path);
    if (!CreateHardLinkW(wide(full), wide(systemPath(m_state->root, existing)), nullptr))
        return failureAt(FileAct::Create, full);
    return {};
}

Result<TreeFile> TreeFile::create(std::shared_ptr<OpenFolder> folder, const QByteArray &name,
                                  int mode)
{
    const QString path = folder->pathOf(name);
    const HANDLE handle = CreateFileW(wide(path), GENERIC_WRITE | FILE_READ_ATTRIBUTES, 0, nullptr,
                                      CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return failureAt(FileAct::Create, path);
    return TreeFile(std::move(folder), name, reinterpret_cast<qintptr>(handle), mode);
}

Result<> TreeFile::write(QByteArrayView bytes)
{
    constexpr qsizetype largest = 1 << 30;
    while (!bytes.isEmpty()) {
        DWORD written = 0;
        const auto size = static_cast<DWORD>(std::min(bytes.size(), largest));
        if (!WriteFile(handleOf(m_handle), bytes.data(), size, &written, nullptr))
            return failure();
        bytes = bytes.sliced(static_cast<qsizetype>(written));
    }
    return {};
}

Result<WrittenFile> TreeFile::finish(qint64 mtimeNs)
{
    const FILETIME time = fileTime(mtimeNs);
    BY_HANDLE_FILE_INFORMATION facts = {};
    const HANDLE handle = handleOf(m_handle);
    if (!SetFileTime(handle, nullptr, nullptr, &time)
        || !GetFileInformationByHandle(handle, &facts))
        return failure();
    if (!m_handle.close())
        return failure();
    const quint64 ticks =
        quint64{facts.ftLastWriteTime.dwHighDateTime} << 32 | facts.ftLastWriteTime.dwLowDateTime;
    return WrittenFile{.mtimeNs = (static_cast<qint64>(ticks) - ticksTo1970) * nsPerTick,
                       .inode = quint64{facts.nFileIndexHigh} << 32 | facts.nFileIndexLow};
}

Error TreeFile::failure() const
{
    return failureAt(FileAct::Write, m_folder->pathOf(m_name));
}

} // namespace portico
