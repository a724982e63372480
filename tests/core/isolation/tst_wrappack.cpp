// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/tomldocument.h"
#include "core/isolation/envconfig.h"
#include "core/isolation/wrapconfig.h"
#include "core/isolation/wrapfiles.h"
#include "core/isolation/wrapverdict.h"
#include "envsamples.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

WrapConfig configOf(const QStringList &pack, const QStringList &comfy = {})
{
    HostStack host = exampleHost();
    host.torchvision = u"0.25.0"_s;
    return wrapConfig({.pack = pack,
                       .comfy = comfy,
                       .host = host,
                       .markers = markerEnvironment(host.python, Os::Linux, Architecture::X64)});
}

} // namespace

class WrapPackTest : public QObject
{
    Q_OBJECT

private slots:
    void aRequirementBecomesAnEntry_data()
    {
        QTest::addColumn<QStringList>("pack");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariant>("entry");
        const auto row = [](const char *title, const QStringList &pack, const QString &name,
                            const QVariant &entry) {
            QTest::newRow(title) << pack << name << entry;
        };
        row("no version", {u"einops"_s}, u"einops"_s, u"*"_s);
        row("a version", {u"numpy < 2, >=1.24"_s}, u"numpy"_s, u"<2,>=1.24"_s);
        row("a name in another spelling", {u"Py_YAML==6.0"_s}, u"py-yaml"_s, u"==6.0"_s);
        row("twice", {u"numpy<2"_s, u"numpy>=1.24"_s}, u"numpy"_s, u"<2,>=1.24"_s);
        row("extras", {u"trimesh[easy]>=4"_s}, u"trimesh"_s,
            QVariantMap{{u"version"_s, u">=4"_s}, {u"extras"_s, QStringList{u"easy"_s}}});
        row("an address", {u"thing @ https://example.org/thing-1-py3-none-any.whl"_s}, u"thing"_s,
            QVariantMap{{u"url"_s, u"https://example.org/thing-1-py3-none-any.whl"_s}});
        row("a repository", {u"thing @ git+https://example.org/a/thing.git@v1"_s}, u"thing"_s,
            QVariantMap{{u"git"_s, u"https://example.org/a/thing.git"_s}, {u"rev"_s, u"v1"_s}});
        row("for another system", {u"pywin32; sys_platform == 'win32'"_s}, u"pywin32"_s,
            QVariant());
        row("torch itself", {u"torch==1.0"_s}, u"torch"_s, QVariant());
    }

    void aRequirementBecomesAnEntry()
    {
        QFETCH(QStringList, pack);
        QFETCH(QString, name);
        QFETCH(QVariant, entry);
        const WrapConfig config = configOf(pack);
        QCOMPARE(config.content.value(u"pypi-dependencies"_s).toMap().value(name), entry);
    }

    void torchIsTheHostsAndThatIsSaid()
    {
        const WrapConfig config = configOf({u"torch==1.0"_s, u"torchvision"_s});
        QCOMPARE(config.content, QVariantMap());
        QCOMPARE(config.remarks.size(), 1);
        QVERIFY(config.remarks.constFirst().contains(u"torch 2.10.0"_s));
    }

    void whatIsMadeForOneTorchIsLookedUpAmongWheels()
    {
        const WrapConfig config = configOf({u"flash-attn>=2"_s, u"six"_s}, {u"flash-attn"_s});
        QCOMPARE(config.content.value(u"cuda"_s).toMap().value(u"packages"_s).toStringList(),
                 QStringList{u"flash-attn"_s});
        QCOMPARE(config.content.value(u"pypi-dependencies"_s).toMap().keys(),
                 QStringList{u"six"_s});
    }

    void ofComfyUIOnlyTheNamesCount()
    {
        const WrapConfig config = configOf({u"numpy<2"_s},
                                           {u"numpy>=2"_s, u"Pillow>=10"_s, u"torch"_s,
                                            u"comfyui-frontend-package==1.2"_s,
                                            u"comfy-kitchen==0.2.1"_s, u"nvidia-cudnn-cu12"_s});
        QCOMPARE(config.content.value(u"pypi-dependencies"_s).toMap(),
                 (QVariantMap{{u"numpy"_s, u"<2"_s}, {u"pillow"_s, u"*"_s}}));
    }

    void comfyEnvReadsWhatIsWritten()
    {
        const WrapConfig config = configOf({u"trimesh[easy]>=4"_s, u"flash-attn"_s});
        const QByteArray bytes = tomlToBytes(config.content);
        for (const char *version : {"0.4.22", "0.4.45"}) {
            const Result<EnvConfig> read =
                parseEnvConfig(bytes, u"comfy-env.toml"_s, rulesOf(version));
            QVERIFY2(bool(read), version);
            QCOMPARE(read->cudaPackages, QStringList{u"flash-attn"_s});
            QVERIFY(read->table(u"pypi-dependencies"_s).contains(u"trimesh"_s));
            QCOMPARE(read->remarks, QList<ConfigRemark>());
        }
    }

