// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/environment.h"
#include "core/python/layerplan.h"

#include <QSet>
#include <QStringList>

#include <optional>

namespace portico {

/** The packages that install the same module as this one, itself among them, normalised: the four
 *  of OpenCV, those of onnxruntime, the two Pillows. Empty for any other. */
QStringList providersBeside(const QString &package);

/** What decides between them. */
struct ProviderQuestion
{
    const PythonEnvironment &base;
    QSet<QString> wanted{}; ///< all packages that somebody asks for, normalised
};

/**
 * The choice for the group of `package`, where it has one: what the base has stays; else
 * onnxruntime-gpu on CUDA and onnxruntime-directml on Windows where that is asked for; OpenCV
 * without windows, with its contributed modules where somebody asks for these; Pillow itself.
 * `dropped` are those that are asked for. Pure.
 */
std::optional<ProviderChoice> chooseProvider(const QString &package,
                                             const ProviderQuestion &question);

} // namespace portico
