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

    void neverWritesAnEmptyDocument() { QVERIFY(modelPathsYaml({}).contains("\nportico:\n")); }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
