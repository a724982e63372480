// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/translations.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestTranslations final : public QObject
{
    Q_OBJECT

private slots:
    void englishCountsOneFileAndTwoFiles()
    {
        installTranslations(*QCoreApplication::instance());
        const auto kept = [](int count) {
            return QCoreApplication::translate("portico::cli::RemoveCommand",
                                               "Your own %n file(s) (%1) are kept.", nullptr,
                                               count);
        };
        QCOMPARE(kept(1), u"Your own 1 file (%1) is kept."_s);
        QCOMPARE(kept(2), u"Your own 2 files (%1) are kept."_s);
    }

    void largeCountsAreReadableInEachLanguage()
    {
        QCoreApplication &application = *QCoreApplication::instance();
        const auto files = [](int count) {
            return QCoreApplication::translate("portico::DifferenceText", "%n file(s) added (%1)",
                                               nullptr, count);
        };
        speakLanguage(application, u"en"_s);
        QCOMPARE(files(12'345), u"12,345 files added (%1)"_s);
        QCOMPARE(files(1), u"1 file added (%1)"_s);
        speakLanguage(application, u"de"_s);
        QVERIFY2(files(12'345).startsWith(u"12.345 "_s), qPrintable(files(12'345)));
        speakLanguage(application, u"xx"_s);
    }

    void aChosenLanguageCountsAtOnceAndCanBeTakenBack()
    {
        QCoreApplication &application = *QCoreApplication::instance();
        const auto cancel = [] {
            return QCoreApplication::translate("portico::Error", "Cancelled.");
        };
        QVERIFY(languages().contains(u"de"_s) && languages().contains(u"en"_s));
        speakLanguage(application, u"de"_s);
        QCOMPARE(cancel(), u"Abgebrochen."_s);
        QCOMPARE(QLocale().decimalPoint(), u","_s);
        QCOMPARE(chosenLanguage(), u"de"_s);
        speakLanguage(application, u"xx"_s); // of a newer Portico: the system's
        QCOMPARE(cancel(), u"Cancelled."_s);
        QCOMPARE(QLocale().decimalPoint(), QLocale::system().decimalPoint());
        QCOMPARE(chosenLanguage(), QString());
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
