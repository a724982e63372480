// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/fileerror.h"
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/platform/nearestfolder.h"
#include "core/platform/processidentity.h"
#include "core/platform/procfs.h"
#include "core/platform/runtimefolder.h"
#include "core/platform/trash.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <array>
#include <cerrno>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace portico {

Architecture hostArchitecture()
{
    struct utsname names = {};
    const bool isArm = ::uname(&names) == 0
        && architectureFromName(QString::fromLatin1(names.machine)) == Architecture::Arm64;
    return isArm ? Architecture::Arm64 : Architecture::X64;
}

namespace {

/** The process that has one of these sockets open; only the owner's and root's eyes see it. */
std::optional<qint64> holderOf(const QList<qint64> &inodes)
{
    const QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &process : processes) {
        if (!process.front().isDigit())
            continue;
        const QDir folder(u"/proc/%1/fd"_s.arg(process));
        for (const QString &fd :
             folder.entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot)) {
            std::array<char, 64> target{};
            const QByteArray link = QFile::encodeName(folder.filePath(fd));
            const ssize_t length = ::readlink(link.constData(), target.data(), target.size());
            const QByteArray text(target.data(), std::max<ssize_t>(length, 0));
            if (text.startsWith("socket:[")
                && inodes.contains(text.mid(8, text.size() - 9).toLongLong()))
                return process.toLongLong();
        }
    }
    return std::nullopt;
}

class LinuxHost final : public Host
{
public:
    Os os() const override { return Os::Linux; }
    Architecture architecture() const override { return hostArchitecture(); }

    Result<DiskSpace> diskSpace(const QString &path) const override
    {
        const QString folder = nearestExistingFolder(path);
        struct statvfs info = {};
        if (::statvfs(QFile::encodeName(folder).constData(), &info) != 0)
            return fileError(FileAct::Read, folder, errno);
        const auto block = static_cast<qint64>(info.f_frsize);
        return DiskSpace{.total = static_cast<qint64>(info.f_blocks) * block,
                         .available = static_cast<qint64>(info.f_bavail) * block,
                         .fileSystem = QString::fromLatin1(QStorageInfo(folder).fileSystemType()),
                         .readOnly = (info.f_flag & ST_RDONLY) != 0};
    }

    MemorySize memory() const override
    {
        const QByteArray info = readProc(u"meminfo"_s);
        return {.total = memoryField(info, "MemTotal"),
                .available = memoryField(info, "MemAvailable")};
    }

    Result<QString> moveToTrash(const QString &path) const override
    {
        return moveToFreedesktopTrash(path);
    }

    std::optional<ProcessName> listenerOn(quint16 port) const override
    {
        const QList<qint64> inodes = listeningInodes(readProc(u"net/tcp"_s), port)
            + listeningInodes(readProc(u"net/tcp6"_s), port);
        const auto pid = inodes.isEmpty() ? std::nullopt : holderOf(inodes);
        if (!pid)
            return std::nullopt;
        const QString executable = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(*pid));
        const QByteArray arguments = readProc(u"%1/cmdline"_s.arg(*pid)).replace('\0', ' ');
        const QString name = executable.isEmpty()
            ? QString::fromUtf8(readProc(u"%1/comm"_s.arg(*pid)).trimmed())
            : QFileInfo(executable).fileName();
        return ProcessName{
            .pid = *pid, .program = name, .commandLine = QString::fromUtf8(arguments.trimmed())};
    }

    Result<QString> runtimeFolder() const override { return ownRuntimeFolder(); }
    QString bootId() const override { return currentBootId(); }
    std::optional<qint64> processStartTime(qint64 pid) const override { return startTimeOf(pid); }
};

} // namespace

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<LinuxHost>();
}

} // namespace portico
