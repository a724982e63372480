// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/removablepath.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Asks the predicate only. No test may give such a path to a removal: one that slips through would
 *  cost the computer it runs on. */
class TestRemovablePath : public QObject
{
    Q_OBJECT

private slots:
    void onlyDeepPlainAbsolutePathsMayGo_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("may");
        QTest::newRow("an install") << u"/home/ann/Portico/installs/studio"_s << true;
        QTest::newRow("two names") << u"/tmp/portico"_s << true;
        QTest::newRow("a slash at the end") << u"/tmp/portico/"_s << true;
        QTest::newRow("a name that begins with dots") << u"/tmp/..."_s << true;
        QTest::newRow("a forgotten value") << QString() << false;
        QTest::newRow("the current folder") << u"."_s << false;
        QTest::newRow("relative") << u"installs/studio"_s << false;
        QTest::newRow("the root") << u"/"_s << false;
        QTest::newRow("the root, twice") << u"//"_s << false;
        QTest::newRow("above the root") << u"/.."_s << false;
        QTest::newRow("the root by a detour") << u"/tmp/portico/../.."_s << false;
        QTest::newRow("a dot in it") << u"/tmp/./portico"_s << false;
        QTest::newRow("a folder of the system") << u"/home"_s << false;
        QTest::newRow("a folder of the system with slashes") << u"//home//"_s << false;
    }
    void onlyDeepPlainAbsolutePathsMayGo()
    {
        QFETCH(QString, path);
        QFETCH(bool, may);
        QCOMPARE(isRemovablePath(path), may);
    }
};

QTEST_GUILESS_MAIN(TestRemovablePath)
#include "tst_removablepath.moc"
