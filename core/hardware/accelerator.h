// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QVersionNumber>

#include <optional>

namespace portico {

/** What torch runs on. */
enum class AcceleratorKind { Cuda, Rocm, Xpu, Mps, Cpu };

/** "cuda", "rocm", "xpu", "mps", "cpu": in JSON and on the command line. */
QString acceleratorKindName(AcceleratorKind kind);

/**
 * What a torch build runs on, with the version of CUDA or ROCm it was made with. A version that is
 * not known (or does not exist: xpu, mps, cpu) is null.
 */
struct Accelerator
{
    AcceleratorKind kind = AcceleratorKind::Cpu;
    QVersionNumber version{};

    /** "cuda 13.0", "rocm 7.2", "xpu", "mps", "cpu": as install.json keeps it. */
    QString text() const;

    /** "CUDA 13.0", "ROCm 7.2", "XPU", "MPS", "CPU": as people read it. */
    QString title() const;

    /** The last part of PyTorch's index URL and the local label of its builds: "cu130", "rocm7.2",
     *  "xpu", "cpu". Empty for mps (its builds are on the plain package index) and where the
     *  version is not known. */
    QString torchTag() const;

    /** Of either form: "cuda 13.0", "cuda", "cu130", "rocm 7.2", "rocm7.2.1", "xpu", "mps", "cpu".
     *  Case does not count. Nothing for anything else. */
    static std::optional<Accelerator> fromText(QStringView text);

    friend bool operator==(const Accelerator &, const Accelerator &) = default;
};

} // namespace portico
