// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/platform/nativepath.h"
#include "core/platform/nearestfolder.h"
#include "core/platform/processidentity.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStorageInfo>

#include <array>
#include <vector>

// clang-format off
#include <winsock2.h> // must come before windows.h
#include <qt_windows.h>
#include <iphlpapi.h>
// clang-format on

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** The listening process in one of the two tables that Windows keeps. */
template <typename Table>
std::optional<DWORD> listenerIn(ULONG family, quint16 port)
{
    ULONG size = 0;
    GetExtendedTcpTable(nullptr, &size, FALSE, family, TCP_TABLE_OWNER_PID_LISTENER, 0);
    std::vector<char> buffer(size);
    if (size == 0
        || GetExtendedTcpTable(buffer.data(), &size, FALSE, family, TCP_TABLE_OWNER_PID_LISTENER, 0)
            != NO_ERROR)
        return std::nullopt;
    const auto *table = reinterpret_cast<const Table *>(buffer.data());
    for (DWORD row = 0; row < table->dwNumEntries; ++row) {
        if (ntohs(static_cast<u_short>(table->table[row].dwLocalPort)) == port)
            return table->table[row].dwOwningPid;
    }
    return std::nullopt;
}

QString programOf(DWORD pid)
{
    const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
    if (!process)
        return {};
    std::array<wchar_t, 32'768> path{};
    DWORD size = static_cast<DWORD>(path.size());
    const bool isKnown = QueryFullProcessImageNameW(process, 0, path.data(), &size);
    CloseHandle(process);
    return isKnown ? QDir::fromNativeSeparators(QString::fromWCharArray(path.data())) : QString();
}

class WindowsHost final : public Host
{
public:
    Os os() const override { return Os::Windows; }
    Architecture architecture() const override { return hostArchitecture(); }

    Result<DiskSpace> diskSpace(const QString &path) const override
    {
        const QString folder = nearestExistingFolder(path);
        ULARGE_INTEGER available = {};
        ULARGE_INTEGER total = {};
        if (!GetDiskFreeSpaceExW((nativePath(folder) + L"\\").c_str(), &available, &total, nullptr))
            return fileError(FileAct::Read, folder, lastSystemError());
        const QStorageInfo storage(folder);
        return DiskSpace{.total = static_cast<qint64>(total.QuadPart),
                         .available = static_cast<qint64>(available.QuadPart),
                         .fileSystem = QString::fromLatin1(storage.fileSystemType()),
                         .readOnly = storage.isReadOnly()};
    }

    MemorySize memory() const override
    {
        MEMORYSTATUSEX status = {};
        status.dwLength = sizeof(status);
        if (!GlobalMemoryStatusEx(&status))
            return {};
        return {.total = static_cast<qint64>(status.ullTotalPhys),
                .available = static_cast<qint64>(status.ullAvailPhys)};
    }

    Result<QString> moveToTrash(const QString &path) const override
    {
        QString place;
        if (QFile::moveToTrash(path, &place))
            return place;
        return fileError(FileAct::Remove, path, ErrorCode::Unsupported, {});
    }

    std::optional<ProcessName> listenerOn(quint16 port) const override
    {
        auto pid = listenerIn<MIB_TCPTABLE_OWNER_PID>(AF_INET, port);
        if (!pid)
            pid = listenerIn<MIB_TCP6TABLE_OWNER_PID>(AF_INET6, port);
        if (!pid)
            return std::nullopt;
        const QString program = programOf(*pid);
        return ProcessName{.pid = static_cast<qint64>(*pid),
                           .program = QFileInfo(program).fileName(),
                           .commandLine = program};
    }

    // Local sockets are named pipes here and need no folder; this one is the user's alone anyway.
    Result<QString> runtimeFolder() const override
    {
        const QString folder =
            QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/portico"_s;
        if (!QDir().mkpath(folder))
            return fileError(FileAct::Create, folder, lastSystemError());
        return folder;
    }

    QString bootId() const override { return currentBootId(); }
    std::optional<qint64> processStartTime(qint64 pid) const override { return startTimeOf(pid); }
};

} // namespace

// An x64 program on an Arm computer is told x64 by most functions; this one tells the truth.
Architecture hostArchitecture()
{
    USHORT process = 0;
    USHORT native = 0;
    const bool isKnown = IsWow64Process2(GetCurrentProcess(), &process, &native);
    return isKnown && native == IMAGE_FILE_MACHINE_ARM64 ? Architecture::Arm64 : Architecture::X64;
}

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<WindowsHost>();
}

} // namespace portico
