// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/executableformat.h"

#include "core/base/lists.h"
#include "core/io/ioerror.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qsizetype kHeadBytes = 4'096;

struct Machine
{
    quint32 code;
    QLatin1StringView name;
    std::optional<Architecture> architecture;
};

// e_machine of the ELF header (gABI, 4.1).
constexpr std::array kElfMachines{
    Machine{3, "x86"_L1, std::nullopt},       Machine{40, "arm"_L1, std::nullopt},
    Machine{62, "x64"_L1, Architecture::X64}, Machine{183, "arm64"_L1, Architecture::Arm64},
    Machine{21, "ppc64"_L1, std::nullopt},    Machine{243, "riscv64"_L1, std::nullopt},
    Machine{22, "s390x"_L1, std::nullopt},    Machine{258, "loongarch64"_L1, std::nullopt},
};

// Machine of the COFF header (PE format, "Machine Types").
constexpr std::array kPeMachines{
    Machine{0x014c, "x86"_L1, std::nullopt},
    Machine{0x01c4, "arm"_L1, std::nullopt},
    Machine{0x8664, "x64"_L1, Architecture::X64},
    Machine{0xaa64, "arm64"_L1, Architecture::Arm64},
};

// cputype of the Mach-O header (mach/machine.h).
constexpr std::array kMachMachines{
    Machine{7, "x86"_L1, std::nullopt},
    Machine{0x0100'0007, "x64"_L1, Architecture::X64},
    Machine{0x0100'000c, "arm64"_L1, Architecture::Arm64},
    Machine{18, "ppc"_L1, std::nullopt},
};

template <typename T>
std::optional<T> numberAt(QByteArrayView head, qsizetype offset, QSysInfo::Endian endian)
{
    if (offset < 0 || offset > head.size() - static_cast<qsizetype>(sizeof(T)))
        return std::nullopt;
    return endian == QSysInfo::BigEndian ? qFromBigEndian<T>(head.data() + offset)
                                         : qFromLittleEndian<T>(head.data() + offset);
}

void addMachine(ExecutableFormat &format, std::span<const Machine> machines, quint32 code)
{
    for (const Machine &machine : machines) {
        if (machine.code != code)
            continue;
        format.processors += machine.name;
        if (machine.architecture)
            format.architectures += *machine.architecture;
        return;
    }
    format.processors += u"machine 0x%1"_s.arg(code, 0, 16);
}

ExecutableFormat elf(QByteArrayView head)
{
    ExecutableFormat format;
    const auto endian =
        head.size() > 5 && head[5] == 2 ? QSysInfo::BigEndian : QSysInfo::LittleEndian;
    if (const auto machine = numberAt<quint16>(head, 18, endian)) {
        format.os = Os::Linux;
        addMachine(format, kElfMachines, *machine);
    }
    return format;
}

ExecutableFormat portableExecutable(QByteArrayView head)
{
    ExecutableFormat format;
    const auto start = numberAt<quint32>(head, 0x3c, QSysInfo::LittleEndian);
    if (!start || !head.sliced(qMin<qsizetype>(*start, head.size())).startsWith("PE\0\0"_ba))
        return format;
    if (const auto machine = numberAt<quint16>(head, *start + 4, QSysInfo::LittleEndian)) {
        format.os = Os::Windows;
        addMachine(format, kPeMachines, *machine);
    }
    return format;
}

/** One architecture; the magic number is in the file's own byte order. */
ExecutableFormat machO(QByteArrayView head, QSysInfo::Endian endian)
{
    ExecutableFormat format;
    if (const auto type = numberAt<quint32>(head, 4, endian)) {
        format.os = Os::MacOS;
        addMachine(format, kMachMachines, *type);
    }
    return format;
}

/** Several in one file; big-endian. Java classes share the magic number: they say over 30. */
ExecutableFormat fatMachO(QByteArrayView head)
{
    constexpr quint32 kMostSlices = 16;
    ExecutableFormat format;
    const auto count = numberAt<quint32>(head, 4, QSysInfo::BigEndian);
    if (!count || *count == 0 || *count > kMostSlices)
        return format;
    format.os = Os::MacOS;
    for (quint32 i = 0; i < *count; ++i) {
        const auto type = numberAt<quint32>(head, 8 + 20 * qsizetype(i), QSysInfo::BigEndian);
        if (type)
            addMachine(format, kMachMachines, *type);
    }
    return format;
}

} // namespace

QString ExecutableFormat::title() const
{
    return os ? u"%1 (%2)"_s.arg(osTitle(*os), listed(processors)) : QString();
}

ExecutableFormat executableFormat(QByteArrayView head)
{
    if (head.startsWith("\x7f"
                        "ELF"_ba))
        return elf(head);
    if (head.startsWith("MZ"_ba))
        return portableExecutable(head);
    switch (numberAt<quint32>(head, 0, QSysInfo::BigEndian).value_or(0)) {
    case 0xfeed'facf:
    case 0xfeed'face:
        return machO(head, QSysInfo::BigEndian);
    case 0xcffa'edfe:
    case 0xcefa'edfe:
        return machO(head, QSysInfo::LittleEndian);
    case 0xcafe'babe:
        return fatMachO(head);
    default:
        return {};
    }
}

Result<ExecutableFormat> readExecutableFormat(const QString &path)
{
    if (!QFileInfo::exists(path))
        return fileError(FileAct::Read, path, ErrorCode::NotFound, {});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(FileAct::Read, file);
    return executableFormat(file.read(kHeadBytes));
}

} // namespace portico
