// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/chooseaccelerator.h"

#include <QStringList>
#include <QUrl>

namespace portico {

struct NetworkChain;

/**
 * The torch family: what one accelerator's index provides once, together, and nothing else may
 * replace. Rule C.4 of the seed systems' specification: torch, torchvision, torchaudio, the triton
 * names, every nvidia-* wheel, cuda-toolkit and cuda-bindings, torchcodec, torchao, xformers; and
 * what AMD and Intel add in the same way (rocm*, intel-*, onemkl-*, ...). torchsde is not of it.
 */
bool isOfTorchFamily(QStringView package);

/** The names that uv is told to leave out; `seen` adds names met in a resolution (nvidia-*). */
QStringList torchFamilyNames(const QStringList &seen = {});

/** PEP 503: "Py_YAML" and "py.yaml" are "py-yaml". */
QString normalisedPackage(QStringView name);

/**
 * The index that the family of this choice comes from: the person's own (the tag is a folder of it,
 * but for an address that ends in "/simple": a whole package index, taken as it is), else PyTorch's
 * or AMD's. Empty: the plain package index.
 */
QUrl torchIndexOf(const AcceleratorChoice &choice, const NetworkChain &network);

} // namespace portico
