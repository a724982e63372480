// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/packageneed.h"

#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

/** The rules of PEP 440 and PEP 508, with the PEPs' own examples. */
class TestVersions : public QObject
{
    Q_OBJECT

private slots:
    void ordersVersions_data()
    {
        QTest::addColumn<QStringList>("rising");
        // "Summary of permitted suffixes and relative ordering" and the local labels' section.
        QTest::newRow("the PEP's own list") << QStringList{u"1.dev0"_s,
                                                           u"1.0.dev456"_s,
                                                           u"1.0a1"_s,
                                                           u"1.0a2.dev456"_s,
                                                           u"1.0a12.dev456"_s,
                                                           u"1.0a12"_s,
                                                           u"1.0b1.dev456"_s,
                                                           u"1.0b2"_s,
                                                           u"1.0b2.post345.dev456"_s,
                                                           u"1.0b2.post345"_s,
                                                           u"1.0rc1.dev456"_s,
                                                           u"1.0rc1"_s,
                                                           u"1.0"_s,
                                                           u"1.0+abc.5"_s,
                                                           u"1.0+abc.7"_s,
                                                           u"1.0+5"_s,
                                                           u"1.0.post456.dev34"_s,
                                                           u"1.0.post456"_s,
                                                           u"1.0.15"_s,
                                                           u"1.1.dev1"_s};
        QTest::newRow("an epoch stands above all")
            << QStringList{u"2013.10"_s, u"2014.04"_s, u"1!1.0"_s, u"1!1.1"_s, u"1!2.0"_s};
        QTest::newRow("builds of torch")
            << QStringList{u"2.9.0a0+git1"_s, u"2.9.1"_s,       u"2.9.1+cpu"_s,
                           u"2.9.1+cu128"_s,  u"2.9.1+cu130"_s, u"2.10.0"_s};
        QTest::newRow("a label's numbers by value, its longer form above")
            << QStringList{u"1+a"_s, u"1+a.b"_s, u"1+a.9"_s, u"1+a.10"_s, u"1+9"_s, u"1+10"_s};
    }

    void ordersVersions()
    {
        QFETCH(QStringList, rising);
        for (qsizetype i = 0; i < rising.size(); ++i) {
            for (qsizetype j = 0; j < rising.size(); ++j) {
                const auto a = PackageVersion::fromText(rising.at(i));
                const auto b = PackageVersion::fromText(rising.at(j));
                QVERIFY(a && b);
                QVERIFY2((*a <=> *b) == (i <=> j), qPrintable(rising.at(i) + u' ' + rising.at(j)));
            }
        }
    }

    void normalisesVersions_data()
    {
        QTest::addColumn<QString>("normal");
        QTest::newRow("1.1RC1") << u"1.1rc1"_s;
        QTest::newRow("1.1.a1") << u"1.1a1"_s;
        QTest::newRow("1.1-a1") << u"1.1a1"_s;
        QTest::newRow("1.1a.1") << u"1.1a1"_s;
        QTest::newRow("1.1alpha1") << u"1.1a1"_s;
        QTest::newRow("1.1beta2") << u"1.1b2"_s;
        QTest::newRow("1.1c3") << u"1.1rc3"_s;
        QTest::newRow("1.1-preview") << u"1.1rc0"_s;
        QTest::newRow("1.2a") << u"1.2a0"_s;
        QTest::newRow("1.2-post2") << u"1.2.post2"_s;
        QTest::newRow("1.2.post-2") << u"1.2.post2"_s;
        QTest::newRow("1.0-r4") << u"1.0.post4"_s;
        QTest::newRow("1.0-1") << u"1.0.post1"_s;
        QTest::newRow("1.2.post") << u"1.2.post0"_s;
        QTest::newRow("1.2-dev2") << u"1.2.dev2"_s;
        QTest::newRow("1.0+ubuntu-1") << u"1.0+ubuntu.1"_s;
        QTest::newRow("v1.0") << u"1.0"_s;
        QTest::newRow(" 1.0\n") << u"1.0"_s;
        QTest::newRow("00.01") << u"0.1"_s;
        QTest::newRow("2!1") << u"2!1"_s;
        for (const char *text : {"", "abc", "1.0.", "1..0", "1.0+", "1.0+a..b", "1.0-", "1.0 beta!",
                                 "-1", "1!", "99999999999999999999", "1.0+ü", "1.0.dev1.post1"})
            QTest::newRow(text) << QString();
    }

    void normalisesVersions()
    {
        QFETCH(QString, normal);
        const auto version = PackageVersion::fromText(QString::fromUtf8(QTest::currentDataTag()));
        QCOMPARE(version ? version->text() : QString(), normal);
    }

