// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivewriter.h"
#include "core/archive/unpack.h"
#include "tests/core/archive/fixtures/sandbox.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace portico;
using namespace portico::test;
using namespace Qt::StringLiterals;

/** Cut and flipped archives (reliability.md A12, A13): never a success with other bytes. */
class TestDamage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString source = m_sandbox.path(u"source"_s);
        QDir().mkpath(source + u"/lib"_s);
        m_sandbox.put(u"source/lib/noise.bin"_s, noise(60'000));
        m_sandbox.put(u"source/lib/text.txt"_s,
                      QByteArray("one line like another\n").repeated(900));
        m_sandbox.put(u"source/empty"_s, "");
        m_sandbox.put(u"source/main.py"_s, "print('hello')\n");
        m_expected = *describeTree(source, JobContext());
        const auto pack = [&](const QString &name, PackFormat format) {
            QVERIFY(packFolder({.folder = source,
                                .archive = m_sandbox.path(name),
                                .format = format,
                                .topLevel = {}},
                               JobContext()));
            m_archives.append(name);
        };
        pack(u"a.zip"_s, PackFormat::Zip);
        pack(u"a.tar"_s, PackFormat::Tar);
        pack(u"a.tar.gz"_s, PackFormat::TarGz);
        pack(u"a.tar.zst"_s, PackFormat::TarZst);
        if (runs(u"tar"_s, {u"cJf"_s, m_sandbox.path(u"a.tar.xz"_s), u"."_s}, source))
            m_archives.append(u"a.tar.xz"_s);
        if (runs(findProgram({u"7zz"_s, u"7z"_s}), {u"a"_s, m_sandbox.path(u"a.7z"_s), u"."_s},
                 source))
            m_archives.append(u"a.7z"_s);
    }

    void refusesWhatIsCutOff_data()
    {
        QTest::addColumn<QString>("archive");
        QTest::addColumn<int>("size");
        for (const QString &archive : std::as_const(m_archives)) {
            for (const int size : {0, 1, 13, 50, 74, 150, 8096, 16384, 20000, -1, -2, -9, -513})
                QTest::addRow("%s cut to %d", qPrintable(archive), size) << archive << size;
        }
    }
    void refusesWhatIsCutOff()
    {
        QFETCH(QString, archive);
        QFETCH(int, size);
        const Sandbox sandbox;
        const QByteArray whole = bytesOf(archive);
        const QByteArray cut = size < 0 ? whole.chopped(-size) : whole.left(size);
        const auto result = unpackHere(sandbox.request(sandbox.put(archive, cut)), JobContext());
        QVERIFY(sandbox.isOutsideUntouched());
        QVERIFY2(!result, "it was taken for a whole one");
        QVERIFY2(result.error().code == ErrorCode::Corrupt,
                 qPrintable(result.error().message + result.error().detail));
        QVERIFY(result.error().nextStep.contains(u"ownload"_s));
    }

    /** A plain tar and libarchive's zstd have no checksum over the data: there the archive's own
     *  SHA-256, checked before, is the guard. Everywhere else every flip must show. */
    void noticesFlippedBits_data()
    {
        QTest::addColumn<QString>("archive");
        for (const QString &archive : std::as_const(m_archives))
            QTest::newRow(qPrintable(archive)) << archive;
    }
    void noticesFlippedBits()
    {
        QFETCH(QString, archive);
        const QByteArray whole = bytesOf(archive);
        const bool hasChecksums = archive != u"a.tar"_s && archive != u"a.tar.zst"_s;
        QRandomGenerator random(7);
        int noticed = 0;
        constexpr int flips = 60;
        for (int i = 0; i < flips; ++i) {
            const Sandbox sandbox;
            QByteArray bytes = whole;
            const qsizetype at = random.bounded(static_cast<int>(bytes.size()));
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.bounded(8)));
            const auto result =
                unpackHere(sandbox.request(sandbox.put(archive, bytes)), JobContext());
            QVERIFY(sandbox.isOutsideUntouched());
            noticed += result ? 0 : 1;
            if (result && hasChecksums)
                QVERIFY2(sameContent(sandbox.unpacked()),
                         qPrintable(u"byte %1 gave other files"_s.arg(at)));
        }
        QVERIFY2(!hasChecksums || noticed > flips / 2, qPrintable(QString::number(noticed)));
    }

    void unpacksWhatIsWhole()
    {
        for (const QString &archive : std::as_const(m_archives)) {
            const Sandbox sandbox;
            const auto file = sandbox.put(archive, bytesOf(archive));
            QVERIFY2(unpackHere(sandbox.request(file), JobContext()), qPrintable(archive));
            QVERIFY2(sameContent(sandbox.unpacked()), qPrintable(archive));
        }
    }

private:
    QByteArray bytesOf(const QString &archive) const
    {
        QFile file(m_sandbox.path(archive));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool sameContent(const QList<ManifestEntry> &there) const
    {
        return std::equal(there.begin(), there.end(), m_expected.begin(), m_expected.end(),
                          [](const ManifestEntry &a, const ManifestEntry &b) {
                              return a.path == b.path && a.sha256 == b.sha256 && a.kind == b.kind;
                          });
    }

    Sandbox m_sandbox;
    QStringList m_archives;
    QList<ManifestEntry> m_expected;
};

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"
