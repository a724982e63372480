// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/invocation.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::Invocation)
};

Error libraryIsMissing()
{
    return {.code = ErrorCode::Usage,
            .message = Text::tr("--library needs a folder, and none was given."),
            .nextStep = Text::tr("Write it as --library DIR."),
            .detail = {}};
}

} // namespace

Result<Invocation> readInvocation(const QStringList &words)
{
    Invocation invocation;
    qsizetype i = 0;
    for (; i < words.size() && words.at(i) != "--"_L1; ++i) {
        const QString &word = words.at(i);
        if (word == "--json"_L1) {
            invocation.wantsJson = true;
        } else if (word == "--library"_L1) {
            if (++i == words.size() || words.at(i).isEmpty())
                return libraryIsMissing();
            invocation.libraryRoot = words.at(i);
        } else if (word.startsWith("--library="_L1)) {
            invocation.libraryRoot = word.mid(10);
            if (invocation.libraryRoot.isEmpty())
                return libraryIsMissing();
        } else if (word == "--help"_L1 || word == "-h"_L1) {
            invocation.wantsHelp = true;
        } else if (word == "--version"_L1 && invocation.command.isEmpty()) {
            invocation.wantsVersion = true;
        } else if (invocation.command.isEmpty() && !word.startsWith(u'-')) {
            invocation.command = word;
        } else {
            invocation.arguments.append(word);
        }
    }
    invocation.arguments += words.mid(i);
    if (!invocation.libraryRoot.isEmpty())
        invocation.libraryRoot = QDir(invocation.libraryRoot).absolutePath();
    return invocation;
}

} // namespace portico::cli
