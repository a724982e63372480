// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/diagnoser.h"
#include "core/diagnosis/fixsettings.h"

#include <QRegularExpression>
#include <QTest>

/** One failure as a test's row: what the log says, how it ended, and what must be made of it. */
struct FailureCase
{
    int number = 0; ///< its row in comfyui-contract.md 3.4; 0: none
    QString words;
    portico::StartFacts facts;
    QString id;
    portico::Fix fix;
    QString says; ///< part of the message
};

inline const portico::StartFacts kDied{
    .exit = portico::ExitFacts{false, 1}, .isOver = true, .port = 8188};
inline const portico::StartFacts kRuns{.wasReady = true, .port = 8188};

inline portico::StartFacts died(int code)
{
    portico::StartFacts facts = kDied;
    facts.exit = portico::ExitFacts{false, code};
    return facts;
}

inline portico::StartFacts killedBy(int signal, portico::Os os = portico::Os::Linux)
{
    portico::StartFacts facts = kDied;
    facts.exit = portico::ExitFacts{true, signal};
    facts.os = os;
    return facts;
}

/** Compares; to be called from a test function. */
inline void checkFailure(const FailureCase &expected)
{
    using namespace portico;
    using namespace Qt::StringLiterals;
    const QList<Diagnosis> found = diagnose(expected.words.split(u'\n'), expected.facts);
    QVERIFY2(!found.isEmpty(), "nothing was found");
    const Diagnosis &first = found.first();
    QCOMPARE(first.id, expected.id);
    QCOMPARE(fixKindName(first.fix.kind), fixKindName(expected.fix.kind));
    QCOMPARE(first.fix.arguments, expected.fix.arguments);
    QVERIFY2(first.message.contains(expected.says), qPrintable(first.message));
    QVERIFY(!first.title.isEmpty());
    QVERIFY2(first.nextStep.endsWith(u'.'), qPrintable(first.nextStep));
    QVERIFY2(!first.message.contains(QRegularExpression(u"%\\d"_s)), qPrintable(first.message));
    QVERIFY2(!first.message.endsWith(u".."_s), qPrintable(first.message));
    QCOMPARE(fixLabel(first.fix).isEmpty(), expected.fix.kind == FixKind::None);
    const bool isWordless =
        first.id == "killed"_L1 || first.id == "native-crash"_L1 || first.id == "ended"_L1;
    QVERIFY(!first.evidence.isEmpty() || isWordless);
}
