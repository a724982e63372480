// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringView>

namespace portico {

/**
 * Gives many files second names (hard links), folder by folder: both folders stay open as long as
 * the next file is of the same ones, because looking up two long paths takes longer than the link
 * itself. Not thread-safe.
 */
class SecondNames
{
public:
    SecondNames(QString from, QString to); ///< the roots, absolute
    ~SecondNames();
    Q_DISABLE_COPY_MOVE(SecondNames)

    /** The same relative path, with '/', below both roots. As cloneFile() by CloneMethod::HardLink,
     *  with its errors. */
    Result<> give(const QString &path);

private:
    void enter(QStringView folder);
    void leave();

    const QString m_from;
    const QString m_to;
    QString m_folder; ///< that is open
    int m_fromFolder = -1;
    int m_toFolder = -1;
};

} // namespace portico
