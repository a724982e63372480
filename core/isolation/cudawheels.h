// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/isolation/torchpin.h"

#include <QUrl>

namespace portico {

/** Where comfy-env of that version looks for wheels; ends in a slash. */
QUrl cudaWheelIndex(const EnvRules &rules);

/** A wheel that an index offers. */
struct CudaWheel
{
    QString package{};  ///< as the index names it
    QString fileName{}; ///< decides what it is for, not its address
    QUrl url{};         ///< without fragment
    Sha256 sha256{};    ///< null: nobody says

    friend bool operator==(const CudaWheel &, const CudaWheel &) = default;
};

/** What a wheel must fit. */
struct WheelWish
{
    QString package{};
    WheelCombo combo{};
    QString python{}; ///< "3.11"
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
};

/** "flash-attn", "flash_attn": the names it may have in an index. */
QStringList wheelPackageNames(const QString &package);

/** All wheels of `packages.json`. Errors: Corrupt for what is no such document. */
Result<QList<CudaWheel>> wheelsInManifest(const QByteArray &json);
/** Those of a page of links; a `#sha256=` is read. */
QList<CudaWheel> wheelsInPage(const QByteArray &html, const QUrl &page, const QString &package);

/**
 * The best of them: the same CUDA, torch, Python, system and processor, by the file's name;
 * manylinux before plain linux; the newest version. Nothing where none fits. Pure.
 */
std::optional<CudaWheel> chooseWheel(const QList<CudaWheel> &wheels, const WheelWish &wish);

} // namespace portico