    void comparesWithSpecifiers_data()
    {
        QTest::addColumn<QString>("specifiers");
        QTest::addColumn<QStringList>("taken");
        QTest::addColumn<QStringList>("refused");
        QTest::newRow("compatible: two numbers")
            << u"~=2.2"_s << QStringList{u"2.2"_s, u"2.9"_s, u"2.2.post3"_s}
            << QStringList{u"2.1"_s, u"3.0"_s, u"2.2.dev1"_s};
        QTest::newRow("compatible: three numbers")
            << u"~=1.4.5"_s << QStringList{u"1.4.5"_s, u"1.4.9"_s}
            << QStringList{u"1.4.4"_s, u"1.5.0"_s};
        QTest::newRow("compatible: the suffix does not count for the prefix")
            << u"~=2.2.post3"_s << QStringList{u"2.2.post3"_s, u"2.3"_s}
            << QStringList{u"2.2"_s, u"3.0"_s};
        QTest::newRow("equal: zeros are filled in")
            << u"==1.1"_s << QStringList{u"1.1"_s, u"1.1.0"_s, u"1.1+local"_s}
            << QStringList{u"1.1.post1"_s, u"1.1a1"_s};
        QTest::newRow("equal: with a label it must be that one")
            << u"==2.9.1+cu130"_s << QStringList{u"2.9.1+cu130"_s}
            << QStringList{u"2.9.1"_s, u"2.9.1+cpu"_s};
        QTest::newRow("equal prefix")
            << u"==1.1.*"_s << QStringList{u"1.1"_s, u"1.1.post1"_s, u"1.1a1"_s, u"1.1.3+x"_s}
            << QStringList{u"1.10"_s, u"1.2"_s, u"1!1.1"_s};
        QTest::newRow("unequal prefix")
            << u"!=1.1.*"_s << QStringList{u"1.2"_s} << QStringList{u"1.1"_s, u"1.1.5"_s};
        QTest::newRow("unequal") << u"!=1.1"_s << QStringList{u"1.1.post1"_s}
                                 << QStringList{u"1.1"_s, u"1.1+label"_s};
        QTest::newRow("below does not mean the pre-releases")
            << u"<1.7"_s << QStringList{u"1.6.9"_s}
            << QStringList{u"1.7"_s, u"1.7rc1"_s, u"1.7.dev0"_s};
        QTest::newRow("above means neither post releases nor labels")
            << u">1.7"_s << QStringList{u"1.7.1"_s}
            << QStringList{u"1.7.0.post1"_s, u"1.7+cu130"_s, u"1.7"_s};
        QTest::newRow("above a post release")
            << u">1.7.post2"_s << QStringList{u"1.7.1"_s, u"1.7.0.post3"_s}
            << QStringList{u"1.7.0"_s};
        QTest::newRow("at least takes labels")
            << u">=2.9.1"_s << QStringList{u"2.9.1+cu130"_s} << QStringList{u"2.9.1rc1"_s};
        QTest::newRow("at most takes labels")
            << u"<=2.9.1"_s << QStringList{u"2.9.1+cu130"_s} << QStringList{u"2.9.2"_s};
        QTest::newRow("all of several")
            << u" >= 1.0 , != 1.3.4.*, < 2.0 "_s << QStringList{u"1.3.5"_s}
            << QStringList{u"1.3.4.1"_s, u"2.0"_s, u"0.9"_s};
        QTest::newRow("literally")
            << u"===1.0-Odd"_s << QStringList{u"1.0-odd"_s} << QStringList{u"1.0"_s};
        QTest::newRow("nothing asked")
            << QString() << QStringList{u"1"_s, u"odd"_s} << QStringList{};
        QTest::newRow("what is no version suits nobody who asks")
            << u">=0"_s << QStringList{} << QStringList{u"unknown"_s, QString()};
    }

    void comparesWithSpecifiers()
    {
        QFETCH(QString, specifiers);
        QFETCH(QStringList, taken);
        QFETCH(QStringList, refused);
        const auto read = VersionSpecifiers::fromText(specifiers);
        QVERIFY(read);
        for (const QString &version : taken)
            QVERIFY2(read->take(version), qPrintable(version));
        for (const QString &version : refused)
            QVERIFY2(!read->take(version), qPrintable(version));
    }

    void refusesWhatIsNoSpecifier_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"1.0", "=>1", ">=1.*", "~=1", ">=1.0+local", "==1.0a1.*",
                                 "==", "===", ">=1 <2", "^1.0", "> =1"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void refusesWhatIsNoSpecifier()
    {
        QFETCH(QString, text);
        QVERIFY(!VersionSpecifiers::fromText(text));
    }

