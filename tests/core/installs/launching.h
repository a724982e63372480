// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"
#include "core/installs/launchcommand.h"
#include "core/installs/library.h"

#include <QProcessEnvironment>

/** Installs of every layout as each system has them, for the command that starts ComfyUI. Nothing
 *  of them is on the disk. */
namespace portico::launching {

struct Shape
{
    BundleLayout layout;
    QString comfyFolder;
    QString python;
};

inline Shape shape(BundleLayout layout, Os os)
{
    const bool isWindows = os == Os::Windows;
    switch (layout) {
    case BundleLayout::Anymatix:
        return {layout, QStringLiteral("anymatix/ComfyUI"),
                isWindows ? QStringLiteral("anymatix/python/python.exe")
                          : QStringLiteral("anymatix/python/bin/python3")};
    case BundleLayout::Official:
        return {layout, QStringLiteral("P/ComfyUI"),
                isWindows ? QStringLiteral("P/python_embeded/python.exe")
                          : QStringLiteral("P/python_embeded/bin/python3")};
    case BundleLayout::Standalone:
        return {layout, QStringLiteral("ComfyUI"),
                isWindows ? QStringLiteral("standalone-env/python.exe")
                          : QStringLiteral("standalone-env/bin/python3")};
    case BundleLayout::Composed:
        return {layout, QStringLiteral("ComfyUI"),
                isWindows ? QStringLiteral("python/python.exe")
                          : QStringLiteral("python/bin/python3")};
    case BundleLayout::Plain:
        return {layout, QString(),
                isWindows ? QStringLiteral("venv/Scripts/python.exe")
                          : QStringLiteral("venv/bin/python3")};
    }
    Q_UNREACHABLE();
}

inline Install install(BundleLayout layout, Os os)
{
    const Shape shaped = shape(layout, os);
    Install made;
    made.id = *InstallId::fromString(u"studio");
    made.name = QStringLiteral("Studio");
    made.currentGeneration = 1;
    Generation generation;
    generation.number = 1;
    generation.layout = layout;
    generation.comfyFolder = shaped.comfyFolder;
    generation.python = shaped.python;
    made.generations = {generation};
    if (layout == BundleLayout::Plain)
        made.adoptedFolder = os == Os::Windows ? QStringLiteral("D:/my comfy")
                                               : QStringLiteral("/home/ann/my comfy");
    return made;
}

inline QString root(Os os)
{
    return os == Os::Windows ? QStringLiteral("C:/Users/Ann/Portico")
                             : QStringLiteral("/home/ann/Portico");
}

inline QProcessEnvironment own(Os os)
{
    QProcessEnvironment environment;
    environment.insert(os == Os::Windows ? QStringLiteral("Path") : QStringLiteral("PATH"),
                       os == Os::Windows ? QStringLiteral("C:\\Windows")
                                         : QStringLiteral("/usr/bin"));
    environment.insert(QStringLiteral("PYTHONPATH"), QStringLiteral("/somewhere/else"));
    environment.insert(QStringLiteral("HF_TOKEN"), QStringLiteral("hf_secret"));
    return environment;
}

inline QString argumentAfter(const Command &command, const QString &flag)
{
    const qsizetype index = command.arguments.indexOf(flag);
    return index < 0 ? QString() : command.arguments.value(index + 1);
}

} // namespace portico::launching
