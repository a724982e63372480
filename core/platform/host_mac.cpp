// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/platform/nearestfolder.h"
#include "core/platform/processidentity.h"
#include "core/platform/runtimefolder.h"

#include <QFile>
#include <QFileInfo>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <libproc.h>
#include <mach/mach.h>
#include <sys/mount.h>
#include <sys/sysctl.h>
#include <vector>

namespace portico {

namespace {

qint64 systemNumber(const char *name)
{
    int64_t value = 0;
    size_t size = sizeof(value);
    return ::sysctlbyname(name, &value, &size, nullptr, 0) == 0 ? value : 0;
}

bool listensOn(int pid, const proc_fdinfo &fd, quint16 port)
{
    struct socket_fdinfo info = {};
    const int size = static_cast<int>(sizeof(info));
    if (fd.proc_fdtype != PROX_FDTYPE_SOCKET
        || ::proc_pidfdinfo(pid, fd.proc_fd, PROC_PIDFDSOCKETINFO, &info, size) != size
        || info.psi.soi_kind != SOCKINFO_TCP
        || info.psi.soi_proto.pri_tcp.tcpsi_state != TSI_S_LISTEN)
        return false;
    const int local = info.psi.soi_proto.pri_tcp.tcpsi_ini.insi_lport;
    return ntohs(static_cast<uint16_t>(local)) == port;
}

bool hasListener(int pid, quint16 port)
{
    const int size = ::proc_pidinfo(pid, PROC_PIDLISTFDS, 0, nullptr, 0);
    if (size <= 0)
        return false;
    std::vector<proc_fdinfo> list(static_cast<size_t>(size) / sizeof(proc_fdinfo));
    const int filled = ::proc_pidinfo(pid, PROC_PIDLISTFDS, 0, list.data(), size);
    list.resize(static_cast<size_t>(std::max(filled, 0)) / sizeof(proc_fdinfo));
    return std::any_of(list.begin(), list.end(),
                       [=](const proc_fdinfo &fd) { return listensOn(pid, fd, port); });
}

class MacHost final : public Host
{
public:
    Os os() const override { return Os::MacOS; }
    Architecture architecture() const override { return hostArchitecture(); }

    Result<DiskSpace> diskSpace(const QString &path) const override
    {
        const QString folder = nearestExistingFolder(path);
        struct statfs info = {};
        if (::statfs(QFile::encodeName(folder).constData(), &info) != 0)
            return fileError(FileAct::Read, folder, errno);
        const auto block = static_cast<qint64>(info.f_bsize);
        return DiskSpace{.total = static_cast<qint64>(info.f_blocks) * block,
                         .available = static_cast<qint64>(info.f_bavail) * block,
                         .fileSystem = QString::fromLatin1(info.f_fstypename),
                         .readOnly = (info.f_flags & MNT_RDONLY) != 0};
    }

    MemorySize memory() const override
    {
        vm_statistics64_data_t pages = {};
        mach_msg_type_number_t count = HOST_VM_INFO64_COUNT;
        qint64 available = 0;
        if (::host_statistics64(::mach_host_self(), HOST_VM_INFO64,
                                reinterpret_cast<host_info64_t>(&pages), &count)
            == KERN_SUCCESS)
            available = (static_cast<qint64>(pages.free_count) + pages.inactive_count)
                * static_cast<qint64>(vm_page_size);
        return {.total = systemNumber("hw.memsize"), .available = available};
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
        std::vector<pid_t> processes(4096);
        const int size = ::proc_listallpids(processes.data(),
                                            static_cast<int>(processes.size() * sizeof(pid_t)));
        processes.resize(static_cast<size_t>(std::max(size, 0)));
        for (const pid_t pid : processes) {
            if (!hasListener(pid, port))
                continue;
            std::array<char, PROC_PIDPATHINFO_MAXSIZE> path{};
            ::proc_pidpath(pid, path.data(), static_cast<uint32_t>(path.size()));
            const QString program = QFile::decodeName(path.data());
            return ProcessName{
                .pid = pid, .program = QFileInfo(program).fileName(), .commandLine = program};
        }
        return std::nullopt;
    }

    Result<QString> runtimeFolder() const override { return ownRuntimeFolder(); }
    QString bootId() const override { return currentBootId(); }
    std::optional<qint64> processStartTime(qint64 pid) const override { return startTimeOf(pid); }
};

} // namespace

// Under Rosetta uname() says x86_64; this number is about the computer.
Architecture hostArchitecture()
{
    return systemNumber("hw.optional.arm64") != 0 ? Architecture::Arm64 : Architecture::X64;
}

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<MacHost>();
}

} // namespace portico
