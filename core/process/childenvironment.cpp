// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/childenvironment.h"

#include "core/base/translations.h"

#include <QStringList>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

/** A name ending in '*' allows every name that begins so. */
struct AllowList
{
    QStringList names;
    Qt::CaseSensitivity caseSensitivity;

    bool allows(const QString &name) const
    {
        return std::any_of(names.begin(), names.end(), [&](const QString &allowed) {
            if (allowed.endsWith(u'*'))
                return name.startsWith(QStringView(allowed).chopped(1), caseSensitivity);
            return name.compare(allowed, caseSensitivity) == 0;
        });
    }
};

/** What every system's programs need to reach the network, the graphics card and their caches. */
QStringList commonNames()
{
    return {
        u"PATH"_s,        u"LANG"_s,        u"LANGUAGE"_s,   u"LC_*"_s,          u"TZ"_s,
        u"HTTP_PROXY"_s,  u"HTTPS_PROXY"_s, u"ALL_PROXY"_s,  u"NO_PROXY"_s,      u"http_proxy"_s,
        u"https_proxy"_s, u"all_proxy"_s,   u"no_proxy"_s,   u"CUDA_*"_s,        u"NVIDIA_*"_s,
        u"HIP_*"_s,       u"HSA_*"_s,       u"ROCR_*"_s,     u"ROCM_*"_s,        u"ONEAPI_*"_s,
        u"PYTORCH_*"_s,   u"HF_HOME"_s,     u"TORCH_HOME"_s, u"SSL_CERT_FILE"_s, u"SSL_CERT_DIR"_s};
}

QStringList unixNames()
{
    return {u"HOME"_s, u"USER"_s, u"LOGNAME"_s, u"SHELL"_s, u"TMPDIR"_s, u"TERM"_s};
}

AllowList allowList(Os os)
{
    switch (os) {
    case Os::Linux:
        return {commonNames() + unixNames()
                    + QStringList{u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"XAUTHORITY"_s,
                                  u"DBUS_SESSION_BUS_ADDRESS"_s, u"XDG_*"_s},
                Qt::CaseSensitive};
    case Os::MacOS:
        return {commonNames() + unixNames() + QStringList{u"__CF_USER_TEXT_ENCODING"_s},
                Qt::CaseSensitive};
    case Os::Windows:
        return {commonNames() + QStringList{u"SystemRoot"_s,   u"SystemDrive"_s,
                                            u"windir"_s,       u"ComSpec"_s,
                                            u"PATHEXT"_s,      u"TEMP"_s,
                                            u"TMP"_s,          u"USERPROFILE"_s,
                                            u"USERNAME"_s,     u"USERDOMAIN"_s,
                                            u"HOMEDRIVE"_s,    u"HOMEPATH"_s,
                                            u"APPDATA"_s,      u"LOCALAPPDATA"_s,
                                            u"ProgramData"_s,  u"ALLUSERSPROFILE"_s,
                                            u"PUBLIC"_s,       u"ProgramFiles*"_s,
                                            u"ProgramW6432"_s, u"CommonProgram*"_s,
                                            u"COMPUTERNAME"_s, u"NUMBER_OF_PROCESSORS"_s,
                                            u"PROCESSOR_*"_s,  u"OS"_s},
                Qt::CaseInsensitive};
    }
    Q_UNREACHABLE();
}

} // namespace

QProcessEnvironment cleanEnvironment(const QProcessEnvironment &own, Os os)
{
    const AllowList allowed = allowList(os);
    QProcessEnvironment clean;
    const QStringList names = own.keys();
    for (const QString &name : names) {
        if (allowed.allows(name))
            clean.insert(name, own.value(name));
    }
    return clean;
}

QProcessEnvironment withoutSecrets(QProcessEnvironment own)
{
    for (const QString &name :
         {u"PORTICO_GITHUB_TOKEN"_s, u"PORTICO_GITHUB_SERVER_TOKEN"_s, u"PORTICO_PROXY_PASSWORD"_s})
        own.remove(name);
    return own;
}

QProcessEnvironment withLanguage(QProcessEnvironment environment)
{
    const QString name = QString::fromLatin1(kLanguageVariable);
    if (const QString language = chosenLanguage(); !language.isEmpty())
        environment.insert(name, language);
    else
        environment.remove(name);
    return environment;
}

} // namespace portico
