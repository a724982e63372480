// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envplaces.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

bool isOfTheSystem(const QString &path)
{
    return path.contains("systemprofile"_L1, Qt::CaseInsensitive);
}

QString variable(const EnvPlaceFacts &facts, const char16_t *name)
{
    QString value = facts.variables.value(QString::fromUtf16(name));
    return value.replace(u'\\', u'/');
}

/** The person's own LOCALAPPDATA, not that of a service. */
QString localAppData(const EnvPlaceFacts &facts)
{
    const QString local = variable(facts, u"LOCALAPPDATA");
    if (!local.isEmpty() && !isOfTheSystem(local))
        return local;
    const QString profile = variable(facts, u"USERPROFILE");
    if (!profile.isEmpty() && !isOfTheSystem(profile))
        return profile + "/AppData/Local"_L1;
    const QString user = variable(facts, u"USERNAME");
    const bool isSystem =
        user.compare("SYSTEM"_L1, Qt::CaseInsensitive) == 0 || user.endsWith(u'$');
    if (!user.isEmpty() && !isSystem)
        return "C:/Users/"_L1 + user + "/AppData/Local"_L1;
    static const QStringList nobody{u"default"_s, u"default user"_s, u"public"_s, u"all users"_s};
    for (const QString &name : facts.windowsUsers ? facts.windowsUsers() : QStringList()) {
        if (!nobody.contains(name.toLower()))
            return "C:/Users/"_L1 + name + "/AppData/Local"_L1;
    }
    return local.isEmpty() ? facts.home + "/AppData/Local"_L1 : local;
}

} // namespace

QString firstEnvRoot(const EnvPlaceFacts &facts)
{
    return facts.os == Os::Windows ? u"C:/ce"_s : facts.home + "/.ce"_L1;
}

QString defaultEnvRoot(const EnvPlaceFacts &facts)
{
    return facts.os == Os::Windows ? localAppData(facts) + "/Programs/comfy-env"_L1
                                   : facts.home + "/.ce"_L1;
}

QString pixiVersion()
{
    return u"0.75.0"_s;
}

QString pixiProgram(const EnvPlaceFacts &facts)
{
    return facts.home + "/.comfy-env/pixi/"_L1 + pixiVersion()
        + (facts.os == Os::Windows ? "/pixi.exe"_L1 : "/pixi"_L1);
}

QString resolvedEnvPlace(const QString &root, const QString &place)
{
    const QString resolved = QFileInfo(root).canonicalFilePath();
    return (resolved.isEmpty() ? root : resolved) + place.mid(root.size());
}

QString envPrefix(const QString &place)
{
    return place + "/.pixi/envs/default"_L1;
}

QString envPython(const QString &place, Os os)
{
    return envPrefix(place) + (os == Os::Windows ? "/python.exe"_L1 : "/bin/python"_L1);
}

QStringList envProgramFolders(const QString &place, Os os)
{
    const QString prefix = envPrefix(place);
    if (os == Os::Windows)
        return {prefix, prefix + "/Scripts"_L1, prefix + "/Library/bin"_L1};
    return {prefix + "/bin"_L1};
}

QString envSitePackages(const QString &place, const QString &pythonMinor, Os os)
{
    if (os == Os::Windows)
        return envPrefix(place) + "/Lib/site-packages"_L1;
    return envPrefix(place) + "/lib/python"_L1 + pythonMinor + "/site-packages"_L1;
}

QString envManifestFile(const QString &place)
{
    return place + "/pixi.toml"_L1;
}

QString envLockFile(const QString &place)
{
    return place + "/packages.txt"_L1;
}

QString envStampFile(const QString &place)
{
    return place + "/env.stamp.json"_L1;
}

QString envHashFile(const QString &place)
{
    return place + "/install.hash"_L1;
}

QString envDoneFile(const QString &place)
{
    return place + "/.done"_L1;
}

QString envMetaFile(const QString &place)
{
    return place + "/.comfy-env-meta.json"_L1;
}

QString envLogFile(const QString &place)
{
    return place + "/install.log"_L1;
}

QString envRecordFile(const QString &place)
{
    return place + "/portico-env.json"_L1;
}

QString envForeignLock(const QString &place)
{
    return place + "/.building"_L1;
}

QString envBuildingFile(const QString &place)
{
    return place + "/.portico-building"_L1;
}

QString envStagingFolder(const QString &root)
{
    return root + "/.portico/staging"_L1;
}

QString envBuildLock(const QString &root, const QString &folderName)
{
    return root + "/.portico/locks/"_L1 + folderName + ".lock"_L1;
}

} // namespace portico
