// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/** Real bundles from tests/support/bundles, made once for all tests of a build. */
namespace portico::bundles {

struct Bundle
{
    QString path;
    QString sha256;
    QString problem; ///< why there is none
};

inline Bundle make(const QString &layout, const QString &kind, const QString &folder,
                   const QStringList &further = {})
{
    using namespace Qt::StringLiterals;
    const QString cache = QDir::cleanPath(QStringLiteral(PORTICO_BIN_DIR) + u"/../tests/cache"_s);
    const QString suffix = kind == u"folder"_s ? QString() : u'.' + kind;
    QProcess process;
    process.start(
        u"python3"_s,
        QStringList{u"-B"_s,
                    QStringLiteral(PORTICO_SOURCE_DIR) + u"/tests/support/bundles/make_bundle.py"_s,
                    u"--layout"_s, layout, u"--kind"_s, kind, u"--out"_s,
                    folder + u'/' + layout + suffix, u"--cache"_s, cache}
            + further);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        return {
            {}, {}, QString::fromLocal8Bit(process.readAllStandardError()) + process.errorString()};
    const QJsonObject answer = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    return {answer[u"path"_s].toString(), answer[u"sha256"_s].toString(), {}};
}

} // namespace portico::bundles
