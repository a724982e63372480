// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/secretnames.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

bool speaksOfSecret(QStringView name)
{
    static constexpr std::array kWords{"token"_L1,  "secret"_L1,     "password"_L1,
                                       "passwd"_L1, "apikey"_L1,     "_key"_L1,
                                       "-key"_L1,   "credential"_L1, "auth"_L1};
    return std::any_of(kWords.begin(), kWords.end(), [&](QLatin1StringView word) {
        return name.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace portico
