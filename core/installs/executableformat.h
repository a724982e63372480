// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>

namespace portico {

/**
 * For which system and processors a program was built, as its first bytes tell (ELF e_machine, PE
 * machine, Mach-O cputype). `os` is empty for a script or an unknown format; `processors` names
 * also those Portico has no Architecture for ("x86", "riscv64").
 */
struct ExecutableFormat
{
    std::optional<Os> os;
    QList<Architecture> architectures;
    QStringList processors;

    /** "Windows (x64)": for people. */
    QString title() const;
};

ExecutableFormat executableFormat(QByteArrayView head);

/** Reads the head of a file, following links. Errors: NotFound, Io. */
Result<ExecutableFormat> readExecutableFormat(const QString &path);

} // namespace portico
