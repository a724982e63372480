// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/removal.h"

#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Removal)
};

bool isThere(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink();
}

Result<> keepData(const Removal &removal, const JobContext &job)
{
    const QString data = removal.asideFolder + "/data"_L1;
    if (removal.keptFolder.isEmpty() || !isThere(data))
        return {};
    const auto made = makeFolder(QFileInfo(removal.keptFolder).path());
    if (!made)
        return made;
    return renameDurably(data, removal.keptFolder, IfExists::Refuse, job);
}

/** The install is where it was, as if nothing had happened. */
Result<> putBack(const Removal &removal)
{
    const QString data = removal.asideFolder + "/data"_L1;
    if (!removal.keptFolder.isEmpty() && isThere(removal.keptFolder) && !isThere(data)) {
        const auto back = renameDurably(removal.keptFolder, data, IfExists::Refuse);
        if (!back)
            return back;
    }
    return renameDurably(removal.asideFolder, removal.installFolder, IfExists::Refuse);
}

Error noRecycleBin(const Removal &removal, const Error &cause)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("“%1” cannot be moved to the recycle bin: there is none for %2. "
                                "It is still in its place.")
                           .arg(removal.name, QDir::toNativeSeparators(removal.installFolder)),
            .nextStep = Text::tr("Remove it for good instead."),
            .detail = cause.message + u' ' + cause.detail};
}

} // namespace

QJsonObject toJson(const Removal &removal)
{
    return {{u"id"_s, removal.id.toString()},
            {u"name"_s, removal.name},
            {u"install"_s, removal.installFolder},
            {u"aside"_s, removal.asideFolder},
            {u"kept"_s, removal.keptFolder},
            {u"mode"_s, removal.mode == RemoveMode::Trash ? u"trash"_s : u"delete"_s}};
}

std::optional<Removal> removalFromJson(const QJsonObject &object)
{
    const auto id = InstallId::fromString(object.value("id"_L1).toString());
    const QString aside = object.value("aside"_L1).toString();
    const QString install = object.value("install"_L1).toString();
    if (!id || !QDir::isAbsolutePath(aside) || !QDir::isAbsolutePath(install))
        return std::nullopt;
    return Removal{.id = *id,
                   .name = object.value("name"_L1).toString(),
                   .installFolder = install,
                   .asideFolder = aside,
                   .keptFolder = object.value("kept"_L1).toString(),
                   .mode = object.value("mode"_L1) == u"trash"_s ? RemoveMode::Trash
                                                                 : RemoveMode::Delete};
}

Result<RemovalOutcome> finishRemoval(const Removal &removal, const Host &host,
                                     const JobContext &job)
{
    RemovalOutcome outcome;
    const auto kept = keepData(removal, job);
    if (!kept)
        return kept.error();
    if (!removal.keptFolder.isEmpty() && isThere(removal.keptFolder))
        outcome.keptFolder = removal.keptFolder;
    if (!isThere(removal.asideFolder))
        return outcome;
    if (removal.mode == RemoveMode::Trash) {
        const auto trashed = host.moveToTrash(removal.asideFolder);
        if (trashed) {
            outcome.trashFolder = *trashed;
            return outcome;
        }
        const auto back = putBack(removal);
        return back ? noRecycleBin(removal, trashed.error()) : back.error();
    }
    const auto removed = removeTree(removal.asideFolder, job, Text::tr("Remove"));
    if (!removed)
        return removed.error();
    return outcome;
}

} // namespace portico
