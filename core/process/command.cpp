// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/command.h"

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

bool isPlain(const QString &word, QStringView furtherCharacters)
{
    return !word.isEmpty()
        && std::all_of(word.begin(), word.end(), [furtherCharacters](QChar character) {
               return character.isLetterOrNumber() || furtherCharacters.contains(character);
           });
}

QString quotedForShell(const QString &word)
{
    if (isPlain(word, u"_-./:=,+@%"))
        return word;
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

/** Backslashes before a quote are doubled: the rules of CommandLineToArgvW. */
QString quotedForWindows(const QString &word)
{
    if (isPlain(word, u"_-./:=,+@\\"))
        return word;
    QString quoted = u"\""_s;
    qsizetype backslashes = 0;
    for (const QChar character : word) {
        if (character == u'"')
            quoted += QString(backslashes + 1, u'\\');
        backslashes = character == u'\\' ? backslashes + 1 : 0;
        quoted += character;
    }
    return quoted + QString(backslashes, u'\\') + u'"';
}

} // namespace

QString displayText(const Command &command, Os os)
{
    QStringList words{command.program};
    words += command.arguments;
    for (QString &word : words) {
        for (const QString &secret : command.secrets) {
            if (!secret.isEmpty())
                word.replace(secret, u"****"_s);
        }
        word = os == Os::Windows ? quotedForWindows(word) : quotedForShell(word);
    }
    return words.join(u' ');
}

} // namespace portico
