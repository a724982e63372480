// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/desktopmodels.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace portico {

bool isComfyDesktopInstall(const QString &folder)
{
    return QFileInfo(folder + "/standalone-env"_L1).isDir()
        && QFileInfo(folder + "/ComfyUI/.venv"_L1).isDir();
}

QString comfyDesktopModelsFile(Os os)
{
    // Windows: the roaming folder, which Qt has no name for.
    QString base = os == Os::Windows ? qEnvironmentVariable("APPDATA") : QString();
    if (base.isEmpty())
        base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return QDir::fromNativeSeparators(base) + "/comfyui-desktop-2/shared_model_paths.yaml"_L1;
}

QStringList comfyDesktopModels(const QByteArray &yaml)
{
    constexpr auto kKey = "base_path:"_L1;
    QStringList folders;
    for (const QByteArray &bytes : yaml.split('\n')) {
        const QString line = QString::fromUtf8(bytes).trimmed();
        if (!line.startsWith(kKey))
            continue;
        QString folder = line.sliced(kKey.size()).trimmed();
        if (folder.size() > 1 && folder.startsWith(u'\'') && folder.endsWith(u'\''))
            folder = folder.sliced(1, folder.size() - 2).replace("''"_L1, "'"_L1);
        folder = QDir::cleanPath(QDir::fromNativeSeparators(folder));
        if (QDir::isAbsolutePath(folder) && !folders.contains(folder))
            folders += folder;
    }
    return folders;
}

} // namespace portico
