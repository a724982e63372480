// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/releasefiles.h"

#include "core/bundles/publishcopy.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

Result<QStringList> filesToRelease(const QString &bundle)
{
    const auto volumes = volumesOf(bundle);
    if (!volumes)
        return volumes.error();
    QStringList files;
    const auto add = [&files](const QString &sums) {
        if (!files.contains(sums) && QFileInfo(sums).isFile())
            files += sums;
    };
    for (const VolumeToCopy &volume : *volumes) {
        files += volume.path;
        add(volume.path + ".sha256"_L1);
    }
    add(hashFileOf(bundle)); // of all volumes
    return files;
}

QString releaseTag(const QString &bundle)
{
    static const QRegularExpression form(uR"(-(v\d[A-Za-z0-9._+]*)$)"_s);
    return form.match(bundleStem(QFileInfo(bundle).fileName())).captured(1);
}

} // namespace portico
