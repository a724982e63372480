// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/launchscripts.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr QLatin1StringView kUnix{R"sh(#!/bin/sh
# Starts ComfyUI: ./anymatix_comfyui [PORT] [further ComfyUI arguments]
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
port=8188
if [ $# -gt 0 ]; then
    port=$1
    shift
fi
case $port in
'' | *[!0-9]*)
    echo "The port is a number, such as 8188, not \"$port\"." >&2
    exit 2
    ;;
esac
%1unset PYTHONHOME PYTHONPATH
export PYTHONNOUSERSITE=1 PYTHONUTF8=1
PATH=%2$PATH
export PATH
cd -- "$here/ComfyUI" || exit 1
exec "$here/%3" -s main.py --port "$port"%4 "$@"
)sh"};

// "com.apple.quarantine": without it macOS asks for every single library.
constexpr QLatin1StringView kQuarantine{R"sh(if command -v xattr >/dev/null 2>&1; then
    xattr -d -r com.apple.quarantine "$here" 2>/dev/null || true
fi
)sh"};

constexpr QLatin1StringView kWindows{R"bat(@echo off
rem Starts ComfyUI: anymatix_comfyui.bat [PORT] [further ComfyUI arguments]
setlocal DisableDelayedExpansion
set "here=%~dp0"
set "port=%~1"
if not defined port set "port=8188"
for /f "delims=0123456789" %%c in ("%port%") do (
    echo The port is a number, such as 8188, not "%port%". 1>&2
    exit /b 2
)
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHONNOUSERSITE=1"
set "PYTHONUTF8=1"
set "PATH=@2%PATH%"
cd /d "%here%ComfyUI" || exit /b 1
"%here%@3" -s main.py --port %port%@4 %2 %3 %4 %5 %6 %7 %8 %9
exit /b %errorlevel%
)bat"};

/** Whole arguments, each behind a space. */
QString words(const QStringList &arguments)
{
    QString text;
    for (const QString &argument : arguments)
        text += u' ' + argument;
    return text;
}

QByteArray unixScript(const LaunchScript &script, Os os)
{
    QString paths;
    for (const QString &path : script.paths)
        paths += u"$here/"_s + path + u':';
    return QString(kUnix)
        .arg(os == Os::MacOS ? QString(kQuarantine) : QString(), paths, script.python,
             words(script.arguments))
        .toUtf8();
}

QByteArray windowsScript(const LaunchScript &script)
{
    QString paths;
    for (const QString &path : script.paths)
        paths += u"%here%"_s + path + u';';
    QString text(kWindows);
    text.replace("@2"_L1, paths.replace(u'/', u'\\'));
    text.replace("@3"_L1, QString(script.python).replace(u'/', u'\\'));
    text.replace("@4"_L1, words(script.arguments));
    return text.replace(u'\n', "\r\n"_L1).toUtf8();
}

QByteArray oldUnixName()
{
    return "#!/bin/sh\n"
           "# The name of earlier bundles; see anymatix_comfyui.\n"
           "exec \"$(dirname -- \"$0\")/anymatix_comfyui\" \"$@\"\n";
}

} // namespace

QString launchScriptName(Os os)
{
    return os == Os::Windows ? u"anymatix_comfyui.bat"_s : u"anymatix_comfyui"_s;
}

QList<ScriptFile> launchScripts(const LaunchScript &script, Os os)
{
    switch (os) {
    case Os::Windows:
        return {{launchScriptName(os), windowsScript(script)},
                {u"anymatix_comfyui_windows.bat"_s,
                 "@echo off\r\n"
                 "rem The name of earlier bundles; see anymatix_comfyui.bat.\r\n"
                 "call \"%~dp0anymatix_comfyui.bat\" %*\r\n"}};
    case Os::MacOS:
        return {{launchScriptName(os), unixScript(script, os)},
                {u"anymatix_comfyui_darwin"_s, oldUnixName()}};
    case Os::Linux:
        return {{launchScriptName(os), unixScript(script, os)},
                {u"anymatix_comfyui_linux"_s, oldUnixName()}};
    }
    Q_UNREACHABLE();
}

QStringList acceleratorArguments(const QString &accelerator)
{
    return accelerator == "cpu"_L1 ? QStringList{u"--cpu"_s} : QStringList();
}

} // namespace portico
