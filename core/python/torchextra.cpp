// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/torchextra.h"

using namespace Qt::StringLiterals;

namespace portico {

Requirement withTorchExtra(Requirement requirement, const QString &extra)
{
    if (extra.isEmpty() || requirement.text.contains(u'[')
        || (requirement.name != "torch"_L1 && requirement.name != "torchvision"_L1))
        return requirement;
    requirement.text.insert(requirement.name.size(), u'[' + extra + u']');
    return requirement;
}

} // namespace portico
