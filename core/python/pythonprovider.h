// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"

#include <QUrl>

namespace portico {

class ProcessRunner;
class Uv;

/** What it may stand on. */
enum class PythonGround {
    ThisComputer, ///< where nothing better is had, the Python of this computer, which must stay
    ItsOwn,       ///< nothing outside of its folder but the system's libraries: it can travel
};

/** A Python for a new generation. */
struct PythonRequest
{
    QString wanted{}; ///< "3.12", "3.12.4", or the path of an interpreter; empty: Portico's choice
    QString target{}; ///< must not exist; its parent does
    QString releases{}; ///< mirror of python-build-standalone's releases; empty: uv's own place
    QString
        list{}; ///< a list of Pythons in uv's own format in place of the one built into uv; empty
    Os os = Os::Linux;
    PythonGround ground = PythonGround::ThisComputer;
};

/** What was made. */
struct ProvidedPython
{
    enum class Origin {
        Standalone, ///< python-build-standalone: needs nothing outside its folder
        Copied,     ///< a copy of a Python of this computer: needs the system's libraries only
        Linked,     ///< a virtual environment of a Python of this computer, which must stay
    };

    QString interpreter; ///< absolute, below the target
    QString version;     ///< "3.12.10"
    Origin origin = Origin::Standalone;
    QString from; ///< the Python of this computer it was made from; empty for Standalone
};

QString pythonOriginName(ProvidedPython::Origin origin);

/**
 * A Python in a folder of its own that may be moved. Python-build-standalone through uv where it
 * can be fetched; else (or when a path is wanted) a Python 3.10 or newer of this computer. That one
 * is copied without its packages when it lives in a folder of its own and the copy is proved to run
 * alone; a distribution's Python, whose files lie among those of the system, becomes a relocatable
 * virtual environment, and the log says what it depends on. Blocking.
 *
 * With PythonGround::ItsOwn, a version is fetched and a path is copied, or it is an error.
 *
 * Errors: NotFound (no such version, naming what there is), Network with what to do, ProcessFailed.
 */
Result<ProvidedPython> providePython(const PythonRequest &request, const Uv &uv,
                                     const ProcessRunner &processes, const JobContext &job);

} // namespace portico
