// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/terminalrules.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** One word for a Unix shell. */
QString quoted(const QString &text)
{
    QString word = text;
    return u'\'' + word.replace(u'\'', "'\\''"_L1) + u'\'';
}

/** Lines for a shell's echo, as they are. */
QString echoed(const QString &text)
{
    return text.isEmpty() ? QString() : "printf '%s\\n' "_L1 + quoted(text) + u'\n';
}

/** What counts in the shell that the person types into. */
QString unixSettings(const TerminalWish &wish)
{
    QString text = u"unset PYTHONHOME PYTHONPATH\n"_s;
    QStringList folders;
    for (const QString &folder : wish.firstOnPath)
        folders += quoted(folder);
    if (!folders.isEmpty())
        text += "PATH="_L1 + folders.join(u':') + ":\"$PATH\"\nexport PATH\n"_L1;
    return text;
}

QString unixCommand(const TerminalWish &wish)
{
    return echoed(wish.question) + echoed("  "_L1 + wish.command) + "read -r answer || exit 1\n"_L1
        + wish.command + u'\n' + echoed(wish.farewell) + "read -r answer\n"_L1;
}

QMap<QString, QByteArray> unixFiles(const TerminalWish &wish, Os os)
{
    QString script = u"#!/bin/sh\nhere=$(dirname -- \"$0\")\ncd "_s + quoted(wish.folder)
        + " || exit 1\n"_L1 + unixSettings(wish) + echoed(wish.greeting);
    if (!wish.command.isEmpty())
        return {{terminalScriptName(os), (script + unixCommand(wish)).toUtf8()}};
    script += u"shell=${SHELL:-/bin/sh}\n"
              "case \"${shell##*/}\" in\n"
              "bash) exec \"$shell\" --rcfile \"$here/bashrc\" -i ;;\n"
              "zsh) ZDOTDIR=$here exec \"$shell\" -i ;;\n"
              "*) exec \"$shell\" ;;\n"
              "esac\n"_s;
    const QString settings = unixSettings(wish);
    const QString bash = u"[ -f ~/.bashrc ] && . ~/.bashrc\n"_s + settings;
    const QString zsh = u"ZDOTDIR=$HOME\n[ -f ~/.zshrc ] && . ~/.zshrc\n"_s + settings;
    return {{terminalScriptName(os), script.toUtf8()},
            {u"bashrc"_s, bash.toUtf8()},
            {u".zshrc"_s, zsh.toUtf8()}};
}

/** A value inside a batch file's `set "NAME=value"`. */
QString inBatch(const QString &text)
{
    QString value = text;
    return value.replace(u'%', "%%"_L1).remove(u'"');
}

/** Words after `echo`: what would be an operator is not one. */
QString batchEcho(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString words = inBatch(text);
    for (const QChar sign : u"^&|<>"_s)
        words.replace(sign, u'^' + QString(sign));
    return "echo "_L1 + words + "\r\n"_L1;
}

QByteArray windowsScript(const TerminalWish &wish)
{
    QStringList folders;
    for (const QString &folder : wish.firstOnPath)
        folders += inBatch(QString(folder).replace(u'/', u'\\'));
    QString text = u"@echo off\r\nchcp 65001 >nul\r\ncd /d \""_s
        + inBatch(QString(wish.folder).replace(u'/', u'\\'))
        + "\" || exit /b 1\r\nset \"PYTHONHOME=\"\r\nset \"PYTHONPATH=\"\r\n"_L1;
    if (!folders.isEmpty())
        text += "set \"PATH="_L1 + folders.join(u';') + ";%PATH%\"\r\n"_L1;
    text += batchEcho(wish.greeting);
    if (!wish.command.isEmpty())
        text += batchEcho(wish.question) + batchEcho("  "_L1 + wish.command) + "pause >nul\r\n"_L1
            + wish.command + "\r\n"_L1 + batchEcho(wish.farewell);
    return text.toUtf8();
}

struct KnownTerminal
{
    QLatin1StringView program;
    QLatin1StringView before; ///< what stands before the command
};

/** Debian's choice and the desktops' own before the others. */
constexpr KnownTerminal kTerminals[] = {{"xdg-terminal-exec"_L1, ""_L1},
                                        {"x-terminal-emulator"_L1, "-e"_L1},
                                        {"gnome-terminal"_L1, "--"_L1},
                                        {"kgx"_L1, "--"_L1},
                                        {"ptyxis"_L1, "--"_L1},
                                        {"konsole"_L1, "-e"_L1},
                                        {"xfce4-terminal"_L1, "-x"_L1},
                                        {"mate-terminal"_L1, "-x"_L1},
                                        {"qterminal"_L1, "-e"_L1},
                                        {"lxterminal"_L1, "-e"_L1},
                                        {"kitty"_L1, ""_L1},
                                        {"alacritty"_L1, "-e"_L1},
                                        {"foot"_L1, ""_L1},
                                        {"wezterm"_L1, "start --"_L1},
                                        {"xterm"_L1, "-e"_L1}};

} // namespace

QString terminalScriptName(Os os)
{
    switch (os) {
    case Os::Linux:
        return u"open.sh"_s;
    case Os::MacOS:
        return u"open.command"_s;
    case Os::Windows:
        return u"open.cmd"_s;
    }
    return {};
}

QMap<QString, QByteArray> terminalFiles(const TerminalWish &wish, Os os)
{
    if (os == Os::Windows)
        return {{terminalScriptName(os), windowsScript(wish)}};
    return unixFiles(wish, os);
}

std::optional<TerminalLaunch> terminalLaunch(const QString &script, Os os,
                                             const ProgramFinder &find)
{
    if (os == Os::MacOS)
        return TerminalLaunch{.program = u"/usr/bin/open"_s,
                              .arguments = {u"-a"_s, u"Terminal"_s, script}};
    if (os == Os::Windows) {
        const QString program = find(u"cmd.exe"_s);
        if (program.isEmpty())
            return std::nullopt;
        return TerminalLaunch{.program = program,
                              .arguments = {u"/K"_s, QString(script).replace(u'/', u'\\')}};
    }
    for (const KnownTerminal &known : kTerminals) {
        const QString program = find(known.program);
        if (program.isEmpty())
            continue;
        const QStringList before = QString(known.before).split(u' ', Qt::SkipEmptyParts);
        return TerminalLaunch{.program = program, .arguments = before + QStringList{script}};
    }
    return std::nullopt;
}

} // namespace portico
