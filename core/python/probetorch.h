// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/hardware/accelerator.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace portico {

class ProcessRunner;

/** What a real operation of torch on its device gave. */
struct TorchProbe
{
    bool isGood = false; ///< it computed, rightly, on the device that the install is for
    QString device{};    ///< "cuda:0", "xpu:0", "mps", "cpu"; empty: torch could not be imported
    QString name{};      ///< "NVIDIA GeForce RTX 4090"; of a processor empty
    QString torch{};     ///< "2.9.1+cu130"
    qint64 milliseconds = 0; ///< of the operations, without the import
    /** One translated sentence where it is not good: what is the matter. */
    QString reason{};
    QString nextStep{};
    QString detail{}; ///< the last words of Python
};
QJsonObject toJson(const TorchProbe &probe);
TorchProbe torchProbeFromJson(const QJsonObject &object);

struct TorchProbeRequest
{
    QString python{};
    std::optional<Accelerator> wanted{}; ///< what the install is for; nothing: any device is right
    QStringList variables{}; ///< further "NAME=value" of its environment: what ComfyUI gets
};

/**
 * A few small operations (matrix product, `torchvision.ops.nms` where torchvision is there) in the
 * base's Python, in a process of its own: the silent fallback to the processor shows here.
 * Blocking; seconds at most (the import of torch counts, 60 s are the limit). A torch that cannot
 * be used is an answer, not an error. Errors: Cancelled; ProcessFailed when Python itself does not
 * start.
 */
Result<TorchProbe> probeTorch(const TorchProbeRequest &request, const ProcessRunner &processes,
                              const JobContext &job);

} // namespace portico
