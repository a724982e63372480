// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/tree.h"
#include "tests/core/installs/layers.h"

#include <QFile>

/** Installs of several generations, on disk as the real ones are. */
namespace portico::generations {

/** "demo" with one generation, and more where a test wants them. */
class World : public layers::World
{
public:
    /** Shares what it can with the first, as an update does, and is not current. */
    void addGeneration(int number, const QString &version = QStringLiteral("0.34.0"))
    {
        const QString runtime = library.generationFolder(demo, number);
        const auto cloned = cloneTree({.from = library.generationFolder(demo, 1),
                                       .to = runtime,
                                       .sharing = Sharing::ReflinkOrHardLink,
                                       .wants = {},
                                       .step = {}},
                                      {});
        QFile::remove(runtime + QStringLiteral("/ComfyUI/main.py"));
        trees::write(runtime + QStringLiteral("/ComfyUI/main.py"), version.toUtf8());
        const auto changed = updateInstall(library, demo, [&](Install &install) {
            Generation generation = install.generations.constFirst();
            generation.number = number;
            generation.comfyVersion = version;
            install.generations += generation;
        });
        if (!cloned || !changed)
            qFatal("cannot add a generation");
    }
    void makeCurrent(int number)
    {
        if (!updateInstall(library, demo,
                           [&](Install &install) { install.currentGeneration = number; }))
            qFatal("cannot change the install");
    }
    void writeDatabase(int number, const QByteArray &content)
    {
        trees::write(library.databaseFile(demo, number), content);
    }
    /** Empty: there is none. */
    QByteArray database(int number) const
    {
        QFile file(library.databaseFile(demo, number));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    int current() const { return install(demo).currentGeneration; }
};

} // namespace portico::generations
