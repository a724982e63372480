// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/openterminal.h"

#include "core/io/atomicfile.h"
#include "core/io/file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::OpenTerminal)
};

Result<> writeFiles(const TerminalWish &wish, const QString &folder, Os os)
{
    const Result<> made = makeFolder(folder);
    if (!made)
        return made;
    const QMap<QString, QByteArray> files = terminalFiles(wish, os);
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        const Result<> written =
            writeFileAtomically(folder + u'/' + file.key(), file.value(), FileAccess::Private);
        if (!written)
            return written;
    }
    QFile script(folder + u'/' + terminalScriptName(os));
    if (!script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return Error{
            .code = ErrorCode::Io,
            .message =
                Text::tr(
                    "The script %1, which opens the terminal, cannot be made ready to run: %2.")
                    .arg(QDir::toNativeSeparators(script.fileName()), script.errorString()),
            .nextStep = Text::tr("Check that its disk lets files be programs: one with FAT, or "
                                 "mounted with noexec, does not."),
            .detail = {}};
    return {};
}

} // namespace

Result<> openTerminal(const TerminalWish &wish, const QString &folder, Os os)
{
    const Result<> written = writeFiles(wish, folder, os);
    if (!written)
        return written;
    const auto launch =
        terminalLaunch(folder + u'/' + terminalScriptName(os), os,
                       [](const QString &name) { return QStandardPaths::findExecutable(name); });
    if (!launch)
        return Error{.code = ErrorCode::NotFound,
                     .message = Text::tr("This desktop has no terminal that Portico knows."),
                     .nextStep = Text::tr("Install one, for example xterm, then try again."),
                     .detail = {}};
    QProcess process;
    process.setProgram(launch->program);
    process.setArguments(launch->arguments);
    process.setWorkingDirectory(wish.folder);
    if (!process.startDetached())
        return Error{
            .code = ErrorCode::ProcessFailed,
            .message =
                Text::tr("The terminal could not be started: %1.").arg(process.errorString()),
            .nextStep = Text::tr("Open one yourself."),
            .detail = launch->program};
    return {};
}

} // namespace portico
