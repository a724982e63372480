// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwarejson.h"
#include "tests/core/hardware/recordedprobe.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Sources that another one made needless are not waited for: they may be named or not. */
QJsonValue withoutNeedless(const QJsonValue &sources)
{
    QJsonArray rest;
    for (const auto &source : sources.toArray()) {
        if (source != "nvidia-smi"_L1 && source != "cim"_L1 && source != "registry"_L1)
            rest += source;
    }
    return rest;
}

bool isAsExpected(const QString &key, const QJsonValue &actual, const QJsonValue &expected)
{
    if (key != "sources"_L1 || !actual.toArray().contains(expected.toArray().first()))
        return actual == expected;
    return withoutNeedless(actual) == withoutNeedless(expected);
}

/** Every key that is expected has that value; more keys may be there. */
void compareParts(const QJsonObject &actual, const QJsonObject &expected)
{
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        const bool isFalse = *it == QJsonValue(false) && !actual.contains(it.key());
        if (!isAsExpected(it.key(), actual.value(it.key()), *it) && !isFalse) {
            QFAIL(qPrintable(u"%1: %2"_s.arg(
                it.key(),
                QString::fromUtf8(
                    QJsonDocument(QJsonObject{{u"actual"_s, actual}, {u"expected"_s, *it}})
                        .toJson(QJsonDocument::Compact)))));
        }
    }
}

bool says(const QStringList &sentences, const QString &words)
{
    return sentences.join(u' ').contains(words);
}

} // namespace

/** The computers of computers/: what they say, what Portico sees, which build it chooses. */
class TestComputers : public QObject
{
    Q_OBJECT

private slots:
    void areManyAndNameTheirSource();
    void isSeenAsItIs_data();
    void isSeenAsItIs();
};

void TestComputers::areManyAndNameTheirSource()
{
    const QStringList names = QDir(computersFolder()).entryList({u"*.json"_s});
    QVERIFY(names.size() >= 40);
    for (const QString &name : names) {
        const QJsonObject record = recordOf(name.chopped(5));
        QVERIFY2(record.value("source"_L1).toString().size() > 3, qPrintable(name));
        QVERIFY2(record.value("recorded"_L1).isBool(), qPrintable(name));
        QVERIFY2(record.value("expected"_L1).isObject(), qPrintable(name));
    }
}

void TestComputers::isSeenAsItIs_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &file : QDir(computersFolder()).entryList({u"*.json"_s})) {
        const QString name = file.chopped(5);
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestComputers::isSeenAsItIs()
{
    QFETCH(QString, name);
    const QJsonObject record = recordOf(name);
    const QJsonObject expected = record.value("expected"_L1).toObject();
    const auto probe = std::make_shared<const RecordedProbe>(record);
    const auto detected = detectComputer(probe, JobContext(), probe->hasHangingTool() ? 2s : 60s);
    QVERIFY(bool(detected));
    const AcceleratorChoice choice = chooseAccelerator(*detected);

    const QJsonArray gpus = expected.value("gpus"_L1).toArray();
    QStringList names;
    for (const Gpu &gpu : detected->gpus)
        names += gpu.name;
    QVERIFY2(detected->gpus.size() == gpus.size(), qPrintable(names.join(u" | "_s)));
    for (qsizetype i = 0; i < gpus.size(); ++i)
        compareParts(toJson(detected->gpus.at(i)), gpus.at(i).toObject());
    if (QTest::currentTestFailed())
        return;

    QJsonObject chosen = toJson(choice);
    QJsonObject wanted;
    for (const auto key :
         {"accelerator"_L1, "readiness"_L1, "torchTag"_L1, "torchIndex"_L1, "torchExtra"_L1,
          "gpu"_L1, "arguments"_L1, "officialPortable"_L1, "standaloneVariant"_L1}) {
        if (expected.contains(key))
            wanted.insert(key, expected.value(key));
    }
    for (const auto key : {"officialPortable"_L1, "standaloneVariant"_L1}) {
        if (!chosen.contains(key))
            chosen.insert(key, QString());
    }
    compareParts(chosen, wanted);

    QJsonObject computer = toJson(*detected);
    computer.insert(u"sentence"_s, computerSentence(*detected));
    computer.insert(u"chip"_s, detected->appleChip);
    QJsonObject facts;
    for (const auto key :
         {"sentence"_L1, "chip"_L1, "rosetta"_L1, "architecture"_L1, "wsl"_L1, "container"_L1}) {
        if (expected.contains(key))
            facts.insert(key, expected.value(key));
    }
    compareParts(computer, facts);

    QVERIFY(!choice.reasons.isEmpty());
    if (expected.contains("changes"_L1))
        QCOMPARE(choice.changes.size(), expected.value("changes"_L1).toInt());
    if (choice.readiness == Readiness::UpdateFirst)
        QVERIFY(!choice.changes.isEmpty());
    QVERIFY2(says(choice.reasons, expected.value("reasonsSay"_L1).toString()),
             qPrintable(choice.reasons.join(u'\n')));
    QVERIFY2(says(choice.changes, expected.value("changesSay"_L1).toString()),
             qPrintable(choice.changes.join(u'\n')));

    QStringList codes;
    QStringList messages;
    for (const Error &problem : detected->problems) {
        codes += errorCodeName(problem.code);
        messages += problem.message;
        QVERIFY(!problem.message.isEmpty() && !problem.nextStep.isEmpty());
    }
    QStringList expectedCodes;
    for (const QJsonValue &code : expected.value("problems"_L1).toArray())
        expectedCodes += code.toString();
    QVERIFY2(codes == expectedCodes, qPrintable(messages.join(u'\n')));
    QVERIFY(says(messages, expected.value("problemsSay"_L1).toString()));
}

QTEST_GUILESS_MAIN(TestComputers)
#include "tst_computers.moc"
