// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/sizes.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestSizes final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void aSizeIsWrittenByTheLocale_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("bytes") << u"en_US"_s << qint64(12) << u"12 bytes"_s;
        QTest::newRow("KiB are whole") << u"en_US"_s << (qint64(3) << 10) + 600 << u"4 KiB"_s;
        QTest::newRow("MiB in tenths") << u"en_US"_s << (qint64(3) << 19) << u"1.5 MiB"_s;
        QTest::newRow("German") << u"de_DE"_s << (qint64(3) << 29) << u"1,5 GiB"_s;
        QTest::newRow("nothing") << u"de_DE"_s << qint64(0) << u"0 Bytes"_s;
    }

    void aSizeIsWrittenByTheLocale()
    {
        QFETCH(QString, locale);
        QFETCH(qint64, bytes);
        QLocale::setDefault(QLocale(locale));
        QTEST(sizeText(bytes), "expected");
    }

    void aNumberHasItsThousandsApart()
    {
        QLocale::setDefault(QLocale(u"en_US"_s));
        QCOMPARE(numberText(1'234'567), u"1,234,567"_s);
        QLocale::setDefault(QLocale(u"de_DE"_s));
        QCOMPARE(numberText(1'234'567), u"1.234.567"_s);
    }
};

QTEST_GUILESS_MAIN(TestSizes)
#include "tst_sizes.moc"
