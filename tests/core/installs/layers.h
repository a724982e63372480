// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/installfile.h"
#include "core/io/sha256.h"
#include "core/io/treemanifest.h"
#include "core/python/layer.h"
#include "core/python/layerparts.h"
#include "tests/core/installs/trees.h"

#include <QMap>
#include <QTemporaryDir>

/** Installs and layers of a few files each, on disk as the real ones are. */
namespace portico::layers {

/** A library with one install, "demo". */
class World
{
public:
    World() { addInstall(QStringLiteral("demo")); }

    const QTemporaryDir folder{QStringLiteral(PORTICO_BIN_DIR)
                               + QStringLiteral("/../tests/l-XXXXXX")};
    const Library library{folder.path() + QStringLiteral("/Porti co")};
    const InstallId demo = *InstallId::fromString(u"demo");

    InstallId addInstall(const QString &name)
    {
        const InstallId id = *InstallId::fromString(name);
        const QString runtime = library.generationFolder(id, 1);
        trees::comfy(runtime + QStringLiteral("/ComfyUI"));
        trees::write(runtime + QStringLiteral("/python/bin/python3"), trees::linuxX64());
        const QString site = siteOf(id);
        for (const QString &package :
             {QStringLiteral("torch-2.9.1+cu130"), QStringLiteral("numpy-2.3.4"),
              QStringLiteral("Py_YAML-6.0")})
            trees::write(site + u'/' + package + QStringLiteral(".dist-info/METADATA"),
                         "Metadata-Version: 2.1\nName: " + package.section(u'-', 0, 0).toUtf8()
                             + "\nVersion: " + package.section(u'-', 1).toUtf8() + '\n');
        Install install;
        install.id = id;
        install.name = name;
        install.currentGeneration = 1;
        Generation generation;
        generation.number = 1;
        generation.layout = BundleLayout::Composed;
        generation.comfyFolder = QStringLiteral("ComfyUI");
        generation.python = QStringLiteral("python/bin/python3");
        generation.pythonVersion = QStringLiteral("3.12.4");
        install.generations = {generation};
        if (!saveInstall(library, install))
            qFatal("cannot save an install");
        writeManifest(id);
        return id;
    }

    void writeManifest(const InstallId &id)
    {
        const auto entries = describeTree(library.generationFolder(id, 1), {});
        trees::write(library.manifestFile(id, 1), manifestToBytes(entries.value()));
    }

    QString siteOf(const InstallId &id) const
    {
        return library.generationFolder(id, 1)
            + QStringLiteral("/python/lib/python3.12/site-packages");
    }

    /** A layer of one package; returns its id. */
    QString addLayer(const QString &package, const QByteArray &content = "x = 1\n")
    {
        Layer layer;
        layer.base = QStringLiteral("base");
        layer.lock.packages = {{.name = package,
                                .version = QStringLiteral("1.0"),
                                .marker = {},
                                .hashes = {wheelOf(package)}}};
        layer.created = QDateTime::currentDateTimeUtc();
        layer.id = layerId(layer.lock, layer.base);
        layer.folder = library.layerFolder(layer.id);
        const QString site = layerSite(layer.folder);
        trees::write(site + u'/' + package + QStringLiteral("/__init__.py"), content);
        trees::write(site + u'/' + package + QStringLiteral("-1.0.dist-info/METADATA"),
                     "Metadata-Version: 2.1\nName: " + package.toUtf8() + "\nVersion: 1.0\n");
        trees::write(layerLockFile(layer.folder), lockToBytes(layer.lock));
        trees::write(layerRecordFile(layer.folder), layerRecordBytes(layer));
        const auto entries = describeTree(layer.folder, {});
        trees::write(layerManifest(layer.folder), manifestToBytes(entries.value()));
        for (const QString &file : {site + u'/' + package + QStringLiteral("/__init__.py")})
            (void)makeReadOnly(file, 0);
        return layer.id;
    }

    /** A vendored wheel of that package; returns its hash. */
    Sha256 addWheel(const QString &package)
    {
        const Sha256 hash = wheelOf(package);
        trees::write(library.wheels() + u'/' + hash.toHex() + u'/' + package
                         + QStringLiteral("-1.0-py3-none-any.whl"),
                     QByteArray(10'000, 'w'));
        return hash;
    }

    Install install(const InstallId &id) const { return loadInstall(library, id).value(); }
    QStringList views(const InstallId &id) const
    {
        return QDir(library.viewsFolder(id)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }
    QStringList leftOvers() const
    {
        QStringList left;
        for (const QString &place : {library.staging(), library.journal()})
            left += QDir(place).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
        return left;
    }

private:
    static Sha256 wheelOf(const QString &package) { return sha256Of(package.toUtf8()); }
};

} // namespace portico::layers
