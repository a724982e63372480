// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

namespace portico {

/** Whether the value of a variable or argument of that name is nobody's business: HF_TOKEN,
 *  OPENAI_API_KEY, --password. Pure. */
bool speaksOfSecret(QStringView name);

} // namespace portico
