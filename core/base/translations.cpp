// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <memory>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

bool install(QCoreApplication &application, const QString &name, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>(&application);
    if (!translator->load(QLocale(), name, u"_"_s, folder))
        return false;
    QCoreApplication::installTranslator(translator.release()); // the application owns it
    return true;
}

} // namespace

void installTranslations(QCoreApplication &application)
{
    install(application, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (install(application, u"portico"_s, u":/translations"_s))
        return;
    auto english = std::make_unique<QTranslator>(&application);
    if (english->load(u":/translations/portico_en.qm"_s))
        QCoreApplication::installTranslator(english.release());
}

} // namespace portico
