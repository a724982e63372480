// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/net/httpclient.h"

#include <QIODevice>

#include <memory>

namespace portico {

/**
 * The bytes of a request as a stream that is read once and never goes back, with a size that is
 * known: whoever sends it cannot send it twice. Errors: those of opening the file.
 */
Result<std::unique_ptr<QIODevice>> openUpload(const HttpBody &body);

} // namespace portico
