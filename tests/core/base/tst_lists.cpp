// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/base/translations.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestLists final : public QObject
{
    Q_OBJECT

private slots:
    void eachLanguageWritesItsOwnList_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("withAnd");
        QTest::newRow("en") << u"torch, numpy, pillow"_s << u"torch, numpy, and pillow"_s;
        QTest::newRow("de") << u"torch, numpy, pillow"_s << u"torch, numpy und pillow"_s;
        QTest::newRow("fr") << u"torch, numpy, pillow"_s << u"torch, numpy et pillow"_s;
        QTest::newRow("es") << u"torch, numpy, pillow"_s << u"torch, numpy y pillow"_s;
        QTest::newRow("ja") << u"torch、numpy、pillow"_s << u"torch、numpy、pillow"_s;
        QTest::newRow("zh_CN") << u"torch、numpy、pillow"_s << u"torch、numpy和pillow"_s;
    }

    void eachLanguageWritesItsOwnList()
    {
        QFETCH(QString, expected);
        const QString language = QString::fromLatin1(QTest::currentDataTag());
        speakLanguage(*QCoreApplication::instance(), language);
        QCOMPARE(spokenLanguage(), language);
        QCOMPARE(listed({u"torch"_s, u"numpy"_s, u"pillow"_s}), expected);
        QFETCH(QString, withAnd);
        QCOMPARE(listedWithAnd({u"torch"_s, u"numpy"_s, u"pillow"_s}), withAnd);
    }

    void everyLanguageOfOursIsAmongTheRows()
    {
        QCOMPARE(languages(),
                 (QStringList{u"de"_s, u"en"_s, u"es"_s, u"fr"_s, u"ja"_s, u"zh_CN"_s}));
    }

    void oneNameOrNoneNeedsNoSeparator()
    {
        speakLanguage(*QCoreApplication::instance(), u"ja"_s);
        QCOMPARE(listed({}), QString());
        QCOMPARE(listed({u"torch"_s}), u"torch"_s);
    }

    void namesWithWhatSeparatesThemStayAsTheyAre()
    {
        speakLanguage(*QCoreApplication::instance(), u"en"_s);
        QCOMPARE(listed({u"a, b"_s, u"%1"_s}), u"a, b, %1"_s);
    }
};

QTEST_GUILESS_MAIN(TestLists)
#include "tst_lists.moc"