    void aDotInAPacksNameIsNoModule()
    {
        QCOMPARE(wrappedFilesFolder(u"My.Pack-2"_s), u"nodes/isolated/My_Pack-2"_s);
        QVERIFY(wrapperIsolatedInit(u"My.\"Pack"_s).contains("PACK = \"My_\\\"Pack\"\n"));
        QVERIFY(wrapperInit(u"Foo"_s, u"nodes/isolated/Foo/web"_s)
                    .endsWith("WEB_DIRECTORY = \"nodes/isolated/Foo/web\"\n"));
    }

    void aTrialIsJudged_data()
    {
        QTest::addColumn<QStringList>("plain");
        QTest::addColumn<QStringList>("worker");
        QTest::addColumn<QStringList>("isolated");
        QTest::addColumn<QStringList>("unreachable");
        QTest::addColumn<QString>("part"); // of the refusal; empty: it is good
        const QStringList none;
        const QStringList one{u"A"_s};
        const QStringList two{u"A"_s, u"B"_s};
        QTest::newRow("all are there") << two << two << two << none << QString();
        QTest::newRow("it cannot be imported as it is") << none << two << two << none << QString();
        QTest::newRow("it has more in its own Python") << one << two << two << none << QString();
        QTest::newRow("one that it has as it is") << two << one << one << none << u": B."_s;
        QTest::newRow("one that comfy-env drops") << none << two << one << none << u": B."_s;
        QTest::newRow("none") << two << none << none << none << u"no nodes"_s;
        QTest::newRow("one that no worker could run") << two << two << two << one << u": A."_s;
    }

    void aTrialIsJudged()
    {
        QFETCH(QStringList, plain);
        QFETCH(QStringList, worker);
        QFETCH(QStringList, isolated);
        QFETCH(QStringList, unreachable);
        QFETCH(QString, part);
        const auto judged = judgeTrial(
            {.pack = u"Foo"_s,
             .plain = {.isGood = true, .nodes = plain},
             .isolated = {.isGood = true, .nodes = isolated},
             .worker = {.wasImported = true, .nodes = worker, .unreachable = unreachable}});
        QCOMPARE(bool(judged), part.isEmpty());
        if (!judged)
            QVERIFY2(judged.error().message.contains(part), qPrintable(judged.error().message));
    }

    void whatIsLostIsSaid_data()
    {
        QTest::addColumn<QStringList>("plain");
        QTest::addColumn<QStringList>("isolated");
        QTest::addColumn<QStringList>("vain");
        QTest::addColumn<QStringList>("web");
        QTest::addColumn<QStringList>("parts"); // of one sentence each
        const QStringList none;
        const QStringList comfys{u"/prompt"_s, u"/queue"_s};
        const QStringList own{u"Foo"_s};
        QTest::newRow("nothing") << comfys << comfys << none << own << none;
        QTest::newRow("a path that it had") << comfys + QStringList{u"/foo"_s} << comfys << none
                                            << own << QStringList{u": /foo."_s};
        QTest::newRow("one that nobody could see before, and one that was seen twice")
            << comfys + QStringList{u"/b"_s} << comfys << QStringList{u"/b"_s, u"/a"_s} << own
            << QStringList{u": /a, /b."_s};
        QTest::newRow("one that comfy-env hands on")
            << comfys + QStringList{u"/foo"_s} << comfys + QStringList{u"/foo"_s} << none << own
            << none;
        QTest::newRow("pages under another name")
            << comfys << comfys << none << QStringList{u"Foo"_s, u"foo-more"_s}
            << QStringList{u"(foo-more)"_s};
    }

    void whatIsLostIsSaid()
    {
        QFETCH(QStringList, plain);
        QFETCH(QStringList, isolated);
        QFETCH(QStringList, vain);
        QFETCH(QStringList, web);
        QFETCH(QStringList, parts);
        const QStringList losses = lossesSeen({.pack = u"Foo"_s,
                                               .plain = {.routes = plain, .web = web},
                                               .isolated = {.routes = isolated},
                                               .worker = {.routes = vain},
                                               .pages = {u"Foo"_s}});
        QCOMPARE(losses.size(), parts.size());
        for (qsizetype i = 0; i < parts.size(); ++i)
            QVERIFY2(losses.at(i).contains(parts.at(i)), qPrintable(losses.at(i)));
    }

    void theReasonIsInTheWords()
    {
        const auto judged = judgeTrial(
            {.pack = u"Foo"_s,
             .isolated = {.words = u"Traceback\nModuleNotFoundError: No module named 'cv2'\n"_s}});
        QVERIFY(!judged);
        QCOMPARE(judged.error().code, ErrorCode::Refused);
        QVERIFY(judged.error().message.contains(u"No module named 'cv2'"_s));
    }
};

QTEST_GUILESS_MAIN(WrapPackTest)
#include "tst_wrappack.moc"
