// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/sha256.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packdigest.h"
#include "core/nodes/packlist.h"
#include "core/repair/packdamage.h"
#include "tests/core/installs/trees.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestPackDamage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_pack = m_folder->path() + u"/Pack"_s;
        write(u"__init__.py"_s, "NODE_CLASS_MAPPINGS = {}\n");
        write(u"nodes/one.py"_s, "A = 1\n");
        write(u"nodes/empty.py"_s, "");
        write(u"lib/code.so"_s, QByteArray("\0\1\2", 3));
        write(u"data/table.json"_s, "[]");
    }

    void tellsBrokenFromEdited_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("isBroken");
        QTest::newRow("nothing is left of it") << u"a.py"_s << QByteArray() << true;
        QTest::newRow("zeros, as after a power cut") << u"a.py"_s << QByteArray(4, '\0') << true;
        QTest::newRow("zeros behind text") << u"web/a.js"_s << QByteArray("x\0", 2) << true;
        QTest::newRow("other text") << u"a.py"_s << QByteArray("B = 2\n") << false;
        QTest::newRow("text that is no Python") << u"a.py"_s << QByteArray("def (") << false;
        QTest::newRow("zeros in a library") << u"a.so"_s << QByteArray(4, '\0') << false;
    }
    void tellsBrokenFromEdited()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, content);
        QFETCH(bool, isBroken);
        QCOMPARE(isBrokenContent(path, content), isBroken);
    }

    void aPackAsItCameIsClean()
    {
        const PackRecord record = recorded();
        write(u"settings.json"_s, "{}"); // what it keeps there itself
        write(u"added.py"_s, "mine");
        QVERIFY(damageOf(&record).isClean());
        QVERIFY(damageOf(nullptr).isClean());
    }

    void eachKindOfDamageIsNamed()
    {
        const PackRecord record = recorded();
        QVERIFY(QFile::remove(m_pack + u"/nodes/one.py"_s));
        write(u"__init__.py"_s, "");
        write(u"lib/code.so"_s, "another");
        const PackDamage damage = damageOf(&record);
        QCOMPARE(damage.missing, QStringList{u"nodes/one.py"_s});
        QCOMPARE(damage.broken, QStringList{u"__init__.py"_s});
        QCOMPARE(damage.edited, QStringList{u"lib/code.so"_s});
        QCOMPARE(damage.hashes.value(u"nodes/one.py"_s), sha256Of("A = 1\n"));
    }

    void theRegistrysListNamesWhatIsNoCode()
    {
        write(u".tracking"_s, "__init__.py\ndata/table.json\n../../outside.json\n/etc/none\n");
        const PackRecord record = recorded();
        QVERIFY(QFile::remove(m_pack + u"/data/table.json"_s));
        QCOMPARE(damageOf(&record).missing, QStringList{u"data/table.json"_s});
    }

    void aListThatIsNotWhatItSaysCountsForNothing()
    {
        const PackRecord record = recorded();
        QFile list(library().installFolder(id()) + u"/pack-files/"_s + record.digest.toHex());
        QVERIFY(list.open(QIODevice::Append));
        list.write("0000 more.py\n");
        list.close();
        QVERIFY(QFile::remove(m_pack + u"/nodes/one.py"_s));
        QVERIFY(!readPackList(library(), id(), record.digest));
        QVERIFY(damageOf(&record).isClean());
    }

    void aListRemembersItsArchive()
    {
        const Sha256 archive = sha256Of("the archive");
        const Result<QByteArray> list = packCodeList(m_pack, {});
        QVERIFY(list);
        QVERIFY(keepPackList(library(), id(), *list, archive));
        const auto read = readPackList(library(), id(), sha256Of(*list));
        QVERIFY(read);
        QCOMPARE(read->archive, archive);
        QCOMPARE(read->files.size(), 4);
    }

private:
    static InstallId id() { return *InstallId::fromString(u"studio"_s); }
    Library library() const { return Library(m_folder->path() + u"/library"_s); }

    void write(const QString &path, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(m_pack + u'/' + path).path());
        QFile file(m_pack + u'/' + path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    PackRecord recorded() const
    {
        const Result<QByteArray> list = packCodeList(m_pack, {});
        const Result<> kept = keepPackList(library(), id(), *list, {});
        return {.name = u"Pack"_s, .digest = kept ? sha256Of(*list) : Sha256()};
    }

    PackDamage damageOf(const PackRecord *record) const
    {
        const NodePack pack = readNodePack(u"Pack"_s, m_pack);
        const Result<PackDamage> damage = findPackDamage(library(), id(), pack, record, {});
        return damage ? *damage : PackDamage{.missing = {damage.error().message}};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_pack;
};

QTEST_GUILESS_MAIN(TestPackDamage)
#include "tst_packdamage.moc"
