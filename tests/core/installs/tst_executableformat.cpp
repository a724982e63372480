// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/executableformat.h"
#include "core/platform/hostos.h"

#include <QCoreApplication>
#include <QTest>
#include <QtEndian>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

QByteArray elf(quint16 machine, bool isBigEndian = false)
{
    QByteArray head("\x7f"
                    "ELF\x02",
                    5);
    head += isBigEndian ? '\2' : '\1';
    head += QByteArray(12, '\0');
    QByteArray number(2, '\0');
    if (isBigEndian)
        qToBigEndian(machine, number.data());
    else
        qToLittleEndian(machine, number.data());
    return head + number + QByteArray(44, '\0');
}

QByteArray pe(quint16 machine, quint32 start = 0x80)
{
    QByteArray head(0x200, '\0');
    head.replace(0, 2, "MZ");
    qToLittleEndian(start, head.data() + 0x3c);
    if (start < 0x100) {
        head.replace(qsizetype(start), 4, QByteArray("PE\0\0", 4));
        qToLittleEndian(machine, head.data() + start + 4);
    }
    return head;
}

QByteArray big(std::initializer_list<quint32> numbers)
{
    QByteArray bytes;
    for (const quint32 number : numbers) {
        QByteArray four(4, '\0');
        qToBigEndian(number, four.data());
        bytes += four;
    }
    return bytes;
}

QByteArray little(std::initializer_list<quint32> numbers)
{
    QByteArray bytes;
    for (const quint32 number : numbers) {
        QByteArray four(4, '\0');
        qToLittleEndian(number, four.data());
        bytes += four;
    }
    return bytes;
}

} // namespace

class TestExecutableFormat : public QObject
{
    Q_OBJECT

private slots:
    void tellsSystemAndProcessor_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("title");
        QTest::newRow("Linux on x64") << elf(62) << u"Linux (x64)"_s;
        QTest::newRow("Linux on arm64") << elf(183) << u"Linux (arm64)"_s;
        QTest::newRow("Linux on 32-bit x86") << elf(3) << u"Linux (x86)"_s;
        QTest::newRow("Linux on a big-endian machine") << elf(22, true) << u"Linux (s390x)"_s;
        QTest::newRow("an ELF machine nobody knows") << elf(0x1234) << u"Linux (machine 0x1234)"_s;
        QTest::newRow("Windows on x64") << pe(0x8664) << u"Windows (x64)"_s;
        QTest::newRow("Windows on arm64") << pe(0xaa64) << u"Windows (arm64)"_s;
        QTest::newRow("Windows on 32-bit x86") << pe(0x014c) << u"Windows (x86)"_s;
        QTest::newRow("macOS on Apple silicon")
            << little({0xfeedfacf, 0x0100000c}) << u"macOS (arm64)"_s;
        QTest::newRow("macOS on Intel") << little({0xfeedfacf, 0x01000007}) << u"macOS (x64)"_s;
        QTest::newRow("macOS for both")
            << big({0xcafebabe, 2, 0x01000007, 3, 0, 0, 0, 0x0100000c, 0, 0, 0, 0})
            << u"macOS (x64, arm64)"_s;
        QTest::newRow("a Java class, which begins like a fat binary")
            << big({0xcafebabe, 0x00000034, 0, 0}) << QString();
        QTest::newRow("a script") << "#!/bin/sh\nexec python3\n"_ba << QString();
        QTest::newRow("an empty file") << QByteArray() << QString();
        QTest::newRow("an ELF that ends in its header") << elf(62).first(17) << QString();
        QTest::newRow("a PE whose header lies outside") << pe(0x8664, 0xfffffffe) << QString();
        QTest::newRow("a fat binary without slices") << big({0xcafebabe, 0}) << QString();
        QTest::newRow("HTML") << "<!DOCTYPE html>"_ba << QString();
    }
    void tellsSystemAndProcessor()
    {
        QFETCH(QByteArray, head);
        QFETCH(QString, title);
        QCOMPARE(executableFormat(head).title(), title);
    }

    void readsThisVeryProgram()
    {
        const auto format = readExecutableFormat(QCoreApplication::applicationFilePath());
        QVERIFY(bool(format));
        QCOMPARE(format->os, std::optional(hostOs()));
        QVERIFY(format->architectures.contains(hostArchitecture()));
    }

    void saysWhenThereIsNoFile()
    {
        const auto format = readExecutableFormat(u"/nowhere/python"_s);
        QVERIFY(!format);
        QCOMPARE(format.error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestExecutableFormat)
#include "tst_executableformat.moc"
