// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace portico {

/** What NumPy calculates with. */
enum class NumpyBlas {
    Accelerate, ///< Apple's own: the fast one on Apple Silicon
    Other,      ///< OpenBLAS, MKL, ...
    Unknown,    ///< nothing tells
};

/** Out of the text that `numpy.show_config()` prints: NumPy 1.26 and newer write YAML, or JSON
 * where there is no pyyaml; older ones have sections such as `blas_opt_info:`. Pure. */
NumpyBlas numpyBlas(const QByteArray &shownConfig);

} // namespace portico
