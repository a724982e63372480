// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/diagnoser.h"
#include "core/diagnosis/fixsettings.h"
#include "core/diagnosis/scriptcheck.h"
#include "core/installs/installfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** Whether running its install.py is another way for a pack that misses a part of itself. */
class TestScriptCheck : public QObject
{
    Q_OBJECT

private slots:
    void offersTheScriptWhereThereIsOne_data()
    {
        QTest::addColumn<bool>("hasScript");
        QTest::addColumn<bool>("isAdopted");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("isOffered");
        const QString part = u"No module named 'impact.subpack_nodes'"_s;
        QTest::newRow("a part that install.py may fetch") << true << false << part << true;
        QTest::newRow("a pack without one") << false << false << part << false;
        QTest::newRow("somebody's own folder") << true << true << part << false;
        QTest::newRow("a whole package that is missing")
            << true << false << u"No module named 'cv2'"_s << false;
    }
    void offersTheScriptWhereThereIsOne()
    {
        QFETCH(bool, hasScript);
        QFETCH(bool, isAdopted);
        QFETCH(QString, says);
        QFETCH(bool, isOffered);
        const QTemporaryDir folder;
        const Library library(folder.path());
        const InstallId id = *InstallId::fromString(u"studio"_s);
        const QString pack = library.dataFolder(id) + u"/custom_nodes/Impact-Pack"_s;
        QVERIFY(QDir().mkpath(pack));
        QFile script(pack + (hasScript ? u"/install.py"_s : u"/other.py"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        Install install;
        install.id = id;
        install.name = u"Studio"_s;
        install.currentGeneration = 1;
        Generation generation;
        generation.number = 1;
        generation.comfyFolder = u"ComfyUI"_s;
        generation.python = u"python"_s;
        install.generations = {generation};
        if (isAdopted)
            install.adoptedFolder = folder.path();
        QVERIFY(saveInstall(library, install));
        const QList<Diagnosis> found = checkScripts(
            diagnose(
                {u"Cannot import /c/custom_nodes/Impact-Pack module for custom nodes: "_s + says},
                {.wasReady = true}),
            library, id);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].otherFix.kind == FixKind::RunScript, isOffered);
        QCOMPARE(found[0].nextStep.contains(u"install.py"_s), isOffered);
        if (isOffered) {
            QCOMPARE(found[0].fix.kind, FixKind::UpdatePack);
            QCOMPARE(fixCommand(install, found[0].otherFix),
                     u"porticoctl nodes run-script studio Impact-Pack"_s);
            QCOMPARE(fixLabel(found[0].otherFix), u"Run the install.py of Impact-Pack…"_s);
        }
    }
};

QTEST_GUILESS_MAIN(TestScriptCheck)
#include "tst_scriptcheck.moc"
