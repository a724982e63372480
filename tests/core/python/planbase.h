// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/environment.h"

/** A base with torch 2.9.1 for CUDA 13.0 and numpy 2.3.4, and more packages ("pillow 11.0"). */
portico::PythonEnvironment planBase(const QStringList &more = {},
                                    portico::Os os = portico::Os::Linux,
                                    const portico::Accelerator &accelerator = {
                                        portico::AcceleratorKind::Cuda, QVersionNumber(13, 0)});
