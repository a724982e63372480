// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/os.h"
#include "core/base/result.h"

#include <QSet>
#include <QTest>

#include <memory>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{
            ErrorCode::InvalidInput, u"%1 is odd."_s.arg(number), u"Give an even number."_s, {}};
    return number / 2;
}

Result<> check(int number)
{
    const Result<int> result = half(number);
    if (!result)
        return result.error();
    return {};
}

} // namespace

class TestError : public QObject
{
    Q_OBJECT

private slots:
    void aResultHoldsAValueOrAnError()
    {
        QCOMPARE(*half(8), 4);
        QVERIFY(check(8));
        const Result<> failed = check(7);
        QVERIFY(!failed);
        QCOMPARE(failed.error().message, u"7 is odd."_s);
        QCOMPARE(failed.error().nextStep, u"Give an even number."_s);
    }

    void aResultCanHoldWhatOnlyMoves()
    {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
        const std::unique_ptr<int> taken = std::move(*result);
        QCOMPARE(*taken, 3);
    }

    void contextComesFirst()
    {
        const Error error{ErrorCode::Io, u"The disk said no."_s, {}, {}};
        QCOMPARE(error.inContext(u"Studio could not be saved."_s).message,
                 u"Studio could not be saved. The disk said no."_s);
    }

    void everyCodeHasANameOfItsOwn()
    {
        QSet<QString> names;
        for (int number = 0; number <= static_cast<int>(ErrorCode::Internal); ++number) {
            const auto code = static_cast<ErrorCode>(number);
            const QString name = errorCodeName(code);
            QVERIFY2(!names.contains(name), qPrintable(name));
            QCOMPARE(errorCodeFromName(name), code);
            names.insert(name);
        }
        QCOMPARE(errorCodeFromName(u"no-such-code"), std::nullopt);
    }

    void systemsAreKnownByTheNamesOthersUse_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("os");
        QTest::addColumn<QString>("architecture");
        QTest::newRow("Python on a Mac") << u"darwin"_s << u"macos"_s << QString();
        QTest::newRow("Windows' own spelling") << u"AMD64"_s << QString() << u"x64"_s;
        QTest::newRow("the Linux kernel's") << u"aarch64"_s << QString() << u"arm64"_s;
        QTest::newRow("something else") << u"beos"_s << QString() << QString();
    }
    void systemsAreKnownByTheNamesOthersUse()
    {
        QFETCH(QString, name);
        QFETCH(QString, os);
        QFETCH(QString, architecture);
        const auto foundOs = osFromName(name);
        QCOMPARE(foundOs ? osName(*foundOs) : QString(), os);
        const auto foundArchitecture = architectureFromName(name);
        QCOMPARE(foundArchitecture ? architectureName(*foundArchitecture) : QString(),
                 architecture);
    }
};

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
