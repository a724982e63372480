// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/json.h"
#include "core/updates/testworkflows.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** What may be saved as a test workflow, and what becomes of it. */
class TestTestWorkflows : public QObject
{
    Q_OBJECT

private slots:
    void knowsAGraphWhenItSeesOne_data();
    void knowsAGraphWhenItSeesOne();
    void keepsAndForgetsThem();
    void refusesNamesThatNoFileCanHave_data();
    void refusesNamesThatNoFileCanHave();

private:
    static QString write(const QTemporaryDir &folder, const QByteArray &text);
};

QString TestTestWorkflows::write(const QTemporaryDir &folder, const QByteArray &text)
{
    QFile file(folder.filePath(u"a portrait.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    return file.fileName();
}

void TestTestWorkflows::knowsAGraphWhenItSeesOne_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("nodes"); ///< empty: refused
    QTest::newRow("a graph")
        << R"({"3": {"class_type": "A", "inputs": {}}, "7": {"class_type": "B"}})"_ba
        << QStringList{u"3"_s, u"7"_s};
    QTest::newRow("what is sent to the server, with the graph in it")
        << R"({"client_id": "x", "prompt": {"3": {"class_type": "A"}}})"_ba << QStringList{u"3"_s};
    QTest::newRow("a graph with a node of the name prompt")
        << R"({"prompt": {"class_type": "A"}})"_ba << QStringList{u"prompt"_s};
    QTest::newRow("the form of ComfyUI's window")
        << R"({"nodes": [], "links": [], "version": 0.4})"_ba << QStringList();
    QTest::newRow("a node without a class") << R"({"3": {"inputs": {}}})"_ba << QStringList();
    QTest::newRow("nothing") << "{}"_ba << QStringList();
}

void TestTestWorkflows::knowsAGraphWhenItSeesOne()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, nodes);
    const Result<QJsonObject> document = parseJsonObject(text);
    QVERIFY(document);
    const Result<QJsonObject> graph = workflowGraph(*document);
    QCOMPARE(bool(graph), !nodes.isEmpty());
    if (graph)
        QCOMPARE(graph->keys(), nodes);
    else
        QVERIFY(graph.error().nextStep.contains("Export (API)"_L1));
}

void TestTestWorkflows::keepsAndForgetsThem()
{
    const QTemporaryDir folder;
    const Library library(folder.filePath(u"library"_s));
    Install install;
    install.id = *InstallId::fromString(u"mine"_s);
    const QString file = write(folder, R"({"1": {"class_type": "A"}})");
    QVERIFY(addTestWorkflow(library, install, file));
    QVERIFY(addTestWorkflow(library, install, file, u"b"_s));
    QCOMPARE(testWorkflowNames(library, install.id), (QStringList{u"a portrait"_s, u"b"_s}));
    QCOMPARE(readTestWorkflows(library, install.id)->constFirst().graph.keys(),
             QStringList{u"1"_s});
    QVERIFY(removeTestWorkflow(library, install, u"b"_s));
    const Result<> again = removeTestWorkflow(library, install, u"b"_s);
    QCOMPARE(again.error().code, ErrorCode::NotFound);
    QVERIFY(again.error().nextStep.contains("a portrait"_L1));

    install.adoptedFolder = folder.path();
    QCOMPARE(addTestWorkflow(library, install, file).error().code, ErrorCode::Unsupported);
}

void TestTestWorkflows::refusesNamesThatNoFileCanHave_data()
{
    QTest::addColumn<QString>("name");
    for (const auto *const name : {"../x", "a/b", "a\\b", ".hidden", "what?", "COM1"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestTestWorkflows::refusesNamesThatNoFileCanHave()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const Library library(folder.filePath(u"library"_s));
    Install install;
    install.id = *InstallId::fromString(u"mine"_s);
    const QString file = write(folder, R"({"1": {"class_type": "A"}})");
    QCOMPARE(addTestWorkflow(library, install, file, name).error().code, ErrorCode::InvalidInput);
    QVERIFY(testWorkflowNames(library, install.id).isEmpty());
}

QTEST_GUILESS_MAIN(TestTestWorkflows)
#include "tst_testworkflows.moc"
