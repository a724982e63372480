// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/stripbundle.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

const QString &kSite()
{
    static const QString site = u"lib/python3.12/site-packages"_s;
    return site;
}

} // namespace

class TestStripBundle : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder.reset(new QTemporaryDir);
        const QString site = "python/"_L1 + kSite() + u'/';
        write(u"python/lib/python3.12/test/support.py"_s);
        write(u"python/lib/python3.12/unittest/case.py"_s);
        write(u"python/include/python3.12/Python.h"_s);
        write(u"python/lib/libpython3.12.a"_s);
        write(site + "numpy/__init__.py"_L1, "from numpy import testing\n");
        write(site + "numpy/testing.py"_L1, "from numpy._core.tests._natype import pd_NA\n");
        write(site + "numpy/_core/tests/_natype.py"_L1);
        write(site + "numpy/linalg/tests/test_linalg.py"_L1, "import numpy.lib.tests\n");
        write(site + "numpy/lib/tests/test_io.py"_L1);
        write(site + "torch/include/torch/script.h"_L1);
        write(site + "torch/lib/libx.so"_L1);
        write(site + "near/__init__.py"_L1, "from . import tests\n");
        write(site + "near/tests/__init__.py"_L1);
        write(site + "a/.pytest_cache/x"_L1);
        write(u"ComfyUI/tests-unit/test_a.py"_s);
        write(u"ComfyUI/tests/test_b.py"_s);
        write(u"ComfyUI/custom_nodes/pack/tests/test_c.py"_s);
        write(u"ComfyUI/custom_nodes/pack/native.h"_s);
    }

    void testsGoButThoseThatOtherCodeImports()
    {
        const auto done = stripBundle(m_folder->path(), kSite(), {StripPart::Tests}, {});
        QVERIFY(done);
        const QString site = "python/"_L1 + kSite();
        QCOMPARE(done->kept,
                 (QStringList{site + "/near/tests"_L1, site + "/numpy/_core/tests"_L1}));
        for (const auto name : {"/numpy/linalg/tests"_L1, "/numpy/lib/tests"_L1})
            QVERIFY2(!is(site + name), name.data());
        QVERIFY(is(site + "/numpy/linalg"_L1));
        QVERIFY(!is(u"python/lib/python3.12/test"_s));
        QVERIFY(is(u"python/lib/python3.12/unittest/case.py"_s));
        QVERIFY(!is(u"ComfyUI/tests"_s) && !is(u"ComfyUI/tests-unit"_s));
        QVERIFY(is(u"ComfyUI/custom_nodes/pack/tests/test_c.py"_s));
        QVERIFY(is(u"python/include/python3.12/Python.h"_s));
        QCOMPARE(done->files, 5);
    }

    void headersLibrariesAndCachesGoWhereTheyAreNamed()
    {
        const auto done =
            stripBundle(m_folder->path(), kSite(),
                        {StripPart::Headers, StripPart::StaticLibraries, StripPart::Caches}, {});
        QVERIFY(done);
        const QString site = "python/"_L1 + kSite();
        QVERIFY(!is(site + "/torch/include/torch/script.h"_L1)
                && is(site + "/torch/lib/libx.so"_L1));
        QVERIFY(!is(u"python/include/python3.12/Python.h"_s));
        QVERIFY(!is(u"python/lib/libpython3.12.a"_s));
        QVERIFY(!is(site + "/a/.pytest_cache"_L1));
        QVERIFY(is(u"ComfyUI/custom_nodes/pack/native.h"_s));
        QVERIFY(is(u"python/lib/python3.12/test"_s));
    }

    void withoutAWishNothingGoes()
    {
        const auto done = stripBundle(m_folder->path(), kSite(), {}, {});
        QVERIFY(done);
        QCOMPARE(done->files, 0);
    }

    void importsAreFoundAsPythonReadsThem_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("a module") << QByteArray("import a.tests as t, b\n")
                                  << QStringList{u"a.tests"_s, u"b"_s};
        QTest::newRow("a name of a module") << QByteArray("from a.b import tests, c as d\n")
                                            << QStringList{u"a.b"_s, u"a.b.tests"_s, u"a.b.c"_s};
        QTest::newRow("beside") << QByteArray("    from .tests import x\n")
                                << QStringList{u"p.q.tests"_s, u"p.q.tests.x"_s};
        QTest::newRow("above") << QByteArray("from .. import tests\n")
                               << QStringList{u"p"_s, u"p.tests"_s};
        QTest::newRow("over several lines")
            << QByteArray("from a import (  # why\n    b,\n    tests)\n")
            << QStringList{u"a"_s, u"a.b"_s, u"a.tests"_s};
        QTest::newRow("no import")
            << QByteArray("x = 'import tests'\n# import tests\n") << QStringList{};
    }
    void importsAreFoundAsPythonReadsThem()
    {
        QFETCH(QByteArray, code);
        QTEST(importedNames(code, u"p.q"_s), "names");
    }

    void partsAreFoundByTheirNames()
    {
        for (const StripPart part :
             {StripPart::Tests, StripPart::Headers, StripPart::StaticLibraries, StripPart::Caches})
            QCOMPARE(stripPartFromName(stripPartName(part)), part);
        QVERIFY(!stripPartFromName(u"docs"));
    }

private:
    void write(const QString &path, const QByteArray &content = "x = 1\n")
    {
        const QString place = m_folder->filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(place).path()));
        QFile file(place);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    bool is(const QString &path) const { return QFileInfo::exists(m_folder->filePath(path)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestStripBundle)
#include "tst_stripbundle.moc"
