// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/hoststack.h"

namespace portico {

/** Which torch an environment gets, and from where, as its manifest says it. */
struct TorchPin
{
    QString pin{};   ///< "==2.10.*"; empty: no torch
    QString index{}; ///< "https://download.pytorch.org/whl/cu128"; empty: the plain index
    QString cuda{};  ///< "12.8"; empty: none

    friend bool operator==(const TorchPin &, const TorchPin &) = default;
};

/** Where PyTorch keeps its builds, the tag being a folder of it: as comfy-env writes it. */
QString torchIndexText(const QString &cuda);

/**
 * The CUDA that comfy-env recommends for a GPU: 12.8, but 12.4 for those before Turing. Empty
 * without a GPU; `computeCapability` as "8.9".
 */
QString recommendedCuda(const QStringList &computeCapabilities);

/** That of the host: its own minor version and label. `recommended` counts where there is no
 *  label. */
TorchPin hostTorchPin(const HostStack &host, const QString &recommended);

/** One combination of CUDA and torch that wheels are made for. */
struct WheelCombo
{
    QString cuda{};  ///< "12.8"
    QString torch{}; ///< "2.8"

    friend bool operator==(const WheelCombo &, const WheelCombo &) = default;
};
/** The one that is known to be whole, where the host's has a hole. */
WheelCombo fallbackCombo(const HostStack &host, const EnvRules &rules);
TorchPin pinOf(const WheelCombo &combo);

/** torch, torchvision, torchaudio with the versions that go with a pin: those of the host where it
 *  is the host's torch and it has both, else the known pairs; torch alone where none is known. */
QMap<QString, QString> torchFamilyPins(const QString &torchPin, const HostStack &host);

} // namespace portico
