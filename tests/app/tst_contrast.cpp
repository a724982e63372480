// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/style/colours.h"

#include <QTest>

using namespace portico::app;

/** No text of either scheme may be hard to read: at least 4.5 : 1 (WCAG 2, level AA). */
class TestContrast final : public QObject
{
    Q_OBJECT

private slots:
    void ratioIsThatOfTheStandard();
    void textCanBeRead_data();
    void textCanBeRead();
    void paletteIsOfItsScheme();
};

void TestContrast::ratioIsThatOfTheStandard()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QVERIFY(qAbs(contrastRatio(QColor(0x777777), Qt::white) - 4.48) < 0.01);
}

void TestContrast::textCanBeRead_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        for (const TextPair &pair : textPairs(scheme))
            QTest::addRow("%s: %s %s", scheme == Scheme::Light ? "light" : "dark",
                          qPrintable(pair.use), qPrintable(pair.text.name()))
                << pair.text << pair.ground;
    }
}

void TestContrast::textCanBeRead()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = contrastRatio(text, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void TestContrast::paletteIsOfItsScheme()
{
    QCOMPARE(schemeOf(paletteFor(Scheme::Dark)), Scheme::Dark);
    QCOMPARE(schemeOf(paletteFor(Scheme::Light)), Scheme::Light);
}

QTEST_GUILESS_MAIN(TestContrast)
#include "tst_contrast.moc"
