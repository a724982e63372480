// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/checklibrary.h"

#include "core/io/file.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QDir>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AddBundle)
};

} // namespace

Result<> checkLibrary(const Library &library, const Host &host)
{
    const auto made = makeFolder(library.root());
    if (!made)
        return made;
    const auto space = host.diskSpace(library.root());
    if (space && space->readOnly) {
        return Error{.code = ErrorCode::ReadOnly,
                     .message = Text::tr("The library folder %1 cannot be written.")
                                    .arg(QDir::toNativeSeparators(library.root())),
                     .nextStep = Text::tr("Choose another library folder."),
                     .detail = space->fileSystem};
    }
    return {};
}

} // namespace portico
