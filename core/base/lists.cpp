// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"

#include "core/base/translations.h"

#include <QLocale>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

/** What stands between the first two of many, as the Unicode consortium's data has it. The language
 *  of the texts decides, not the one of numbers and dates: they differ where Portico does not
 *  speak the language of the system. */
QString separatorOf(const QString &language)
{
    const QString three = QLocale(language).createSeparatedList({u"1"_s, u"2"_s, u"3"_s});
    const qsizetype first = three.indexOf(u'1');
    const qsizetype second = three.indexOf(u'2');
    return first == 0 && second > 1 ? three.sliced(1, second - 1) : u", "_s;
}

} // namespace

QString listed(const QStringList &names)
{
    return names.size() < 2 ? names.join(QString()) : names.join(separatorOf(spokenLanguage()));
}

QString listedWithAnd(const QStringList &names)
{
    return QLocale(spokenLanguage()).createSeparatedList(names);
}

} // namespace portico
