// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace portico {

/**
 * What a person leaves out of a plan by choice is written as one text: "Pack" is all that the pack
 * needs, "Pack:requirement" one of its requirements. A requirement is called by its package's name,
 * and by what the pack writes where that is an address that tells no name.
 */
struct NeedChoice
{
    QString pack;
    QString requirement{}; ///< empty: all of them

    QString text() const;
    friend bool operator==(const NeedChoice &, const NeedChoice &) = default;
};

/** How a requirement is called; `name` is normalised and may be empty. */
QString requirementKey(const QString &name, const QString &text);

/** Whether one of the choices is all that this pack needs. */
bool leavesOutAll(const QStringList &choices, const QString &pack);
/** Whether this very requirement is one of the choices; those about whole packs do not count. */
bool leavesOut(const QStringList &choices, const QString &pack, const QString &requirement);
/** Whether the choice is about this pack or one of its requirements. */
bool isChoiceAbout(const QString &choice, const QString &pack);

} // namespace portico
