// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/net/pacrunner.h"
#include "helper/pac/pacengine.h"

namespace portico::helper {

// Built in place of pacengine.cpp where Duktape was not found.
Result<QStringList> runPacScript(const QByteArray &, const QList<QUrl> &)
{
    return noPacEngineError();
}

} // namespace portico::helper
