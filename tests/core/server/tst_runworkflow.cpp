// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/runworkflow.h"

#include <QJsonDocument>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What ComfyUI's answers about a workflow mean in words. */
class TestRunWorkflow : public QObject
{
    Q_OBJECT

private slots:
    void saysWhichNodeWasRefused_data();
    void saysWhichNodeWasRefused();
    void saysWhichNodeFailed_data();
    void saysWhichNodeFailed();
};

void TestRunWorkflow::saysWhichNodeWasRefused_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("words");
    QTest::newRow("an input that cannot be")
        << R"({"error": {"type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation",
               "details": "", "extra_info": {}}, "node_errors": {"4": {"class_type": "Loader", "errors":
               [{"type": "value_not_in_list", "message": "Value not in list", "details": "name: 'x' not in []"}]}}})"_ba
        << u"node 4 (Loader) says: Value not in list: name: 'x' not in []"_s;
    QTest::newRow("a node of a pack that is not there")
        << R"({"error": {"type": "missing_node_type", "message": "Node 'Loader' not found.", "details": "Node ID '#4'",
               "extra_info": {"node_id": "4", "class_type": "Loader"}}, "node_errors": {}})"_ba
        << u"node 4 (Loader) says: Node 'Loader' not found.: Node ID '#4'"_s;
    QTest::newRow("nothing that would be kept")
        << R"({"error": {"type": "prompt_no_outputs", "message": "Prompt has no outputs", "details": ""}})"_ba
        << u"Prompt has no outputs"_s;
    QTest::newRow("the answer of an older one, which names no node errors as such")
        << R"({"error": "invalid prompt", "node_errors": []})"_ba << QString();
    QTest::newRow("no answer of ComfyUI's") << "<html>"_ba << QString();
}

void TestRunWorkflow::saysWhichNodeWasRefused()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, words);
    const QJsonObject workflow{{u"4"_s, QJsonObject{{u"class_type"_s, u"Loader"_s}}}};
    QCOMPARE(refusalOf(answer, workflow), words);
}

void TestRunWorkflow::saysWhichNodeFailed_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("words");
    QTest::newRow("an exception, on one line")
        << R"({"status": {"status_str": "error", "messages": [["execution_start", {}], ["execution_error",
               {"node_id": "7", "node_type": "KSampler", "exception_type": "RuntimeError",
                "exception_message": "shapes\n do not fit\n"}]]}})"_ba
        << u"node 7 (KSampler) says: RuntimeError: shapes do not fit"_s;
    QTest::newRow("somebody interrupted it")
        << R"({"status": {"status_str": "error", "messages": [["execution_interrupted",
               {"node_id": "7", "node_type": "KSampler"}]]}})"_ba
        << u"node 7 (KSampler) says: it was interrupted"_s;
    QTest::newRow("nothing is told") << R"({"status": {"status_str": "error"}})"_ba << QString();
}

void TestRunWorkflow::saysWhichNodeFailed()
{
    QFETCH(QByteArray, entry);
    QFETCH(QString, words);
    QCOMPARE(failureIn(QJsonDocument::fromJson(entry).object()), words);
}

QTEST_GUILESS_MAIN(TestRunWorkflow)
#include "tst_runworkflow.moc"
