// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/addbundle.h"
#include "core/installs/bundlesource.h"
#include "core/installs/modelpaths.h"

#include <QDir>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

class TestNames : public QObject
{
    Q_OBJECT

private slots:
    void suggestsNames_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("name");
        QTest::newRow("Anymatix")
            << u"https://example.org/anymatix-portable-comfyui-linux-x64-v1.2.3.zip"_s
            << u"Anymatix 1.2.3"_s;
        QTest::newRow("the official portable of a release")
            << u"https://github.com/Comfy-Org/ComfyUI/releases/download/v0.33.0/ComfyUI_windows_portable_nvidia.7z"_s
            << u"ComfyUI portable nvidia 0.33.0"_s;
        QTest::newRow("the official portable as a file")
            << u"/home/ann/ComfyUI_windows_portable_nvidia_cu126.7z"_s
            << u"ComfyUI portable nvidia cu126"_s;
        QTest::newRow("a standalone environment")
            << u"comfyui-standalone-linux-nvidia-v0.20.0-env1.7z.001"_s
            << u"ComfyUI linux-nvidia 0.20.0-env1"_s;
        QTest::newRow("a query is no part of the name")
            << u"https://example.org/my_bundle.tar.gz?token=secret"_s << u"my bundle"_s;
        QTest::newRow("a name without letters") << u"/tmp/.zip"_s << u"ComfyUI"_s;
        QTest::newRow("nothing") << QString() << u"ComfyUI"_s;
    }
    void suggestsNames()
    {
        QFETCH(QString, source);
        QTEST(suggestedName(source), "name");
    }

    void tellsFilesFromAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("localPath");
        QTest::addColumn<QString>("publicUrl");
        QTest::newRow("a path") << u"/a/b.zip"_s << u"/a/b.zip"_s << u"file:///a/b.zip"_s;
        QTest::newRow("a relative path") << u"b.zip"_s << QDir::currentPath() + u"/b.zip"_s
                                         << u"file://"_s + QDir::currentPath() + u"/b.zip"_s;
        QTest::newRow("a file URL")
            << u"file:///a/b%20c.zip"_s << u"/a/b c.zip"_s << u"file:///a/b%20c.zip"_s;
        QTest::newRow("an address with secrets")
            << u"https://me:word@example.org/b.zip?sig=secret#x"_s << QString()
            << u"https://example.org/b.zip"_s;
    }
    void tellsFilesFromAddresses()
    {
        QFETCH(QString, text);
        const auto source = bundleSource(text);
        QVERIFY(bool(source));
        QTEST(source->localPath, "localPath");
        QTEST(source->publicUrl().toString(QUrl::FullyEncoded), "publicUrl");
    }

    void refusesOtherAddresses_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto text : {"", "  ", "ftp://example.org/x", "ssh://git@example.org/x",
                                "javascript://alert", "https://", "https:///x.zip", "file://"})
            QTest::addRow("%s", *text ? text : "nothing") << QString::fromLatin1(text);
    }
    void refusesOtherAddresses()
    {
        QFETCH(QString, text);
        const auto source = bundleSource(text);
        QVERIFY(!source);
        QCOMPARE(source.error().code, ErrorCode::InvalidInput);
    }

    void writesModelPaths()
    {
        const QByteArray yaml = modelPathsYaml(
            {{.folder = u"/a: \"b\" #c\\d'"_s, .isDefault = true}, {.folder = u"C:/models ü"_s}});
        QVERIFY(yaml.contains("portico_1:\n    base_path: \"/a: \\\"b\\\" #c\\\\d'\"\n"
                              "    is_default: true\n"));
        QVERIFY(yaml.contains("portico_2:\n    base_path: \"C:/models ü\"\n    checkpoints:"));
        QVERIFY(yaml.contains("    diffusion_models: |\n        diffusion_models\n        unet\n"));
        QVERIFY(!yaml.contains('\t'));
    }

    void readsSomebodysModelPathsFromAnotherPlace_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("anchored");
        QTest::newRow("what is absolute stays")
            << QByteArray("a:\n  base_path: /sd # mine\n  vae: VAE\n")
            << QByteArray("a:\n  base_path: /sd # mine\n  vae: VAE\n");
        QTest::newRow("of Windows, of the home, by a variable, too")
            << QByteArray(
                   "a:\n  base_path: D:\\sd\nb:\n  base_path: ~/sd\nc:\n  base_path: $SD/x\n")
            << QByteArray(
                   "a:\n  base_path: D:\\sd\nb:\n  base_path: ~/sd\nc:\n  base_path: $SD/x\n");
        QTest::newRow("a relative one becomes absolute")
            << QByteArray("a:\r\n    base_path: '../my sd'\r\n    vae: VAE\r\n")
            << QByteArray("a:\n    base_path: \"/home/my sd\"\n    vae: VAE\n");
        QTest::newRow("one that is missing is the folder itself")
            << QByteArray("# mine\na:\n  # first\n  loras: |-\n    /x/Lora\n    LyCORIS\n")
            << QByteArray("# mine\na:\n  base_path: \"/home/ComfyUI\"\n  # first\n  loras: |-\n"
                          "    /x/Lora\n    LyCORIS\n");
        QTest::newRow("marks of a document go, an empty section stays")
            << QByteArray("\xef\xbb\xbf---\na:\nb:\n  base_path:\n...\n")
            << QByteArray("a:\nb:\n  base_path: \"/home/ComfyUI\"\n");
    }

    void readsSomebodysModelPathsFromAnotherPlace()
    {
        QFETCH(const QByteArray, yaml);
        QTEST(anchoredModelPaths(yaml, u"/home/ComfyUI"_s), "anchored");
    }

    void neverWritesAnEmptyDocument() { QVERIFY(modelPathsYaml({}).contains("\nportico:\n")); }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
