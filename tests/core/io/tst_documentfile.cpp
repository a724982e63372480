// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"
#include "core/io/documentfile.h"
#include "core/io/file.h"
#include "core/io/json.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestDocumentFile : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"install.json"_s);
    }

    void nothingThereMeansDefaults()
    {
        const auto loaded = DocumentFile(m_path, 1).load();
        QVERIFY(loaded);
        QCOMPARE(loaded->origin, LoadedDocument::Origin::Nothing);
        QVERIFY(!loaded->problem);
        QVERIFY(loaded->content.isEmpty());
    }

    void keepsWhatItWasGiven()
    {
        const DocumentFile document(m_path, 3);
        const QJsonObject content{{u"name"_s, u"Studio"_s}, {u"unknown"_s, QJsonArray{1, 2}}};
        QVERIFY(document.save(content));
        const auto loaded = document.load();
        QVERIFY(loaded);
        QCOMPARE(loaded->origin, LoadedDocument::Origin::File);
        QCOMPARE(loaded->content, content);
        QCOMPARE(loaded->schema, 3);
        QVERIFY(!loaded->isReadOnly);
    }

    void aDamagedFileFallsBackToTheCopyBeforeIt_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("all zeros, as a power cut leaves it") << QByteArray(300, '\0');
        QTest::newRow("half a document") << QByteArray("{\"schema\": 1, \"na");
        QTest::newRow("a byte-order mark") << QByteArray("\xef\xbb\xbf{}");
        QTest::newRow("a list") << QByteArray("[1]");
    }
    void aDamagedFileFallsBackToTheCopyBeforeIt()
    {
        QFETCH(QByteArray, damage);
        const DocumentFile document(m_path, 1);
        QVERIFY(document.save({{u"round"_s, 1}}));
        QVERIFY(document.save({{u"round"_s, 2}}));
        QVERIFY(writeFileAtomically(m_path, damage));

        const auto loaded = document.load();
        QVERIFY(loaded);
        QCOMPARE(loaded->origin, LoadedDocument::Origin::Previous);
        QCOMPARE(loaded->content.value("round"_L1).toInt(), 1);
        QVERIFY(loaded->problem.has_value());
        QVERIFY(loaded->problem->message.contains(u"install.json"_s));
        QVERIFY(!loaded->problem->nextStep.isEmpty());
        QCOMPARE(*readFile(m_path, 1000), damage);

        QVERIFY(document.save({{u"round"_s, 3}}));
        const QStringList kept =
            QDir(m_folder->path()).entryList({u"install.json.bad-*"_s}, QDir::Files);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(*readFile(m_folder->filePath(kept.constFirst()), 1000), damage);
        const auto previous = readJsonObject(m_path + u".previous"_s);
        QVERIFY(previous);
        QCOMPARE(previous->value("round"_L1).toInt(), 1);
        QCOMPARE(document.load()->content.value("round"_L1).toInt(), 3);
    }

    void aDamagedFileWithoutACopyMeansDefaultsAndIsSaid()
    {
        QVERIFY(writeFileAtomically(m_path, "{"));
        const auto loaded = DocumentFile(m_path, 1).load();
        QVERIFY(loaded);
        QCOMPARE(loaded->origin, LoadedDocument::Origin::Nothing);
        QVERIFY(loaded->problem.has_value());
    }

    void aNewerFileIsShownAndNeverWritten()
    {
        QVERIFY(DocumentFile(m_path, 2).save({{u"name"_s, u"x"_s}}));
        const QByteArray before = *readFile(m_path, 1000);
        const DocumentFile older(m_path, 1);
        const auto loaded = older.load();
        QVERIFY(loaded);
        QVERIFY(loaded->isReadOnly);
        QCOMPARE(loaded->content.value("name"_L1).toString(), u"x"_s);
        const auto saved = older.save({{u"name"_s, u"y"_s}});
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Unsupported);
        QVERIFY2(saved.error().message.contains(u"Portico " PORTICO_VERSION ""_s),
                 qPrintable(saved.error().message));
        QCOMPARE(*readFile(m_path, 1000), before);
    }
};

QTEST_GUILESS_MAIN(TestDocumentFile)
#include "tst_documentfile.moc"
