// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QCoreApplication;

namespace portico {

/** The environment variable with the code of a language, by which the programs that Portico starts
 *  of itself (portico-helper) speak as their parent does. It counts before the system's language.
 */
inline constexpr char kLanguageVariable[] = "PORTICO_LANGUAGE";

/** The codes of the languages that Portico speaks, as in translations/portico_<code>.ts, sorted.
 *  Any thread. */
QStringList languages();

/**
 * Lets tr() speak the person's language, as far as there is a translation, and English plurals
 * otherwise ("1 file", "2 files"); Qt's own texts too. The language is that of kLanguageVariable,
 * else the system's. Call once at the beginning of every program, on the main thread.
 */
void installTranslations(QCoreApplication &application);

/** The same for a language that the person chose, now and instead of the one before, with its
 *  numbers and dates; empty: the system's. Texts that are there already stay. Main thread. */
void speakLanguage(QCoreApplication &application, const QString &code);

/** What the person chose last, for kLanguageVariable; empty: the system's. Any thread. */
QString chosenLanguage();

/** The language of the texts now, such as "de" or "zh_CN"; "en" before any was installed. Another
 *  than the one of numbers and dates where Portico does not speak the system's. Any thread. */
QString spokenLanguage();

} // namespace portico
