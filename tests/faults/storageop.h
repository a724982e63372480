// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

// What the parts of storageop.cpp share.
#include "core/base/result.h"
#include "core/io/documentfile.h"
#include "core/io/json.h"

#include <QDir>
#include <QDirIterator>
#include <QStringList>

#include <functional>
#include <map>

namespace portico::storageop {

inline constexpr int kRounds = 6;
inline constexpr int kParts = 12;

inline Error wrong(const QString &message)
{
    return {.code = ErrorCode::Internal, .message = message, .nextStep = {}, .detail = {}};
}

inline int rounds()
{
    return std::max(qEnvironmentVariableIntValue("STORAGEOP_ROUNDS"), kRounds);
}

/** A text that belongs to a number and to no other; longer than one page. */
inline QString textFor(int number)
{
    return QStringLiteral("round %1 ").arg(number).repeated(2000);
}

/** Every file below the folder except the named ones is a leftover. */
inline Result<> onlyThese(const QString &folder, const QStringList &allowed)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = QDir(folder).relativeFilePath(files.next());
        const bool isAllowed =
            std::any_of(allowed.begin(), allowed.end(), [&](const QString &name) {
                return path == name || (name.endsWith(u'/') && path.startsWith(name));
            });
        if (!isAllowed)
            return wrong(QStringLiteral("left behind: ") + path);
    }
    return {};
}

/** A document, as install.json is one. */
inline DocumentFile document(const QString &folder)
{
    return DocumentFile(folder + QStringLiteral("/install.json"), 1);
}

inline Result<int> readRound(const QString &folder)
{
    const Result<LoadedDocument> loaded = document(folder).load();
    if (!loaded)
        return loaded.error();
    if (loaded->problem)
        return *loaded->problem;
    if (loaded->origin == LoadedDocument::Origin::Nothing)
        return 0;
    const int round = loaded->content.value(QLatin1StringView("round")).toInt(-1);
    if (loaded->content.value(QLatin1StringView("text")).toString() != textFor(round))
        return wrong(QStringLiteral("the document is half one round and half another"));
    return round;
}

inline Result<> writeRound(const QString &folder, int round)
{
    return document(folder).save(
        {{QStringLiteral("round"), round}, {QStringLiteral("text"), textFor(round)}});
}

inline Result<> prepareNothing(const QString &)
{
    return {};
}

/** One operation: what was there before, doing it, and whether all is well after a kill. */
struct Operation
{
    std::function<Result<>(const QString &)> prepare;
    std::function<Result<>(const QString &)> run;
    std::function<Result<>(const QString &)> check;
};

using Operations = std::map<QString, Operation>;

Operations documentOperations();
Operations treeOperations();

} // namespace portico::storageop
