// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"
#include "core/net/networkchain.h"
#include "core/python/pythonprovider.h"

#include <QByteArray>
#include <QStringList>

namespace portico {

class ProcessRunner;

/** A Python to be had from Miniforge. */
struct MiniforgeRequest
{
    QString installer; ///< a file on this computer
    QString version;   ///< "3.12"
    QString target;    ///< must not exist; its parent does
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
};

/** "Miniforge3-MacOSX-arm64.sh": what its makers call it. Pure. */
QString miniforgeFileName(Os os, Architecture architecture);

/** What is asked of conda besides Python, and kept asked for: on Apple Silicon that all that
 *  calculates does so with Apple's Accelerate. Pure. */
QStringList condaPins(Os os, Architecture architecture);

/** The installer's arguments, which ask nothing and touch nothing but that folder. Pure. */
QStringList miniforgeArguments(const QString &folder, Os os);

/**
 * A Python of conda-forge in a folder of its own that may be moved: Miniforge is installed beside
 * it, makes it, says of which packages (`conda-meta/explicit.txt`), and goes again. Its files then
 * name that folder no more: conda writes it into texts and programs, and nothing runs by it but
 * scripts, which relocateScripts() mends. The person's own conda is neither read nor written.
 * Blocking.
 *
 * Errors: Unsupported (a path that conda cannot have), ProcessFailed with its last words, those of
 * the file system.
 */
Result<ProvidedPython> provideMiniforge(const MiniforgeRequest &request,
                                        const NetworkChain &network, const ProcessRunner &processes,
                                        const JobContext &job);

/** A file's content without that folder: "/install" stands for it; in a program the text is made
 *  shorter and filled up with zeros, so that nothing moves. Pure. */
QByteArray withoutPlace(QByteArray content, const QByteArray &place);

} // namespace portico
