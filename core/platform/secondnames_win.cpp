// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/clonefile.h"
#include "core/platform/secondnames.h"

#include <utility>

namespace portico {

SecondNames::SecondNames(QString from, QString to)
    : m_from(std::move(from))
    , m_to(std::move(to))
{ }

SecondNames::~SecondNames() = default;

Result<> SecondNames::give(const QString &path)
{
    return cloneFile(m_from + u'/' + path, m_to + u'/' + path, CloneMethod::HardLink);
}

} // namespace portico
