// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QString>

#include <optional>

/** Small hand-made trees for the tests of installs. */
namespace portico::trees {

inline bool write(const QString &path, const QByteArray &bytes = {})
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/** The first bytes of a program, enough to tell its system and processor. */
inline QByteArray linuxX64()
{
    QByteArray head(64, '\0');
    head.replace(0, 6,
                 QByteArray("\x7f"
                            "ELF\x02\x01",
                            6));
    head[18] = 62;
    return head;
}

inline QByteArray linuxArm64()
{
    QByteArray head = linuxX64();
    head[18] = static_cast<char>(183);
    return head;
}

inline QByteArray windowsX64()
{
    QByteArray head(0x100, '\0');
    head.replace(0, 2, "MZ");
    head[0x3c] = static_cast<char>(0x80);
    head.replace(0x80, 6, QByteArray("PE\0\0\x64\x86", 6));
    return head;
}

inline QByteArray macArm64()
{
    return QByteArray::fromHex("cffaedfe0c000001") + QByteArray(32, '\0');
}

/** A ComfyUI folder by its marks. */
inline void comfy(const QString &folder, const QByteArray &version = "0.33.0")
{
    write(folder + QStringLiteral("/main.py"), "print('hello')\n");
    write(folder + QStringLiteral("/comfyui_version.py"),
          "# generated\n__version__ = \"" + version + "\"\n");
    write(folder + QStringLiteral("/nodes.py"));
}

} // namespace portico::trees
