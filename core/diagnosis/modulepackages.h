// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

/** The distribution that brings a Python module: "opencv-python-headless" for "cv2" and "cv2.dnn";
 *  the module's own first part where nothing else is known. Normalised. */
QString distributionOfModule(const QString &module);

} // namespace portico
