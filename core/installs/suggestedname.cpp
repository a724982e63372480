// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/addbundle.h"
#include "core/installs/bundlesource.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QRegularExpression caseless(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
}

QString withoutArchiveSuffix(QString name)
{
    static const QRegularExpression suffix =
        caseless(uR"((\.(7z|zip|tar|tgz|txz|tzst|gz|xz|zst))+(\.\d{3})?$)"_s);
    return name.remove(suffix);
}

/** "0.33.0" in ".../releases/download/v0.33.0/ComfyUI_windows_portable_nvidia.7z". */
QString versionInPath(const QString &source)
{
    static const QRegularExpression version = caseless(uR"(/download/v?(\d+(?:\.\d+)+)/)"_s);
    return version.match(source).captured(1);
}

} // namespace

QString suggestedName(const QString &source)
{
    static const QRegularExpression anymatix =
        caseless(uR"(^anymatix-portable-comfyui-(?:darwin|windows|linux)-[a-z0-9_]+-v?(.+)$)"_s);
    static const QRegularExpression official = caseless(uR"(^ComfyUI_windows_portable_?(.*)$)"_s);
    static const QRegularExpression standalone =
        caseless(uR"(^comfyui-standalone-([a-z-]+?)-v?(\d.*)$)"_s);

    const auto parsed = bundleSource(source);
    const QString stem = withoutArchiveSuffix(parsed ? parsed->fileName() : source);
    QString name = QString(stem).replace(u'_', u' ');
    if (const auto match = anymatix.match(stem); match.hasMatch())
        name = "Anymatix "_L1 + match.captured(1);
    else if (const auto portable = official.match(stem); portable.hasMatch())
        name = "ComfyUI portable "_L1 + portable.captured(1).replace(u'_', u' ');
    else if (const auto environment = standalone.match(stem); environment.hasMatch())
        name = "ComfyUI "_L1 + environment.captured(1) + u' ' + environment.captured(2);
    const QString version = versionInPath(source);
    if (!version.isEmpty() && !name.contains(version))
        name += u' ' + version;
    name = name.simplified();
    return name.isEmpty() ? u"ComfyUI"_s : name;
}

} // namespace portico
