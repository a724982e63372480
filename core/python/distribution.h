// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace portico {

/** A file that a distribution says to have installed, out of RECORD. */
struct RecordedFile
{
    QByteArrayView path{}; ///< relative to site-packages, with '/', UTF-8; see Distribution::texts
    qint64 size = -1;      ///< -1: not told
};

/**
 * One installed distribution as its files tell: a `.dist-info` folder, or an old `.egg-info`.
 * Whatever was not found stays empty.
 */
struct Distribution
{
    QString name;        ///< normalised
    QString version;     ///< as written: "2.9.1+cu130"
    QString folder;      ///< absolute: the site-packages it lies in
    QString infoName;    ///< "torch-2.9.1.dist-info"
    QStringList needs{}; ///< Requires-Dist as written
    QString requiresPython{};
    QString installer{};     ///< "pip", "uv", "conda"
    QString origin{};        ///< address in direct_url.json, without login
    bool isEditable = false; ///< its code lies elsewhere
    bool hasMetadata = false;
    bool hasRecord = false;
    QStringList tags{};          ///< of WHEEL: "cp312-cp312-win_amd64"
    QList<RecordedFile> files{}; ///< without bytecode and what lies outside site-packages
    QList<QByteArray> texts{};   ///< what the paths point into: never changed, shared by copies
};

/** The bounds of what is read; what lies beyond is cut off or passed over. */
inline constexpr qint64 kMostMetadata = 1LL << 20; ///< the header of METADATA
inline constexpr qint64 kMostRecord = 64LL << 20;
inline constexpr qsizetype kMostRecordedFiles = 1'000'000;
inline constexpr qsizetype kMostNeeds = 10'000;

/** Reads `<folder>/<infoName>`. Small reads of regular files only; never fails. Blocking. */
Distribution readDistribution(const QString &folder, const QString &infoName);

/** What stands in the header of METADATA or PKG-INFO; what is no such text changes nothing. Pure.
 */
void readMetadata(const QByteArray &text, Distribution &distribution);

/** Rows of RECORD: without bytecode, without what is absolute or climbs out by "..". Pure. */
void readRecord(const QByteArray &record, Distribution &distribution);

/** Requirements of an egg's requires.txt in the form of METADATA. Pure. */
QStringList eggNeeds(const QByteArray &requiresText);

} // namespace portico
