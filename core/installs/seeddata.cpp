// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/seeddata.h"

#include "core/installs/datalayout.h"
#include "core/io/file.h"
#include "core/io/tree.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostSeed = 16LL << 20;

bool isWanted(QStringView path)
{
    const QStringView name = path.mid(path.lastIndexOf(u'/') + 1);
    return name != "__pycache__"_L1 && !name.startsWith("comfyui.db"_L1);
}

} // namespace

QStringList seededFolders()
{
    return {u"models/configs"_s, u"models/vae_approx"_s, u"input"_s, u"user"_s, u"custom_nodes"_s};
}

Result<> seedDataFolder(const QString &comfyFolder, const QString &dataFolder,
                        const JobContext &job)
{
    const auto models = makeFolder(dataFolder + "/models"_L1);
    if (!models)
        return models;
    for (const QString &name : seededFolders()) {
        const QString from = comfyFolder + u'/' + name;
        const QFileInfo source(from);
        if (!source.isDir() || source.isSymLink())
            continue;
        const auto copied = cloneTree({.from = from,
                                       .to = dataFolder + u'/' + name,
                                       .sharing = Sharing::Reflink,
                                       .wants = isWanted,
                                       .step = {}},
                                      job);
        if (!copied)
            return copied.error();
    }
    for (const auto name : {"custom_nodes"_L1, "input"_L1, "output"_L1, "user"_L1}) {
        const auto made = makeFolder(dataFolder + u'/' + name);
        if (!made)
            return made;
    }
    return {};
}

bool isSeed(const SeedPlaces &places, const QString &path)
{
    const QStringList folders = seededFolders();
    const bool mayBe = std::any_of(folders.begin(), folders.end(), [&](const QString &folder) {
        return path.startsWith(folder + u'/');
    });
    const QString seed = mayBe ? shippedFile(places.comfyFolder, places.aside, path) : QString();
    const QFileInfo shipped(seed);
    const QFileInfo file(places.dataFolder + u'/' + path);
    if (seed.isEmpty() || !shipped.isFile() || shipped.size() != file.size()
        || file.size() > kMostSeed)
        return false;
    const auto a = readFile(shipped.filePath(), kMostSeed);
    const auto b = readFile(file.filePath(), kMostSeed);
    return a && b && *a == *b;
}

} // namespace portico