    void evaluatesMarkers_data()
    {
        QTest::addColumn<bool>("holds");
        for (const char *text :
             {"python_version == '3.12'", "python_version >= \"3.9\" and python_version < '4'",
              "python_full_version < '3.12.5'", "sys_platform == 'linux'", "os_name == 'posix'",
              "platform_machine == 'x86_64' or sys_platform == 'win32'",
              "sys_platform == 'win32' and os_name == 'nt' or os_name == 'posix'",
              "(sys_platform == 'win32' or os_name == 'posix') and platform_system == 'Linux'",
              "'linux' in sys_platform", "platform_machine not in 'arm64 aarch64'",
              "implementation_name=='cpython'", "platform_python_implementation != 'PyPy'",
              "os.name == 'posix'", "python_implementation == 'CPython'", "extra == ''",
              "python_version not in '2.7, 3.6'", "python_version ~= '3.8'",
              "'3.12' == python_version",
              "sys_platform == 'win32' or (sys_platform == 'linux' and (os_name == 'posix'))"})
            QTest::newRow(text) << true;
        for (const char *text :
             {"python_version < '3.9'", "python_version == '3.1'", "sys_platform == 'win32'",
              "extra == 'dev'", "python_version > '3' and extra == 'all'",
              "platform_release >= '20'",
              "sys_platform == 'linux' and sys_platform == 'win32' or extra == 'x'"})
            QTest::newRow(text) << false;
    }

    void evaluatesMarkers()
    {
        QFETCH(bool, holds);
        const MarkerEnvironment environment =
            markerEnvironment(u"3.12.4"_s, Os::Linux, Architecture::X64);
        const auto found = markerHolds(QString::fromUtf8(QTest::currentDataTag()), environment);
        QVERIFY(found);
        QCOMPARE(*found, holds);
    }

    void knowsExtrasAndSystems()
    {
        const auto windows = markerEnvironment(u"3.13"_s, Os::Windows, Architecture::X64);
        const auto mac = markerEnvironment(u"3.13"_s, Os::MacOS, Architecture::Arm64);
        QVERIFY(*markerHolds(u"platform_machine == 'AMD64' and sys_platform == 'win32'", windows));
        QVERIFY(*markerHolds(u"platform_machine == 'arm64' and sys_platform == 'darwin'", mac));
        QVERIFY(*markerHolds(u"extra == 'Dev_Tools'", mac, {u"x"_s, u"dev-tools"_s}));
        QVERIFY(!*markerHolds(u"extra == 'other'", mac, {u"x"_s}));
    }

    void refusesWhatIsNoMarker_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "python_version", "python_version >", "nonsense == '1'", "'a' = 'a'",
              "python_version > '3' and", "(python_version > '3'", "python_version > '3')",
              "python_version > '3", "python_version > '3' xor os_name == 'nt'"})
            QTest::newRow(text) << QString::fromUtf8(text);
        QTest::newRow("nested 5000 deep")
            << QString(5000, u'(') + u"os_name == 'nt'"_s + QString(5000, u')');
        QTest::newRow("nested 100 deep")
            << QString(100, u'(') + u"os_name == 'nt'"_s + QString(100, u')');
    }

    void refusesWhatIsNoMarker()
    {
        QFETCH(QString, text);
        const auto environment = markerEnvironment(u"3.12"_s, Os::Linux, Architecture::X64);
        QVERIFY(!markerHolds(text, environment));
    }

    void readsNeeds_data()
    {
        QTest::addColumn<QString>("read"); // name|extras|versions|url|marker
        QTest::newRow("A") << u"a||||"_s;
        QTest::newRow("A.B-C_D") << u"a-b-c-d||||"_s;
        QTest::newRow("name<=1") << u"name||<=1||"_s;
        QTest::newRow("name>=3,<2") << u"name||>=3,<2||"_s;
        QTest::newRow("name (>=3)") << u"name||>=3||"_s;
        QTest::newRow("name@http://foo.com") << u"name|||http://foo.com|"_s;
        QTest::newRow("name [fred,Bar] @ http://foo.com ; python_version=='2.7'")
            << u"name|fred,bar||http://foo.com|python_version=='2.7'"_s;
        QTest::newRow("name[quux, strange];python_version<'2.7' and platform_version=='2'")
            << u"name|quux,strange|||python_version<'2.7' and platform_version=='2'"_s;
        QTest::newRow("name; os_name=='a' or os_name=='b'")
            << u"name||||os_name=='a' or os_name=='b'"_s;
        QTest::newRow("torch==2.9.1+cu130 ; sys_platform == 'linux'")
            << u"torch||==2.9.1+cu130||sys_platform == 'linux'"_s;
        for (const char *text : {"", "  ", ">=1", "name[", "name @", "name >=", "name = 1", "ünde",
                                 "name 1.0", "-e ."})
            QTest::newRow(text) << QString();
    }

    void readsNeeds()
    {
        QFETCH(QString, read);
        const auto need = PackageNeed::fromText(QString::fromUtf8(QTest::currentDataTag()));
        const QString text = need ? QStringList{need->name, need->extras.join(u','),
                                                need->versions.text(), need->url, need->marker}
                                        .join(u'|')
                                  : QString();
        QCOMPARE(text, read);
    }
};

QTEST_GUILESS_MAIN(TestVersions)
#include "tst_versions.moc"
