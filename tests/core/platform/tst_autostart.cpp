// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/autostart.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace portico;
using namespace Qt::StringLiterals;

class TestAutostart final : public QObject
{
    Q_OBJECT

private slots:
    void wordsAreQuotedAsEachSystemReadsThem_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("desktop");
        QTest::addColumn<QString>("windows");
        QTest::addRow("plain") << u"/usr/bin/portico"_s << u"\"/usr/bin/portico\""_s
                               << u"\"/usr/bin/portico\""_s;
        QTest::addRow("a space") << u"/opt/my apps/portico"_s << u"\"/opt/my apps/portico\""_s
                                 << u"\"/opt/my apps/portico\""_s;
        QTest::addRow("a dollar and a percent")
            << u"/opt/$a%b"_s << u"\"/opt/\\\\$a%%b\""_s << u"\"/opt/$a%b\""_s;
        QTest::addRow("quotation marks") << u"/a\"b"_s << u"\"/a\\\\\"b\""_s << u"\"/a\\\"b\""_s;
        QTest::addRow("backslashes")
            << u"C:\\x\\"_s << u"\"C:\\\\\\\\x\\\\\\\\\""_s << u"\"C:\\x\\\\\""_s;
    }
    void wordsAreQuotedAsEachSystemReadsThem()
    {
        QFETCH(QString, path);
        QFETCH(QString, desktop);
        QFETCH(QString, windows);
        const QString entry = autostartText(Os::Linux, {path, u"--in-tray"_s});
        QVERIFY2(entry.contains(u"\nExec="_s + desktop + u" \"--in-tray\"\n"_s), qPrintable(entry));
        QCOMPARE(autostartText(Os::Windows, {path, u"--in-tray"_s}), windows + u" \"--in-tray\""_s);
    }

    void aLaunchAgentIsXmlThatHoldsTheWords()
    {
        const QStringList command{u"/Applications/<My> & Portico.app/portico"_s, u"--in-tray"_s};
        QXmlStreamReader xml(autostartText(Os::MacOS, command));
        QStringList words;
        bool isArray = false;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.name() == "array"_L1)
                isArray = xml.isStartElement();
            else if (isArray && xml.isStartElement() && xml.name() == "string"_L1)
                words += xml.readElementText();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(words, command);
    }

    void anEntryIsMadeChangedAndRemoved()
    {
        QTemporaryDir home;
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
        const QString path = home.filePath(u"autostart/org.portico.Portico.desktop"_s);
        QVERIFY(removeAutostart());
        QVERIFY(!isAutostartOn());
        QVERIFY(setAutostart({u"/first/portico"_s}));
        QVERIFY(isAutostartOn());
        QVERIFY(read(path).contains("/first/portico"));
        QVERIFY(setAutostart({u"/moved here/portico"_s}));
        QVERIFY(!read(path).contains("/first/portico"));
        QVERIFY(read(path).contains("Exec=\"/moved here/portico\"\n"));
        const QString validate = QStandardPaths::findExecutable(u"desktop-file-validate"_s);
        if (!validate.isEmpty())
            QCOMPARE(QProcess::execute(validate, {path}), 0);
        QVERIFY(removeAutostart());
        QVERIFY(!QFile::exists(path));
        QVERIFY(removeAutostart());
    }

    void whatTheDesktopTurnedOffIsOff()
    {
        QTemporaryDir home;
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
        QVERIFY(setAutostart({u"/portico"_s}));
        QFile file(home.filePath(u"autostart/org.portico.Portico.desktop"_s));
        QVERIFY(file.open(QIODevice::Append));
        file.write("Hidden=true\n");
        file.close();
        QVERIFY(!isAutostartOn());
    }

    void whatCannotBeWrittenIsSaid()
    {
        QTemporaryDir home;
        QFile inTheWay(home.filePath(u"file"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        qputenv("XDG_CONFIG_HOME", inTheWay.fileName().toLocal8Bit());
        const Result<> made = setAutostart({u"/portico"_s});
        QVERIFY(!made);
        QVERIFY(!made.error().message.isEmpty());
    }

private:
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

QTEST_GUILESS_MAIN(TestAutostart)
#include "tst_autostart.moc"
