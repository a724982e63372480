// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/translations.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QMutex>
#include <QTranslator>

#include <memory>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kFolder(":/translations");
constexpr QLatin1StringView kOurs("portico translation");

QMutex chosenMutex;
// NOLINTBEGIN(bugprone-throwing-static-initialization): an empty QString throws never
QString chosenCode;
QString spokenCode;
// NOLINTEND(bugprone-throwing-static-initialization)

/** The language of the system, of our list where another country's people read the same words. */
QLocale readable(const QLocale &locale)
{
    const bool isSimplified =
        locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript;
    return isSimplified ? QLocale(QLocale::Chinese, QLocale::China) : locale;
}

/** Ours, which lets every %n be told as its readers write numbers: "12,345 files". Qt does so for
 *  "%Ln" only. */
class Translator final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    QString translate(const char *context, const char *source, const char *comment,
                      int count) const override
    {
        QString text = QTranslator::translate(context, source, comment, count);
        if (count >= 0)
            text.replace("%n"_L1, "%Ln"_L1);
        return text;
    }
};

/** The language that now is installed; empty: there is none for the locale. */
QString install(QCoreApplication &application, const QLocale &locale, const QString &name,
                const QString &folder)
{
    auto translator = std::make_unique<Translator>(&application);
    if (!translator->load(readable(locale), name, u"_"_s, folder))
        return {};
    const QString language = translator->language();
    translator->setObjectName(kOurs);
    QCoreApplication::installTranslator(translator.release()); // the application owns it
    return language;
}

void speak(QCoreApplication &application, const QLocale &locale)
{
    const auto before = application.findChildren<QTranslator *>(kOurs, Qt::FindDirectChildrenOnly);
    install(application, locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    QString language = install(application, locale, u"portico"_s, kFolder);
    if (language.isEmpty())
        language = install(application, QLocale(QLocale::English), u"portico"_s, kFolder);
    qDeleteAll(before); // a translator takes itself out
    const QMutexLocker lock(&chosenMutex);
    spokenCode = language;
}

} // namespace

QStringList languages()
{
    QStringList codes;
    const QStringList files = QDir(kFolder).entryList({u"portico_*.qm"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        codes += file.sliced(8).chopped(3); // portico_<code>.qm
    return codes;
}

void installTranslations(QCoreApplication &application)
{
    speakLanguage(application, qEnvironmentVariable(kLanguageVariable));
}

void speakLanguage(QCoreApplication &application, const QString &code)
{
    const bool isOurs = languages().contains(code);
    const QLocale system = QLocale::system();
    const QLocale chosen(code);
    // A person in Zürich who chooses German keeps the numbers and dates of Switzerland.
    const bool isSystems = !isOurs || chosen.language() == system.language();
    QLocale::setDefault(isSystems ? system : chosen);
    speak(application, isOurs ? chosen : system);
    const QMutexLocker lock(&chosenMutex);
    chosenCode = isOurs ? code : QString();
}

QString chosenLanguage()
{
    const QMutexLocker lock(&chosenMutex);
    return chosenCode;
}

QString spokenLanguage()
{
    const QMutexLocker lock(&chosenMutex);
    return spokenCode.isEmpty() ? u"en"_s : spokenCode;
}

} // namespace portico
