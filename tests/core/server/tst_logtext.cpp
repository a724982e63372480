// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logtext.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestLogText : public QObject
{
    Q_OBJECT

private slots:
    void becomesPlain_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain words") << QByteArray("hello") << u"hello"_s;
        QTest::newRow("a coloured tag") << QByteArray("\x1b[32m[INFO]\x1b[0m x") << u"[INFO] x"_s;
        QTest::newRow("two sequences in a row")
            << QByteArray("\x1b[1m\x1b[33m[WARNING]\x1b[0m x") << u"[WARNING] x"_s;
        QTest::newRow("a sequence cut off") << QByteArray("x\x1b[3") << u"x"_s;
        QTest::newRow("a lone escape") << QByteArray("x\x1b") << u"x"_s;
        QTest::newRow("a window title") << QByteArray("a\x1b]0;title\x07z") << u"az"_s;
        QTest::newRow("a link with its string end") << QByteArray("a\x1b]8;;u\x1b\\z") << u"az"_s;
        QTest::newRow("cursor movement") << QByteArray("a\x1b[2K\x1b[1Gz") << u"az"_s;
        QTest::newRow("zero bytes") << QByteArray("a\0b", 3) << u"ab"_s;
        QTest::newRow("a bell and a backspace") << QByteArray("a\x07\x08z") << u"az"_s;
        QTest::newRow("a tab stays") << QByteArray("a\tb") << u"a\tb"_s;
        QTest::newRow("no UTF-8") << QByteArray("a\xff\xfez") << u"a\ufffd\ufffdz"_s;
        QTest::newRow("a cut character") << QByteArray("a\xe2\x96") << u"a\ufffd\ufffd"_s;
        QTest::newRow("a C1 control") << QByteArray("a\xc2\x9bz") << u"az"_s;
        QTest::newRow("a bar") << QByteArray("\xe2\x96\x88\xe2\x96\x8f") << u"\u2588\u258f"_s;
    }
    void becomesPlain()
    {
        QFETCH(QByteArray, bytes);
        QTEST(plainLogText(bytes), "text");
    }

    void hidesSecrets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("nothing secret") << u"Total VRAM 8192 MB"_s << u"Total VRAM 8192 MB"_s;
        QTest::newRow("a Hugging Face token")
            << u"using hf_ABCDEFGHijklmnop now"_s << u"using hf_**** now"_s;
        QTest::newRow("a GitHub token") << u"ghp_0123456789abcdef"_s << u"ghp_****"_s;
        QTest::newRow("a fine-grained GitHub token")
            << u"(github_pat_11AAAA_bbbbbbbb)"_s << u"(github_pat_****)"_s;
        QTest::newRow("a header") << u"Authorization: Bearer abc.def-123"_s
                                  << u"Authorization: Bearer ****"_s;
        QTest::newRow("a query") << u"https://h/x?token=s3cr3t&y=1"_s
                                 << u"https://h/x?token=****&y=1"_s;
        QTest::newRow("a signed link") << u"X-Amz-Signature=0af3"_s << u"X-Amz-Signature=****"_s;
        QTest::newRow("part of another word") << u"elf_SOMETHINGLONG"_s << u"elf_SOMETHINGLONG"_s;
        QTest::newRow("two in one line")
            << u"hf_ABCDEFGHI ghp_ABCDEFGHI"_s << u"hf_**** ghp_****"_s;
    }
    void hidesSecrets()
    {
        QFETCH(QString, text);
        QTEST(withoutSecrets(text), "shown");
    }

    void readsProgress_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isProgress");
        QTest::addColumn<QString>("description");
        QTest::addColumn<int>("percent");
        QTest::newRow("a sampler")
            << u" 15%|█▌        | 3/20 [00:01<00:07,  2.10it/s]"_s << true << QString() << 15;
        QTest::newRow("a named download")
            << u"model.safetensors:  45%|####5     | 1.2G/2.6G [00:30<00:35, 40.1MB/s]"_s << true
            << u"model.safetensors"_s << 45;
        QTest::newRow("unknown rate")
            << u"  0%|          | 0/20 [00:00<?, ?it/s]"_s << true << QString() << 0;
        QTest::newRow("the end") << u"100%|██████████| 20/20 [00:10<00:00,  2.00it/s]"_s << true
                                 << QString() << 100;
        QTest::newRow("a postfix") << u"a: 50%|█████     | 1/2 [00:01<00:01, 1.00it/s, loss=0.1]"_s
                                   << true << u"a"_s << 50;
        QTest::newRow("a percentage in a sentence")
            << u"used 45%|of all"_s << false << QString() << 0;
        QTest::newRow("plain") << u"got prompt"_s << false << QString() << 0;
    }
    void readsProgress()
    {
        QFETCH(QString, text);
        QFETCH(bool, isProgress);
        QFETCH(QString, description);
        QFETCH(int, percent);
        const std::optional<LogProgress> progress = progressIn(text);
        QCOMPARE(progress.has_value(), isProgress);
        if (!isProgress)
            return;
        QCOMPARE(progress->description, description);
        QCOMPARE(progress->percent, percent);
        QVERIFY(progress->detail.contains(u'/'));
    }
};

QTEST_GUILESS_MAIN(TestLogText)
#include "tst_logtext.moc"
