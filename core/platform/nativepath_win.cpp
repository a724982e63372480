// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/nativepath.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

std::wstring nativePath(const QString &path)
{
    const QString absolute = QDir::toNativeSeparators(QDir::cleanPath(
        QFileInfo(path).isAbsolute() ? path : QDir::current().absoluteFilePath(path)));
    if (absolute.startsWith(uR"(\\?\)"_s))
        return absolute.toStdWString();
    if (absolute.startsWith(uR"(\\)"_s))
        return (uR"(\\?\UNC\)"_s + absolute.mid(2)).toStdWString();
    return (uR"(\\?\)"_s + absolute).toStdWString();
}

} // namespace portico
