// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/leftout.h"

#include "core/python/torchfamily.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

QString NeedChoice::text() const
{
    return requirement.isEmpty() ? pack : pack + u':' + requirement;
}

QString requirementKey(const QString &name, const QString &text)
{
    return name.isEmpty() ? text : name;
}

bool leavesOutAll(const QStringList &choices, const QString &pack)
{
    return choices.contains(pack);
}

/** A person may write "Flash_Attn". */
bool leavesOut(const QStringList &choices, const QString &pack, const QString &requirement)
{
    return std::any_of(choices.begin(), choices.end(), [&](const QString &choice) {
        if (choice == pack || !isChoiceAbout(choice, pack))
            return false;
        const QString rest = choice.mid(pack.size() + 1);
        return rest == requirement || normalisedPackage(rest) == requirement;
    });
}

bool isChoiceAbout(const QString &choice, const QString &pack)
{
    return choice == pack || choice.startsWith(pack + u':');
}

} // namespace portico
