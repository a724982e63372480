// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/nodepack.h"

using namespace Qt::StringLiterals;

namespace portico {

QString packKindName(PackKind kind)
{
    switch (kind) {
    case PackKind::Git:
        return u"git"_s;
    case PackKind::Registry:
        return u"registry"_s;
    case PackKind::Folder:
        return u"folder"_s;
    case PackKind::File:
        return u"file"_s;
    }
    return {};
}

} // namespace portico
