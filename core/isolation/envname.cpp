// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envname.h"

#include "core/io/sha256.h"
#include "core/isolation/envconfig.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString withoutPrefix(const QString &packFolderName)
{
    for (const auto prefix : {"ComfyUI-"_L1, "ComfyUI_"_L1, "comfyui-"_L1, "comfyui_"_L1}) {
        if (packFolderName.startsWith(prefix))
            return packFolderName.mid(prefix.size());
    }
    return packFolderName;
}

} // namespace

QString sanitizedEnvName(const QString &text)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s); // a run of dashes is one of them
    QString name = text.toLower();
    name.replace(others, u"-"_s);
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name;
}

QString envName(const QString &packFolderName, const QString &folder)
{
    const QString name = sanitizedEnvName(withoutPrefix(packFolderName));
    const QString suffix = sanitizedEnvName(folder.section(u'/', -1));
    if (suffix.isEmpty())
        return name;
    return name.isEmpty() ? suffix : name + u'-' + suffix;
}

QString envFolderName(const QString &name, const QString &tag, const EnvRules &rules)
{
    return name + (rules.hasDottedTag ? u'_' : u'-') + tag;
}

QStringList formerEnvFolderNames(const QString &name, const QString &tag, const EnvRules &rules)
{
    if (!rules.hasDottedTag)
        return {};
    QStringList names{name + u'-' + tag, name + u'-' + sanitizedEnvName(tag)};
    names.removeDuplicates();
    return names;
}

QString configHash(QByteArrayView config, const QString &comfyEnvVersion)
{
    Sha256Hasher hasher;
    hasher.add(config);
    hasher.add(comfyEnvVersion.toUtf8());
    return hasher.result().toHex().first(8);
}

QString linkedEnvName(QByteArrayView config, const QString &comfyEnvVersion)
{
    return "_env_"_L1 + configHash(config, comfyEnvVersion).first(6);
}

bool isLinkedEnvName(QStringView name)
{
    static const QRegularExpression form(u"^_env_[0-9a-f]{6}$"_s);
    return form.match(name.toString()).hasMatch();
}

QString envSource(const QString &packFolderName, const QString &folder)
{
    return packFolderName + u'/' + (folder.isEmpty() ? QString() : folder + u'/') + envConfigName();
}

} // namespace portico
