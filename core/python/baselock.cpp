// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/baselock.h"

#include "core/python/environment.h"
#include "core/python/packageversion.h"
#include "core/python/torchfamily.h"

#include <QCryptographicHash>
#include <QMap>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qsizetype kDigestLength = 16;

/** Name and version of what Python finds, sorted. */
QMap<QString, QString> versionsOf(const PythonEnvironment &base)
{
    QMap<QString, QString> versions;
    for (const Distribution &distribution : base.distributions) {
        if (!distribution.name.isEmpty() && !versions.contains(distribution.name))
            versions.insert(distribution.name, distribution.version);
    }
    return versions;
}

} // namespace

QString baseDigest(const PythonEnvironment &base)
{
    QString text = u"python %1 %2 %3\n"_s.arg(
        base.pythonVersion.section(u'.', 0, 1), osName(base.os),
        base.architecture ? architectureName(*base.architecture) : QString());
    const QMap<QString, QString> versions = versionsOf(base);
    for (auto it = versions.begin(); it != versions.end(); ++it)
        text += it.key() + "=="_L1 + it.value() + u'\n';
    const QByteArray digest =
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(digest.first(kDigestLength));
}

QStringList baseConstraints(const PythonEnvironment &base, BasePins pins)
{
    QStringList constraints;
    const QMap<QString, QString> versions = versionsOf(base);
    for (auto it = versions.begin(); it != versions.end(); ++it) {
        const bool isWanted = pins == BasePins::Everything || isOfTorchFamily(it.key());
        if (isWanted && PackageVersion::fromText(it.value()))
            constraints += it.key() + "=="_L1 + it.value();
    }
    return constraints;
}

} // namespace portico
