// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/diagnoser.h"
#include "core/diagnosis/fixpart.h"
#include "core/diagnosis/fixsettings.h"
#include "core/diagnosis/knownfailures.h"

#include <QSet>
#include <QTest>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

Install studio()
{
    Install install;
    install.id = *InstallId::fromString(u"studio"_s);
    install.name = u"Studio"_s;
    install.settings.arguments = {u"--no-such-flag"_s};
    return install;
}

/** What says that nothing can be done about it, or that nothing needs to be. */
const QSet<QString> &withoutFix()
{
    // Of isolated environments: what only their authors, or words of a person, can change.
    static const QSet<QString> ids{
        u"bad-argument"_s,    u"attention-memory"_s, u"log-encoding"_s,
        u"interrupted"_s,     u"isolated-missing"_s, u"isolated-twice"_s,
        u"isolated-wheels"_s, u"isolated-pixi"_s,    u"isolated-variable"_s};
    return ids;
}

} // namespace

/** Every fix that a diagnosis may have leads to something that is done. */
class TestFixPart : public QObject
{
    Q_OBJECT

private slots:
    void leadsSomewhere_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<FixKind>("kind");
        QTest::addColumn<QStringList>("arguments");
        for (const KnownFailure &failure : knownFailures()) {
            const QStringList captures{u"whole"_s, u"--no-such-flag"_s, u"two"_s, u"3"_s};
            const Diagnosis found = diagnosisOf(failure, captures, 8188);
            const QByteArray name = QByteArray(failure.id) + ": " + failure.literal;
            QTest::newRow(name.constData()) << found.id << found.fix.kind << found.fix.arguments;
            remember(found);
        }
        for (const QString &cause : packCauses()) {
            const Diagnosis found = ofPack(cause);
            QTest::newRow(qPrintable(found.id + u": "_s + cause))
                << found.id << found.fix.kind << found.fix.arguments;
            remember(found);
        }
    }

    void leadsSomewhere()
    {
        QFETCH(QString, id);
        QFETCH(FixKind, kind);
        QFETCH(QStringList, arguments);
        const Fix fix{kind, arguments};
        QCOMPARE(fixLabel(fix).isEmpty(), kind == FixKind::None);
        const FixPart part = fixPart(kind);
        const QStringList words = fixWords(studio(), fix, FixConsent::Given);
        switch (part) {
        case FixPart::Nobody:
            QVERIFY2(withoutFix().contains(id), qPrintable(id));
            break;
        case FixPart::Settings:
            QVERIFY(canCarryOut(kind));
            if (kind != FixKind::RemoveLeftover && kind != FixKind::NextFreePort)
                QVERIFY(!arguments.isEmpty());
            break;
        case FixPart::Place:
            QVERIFY(!arguments.value(0).isEmpty());
            break;
        case FixPart::Disk:
            QCOMPARE(fixCommand(studio(), fix), u"porticoctl disk"_s);
            break;
        default:
            QVERIFY(words.size() >= 2);
            QVERIFY(!fixWords(studio(), fix, FixConsent::Ask).isEmpty());
            QVERIFY(fixCommand(studio(), fix).startsWith(u"porticoctl "_s));
            if (part == FixPart::Packs)
                QVERIFY(!arguments.value(0).isEmpty());
        }
    }

    void everyKindIsSomebodys()
    {
        for (int i = 0; i <= int(FixKind::FreeDisk); ++i) {
            const auto kind = static_cast<FixKind>(i);
            QCOMPARE(fixPart(kind) == FixPart::Nobody, kind == FixKind::None);
            QCOMPARE(canCarryOut(kind), fixPart(kind) == FixPart::Settings);
        }
    }

    void thereAreTwentyFiveAndMore()
    {
        leadsSomewhere_data();
        qInfo("%d failures have a fix of one click: %s", int(m_fixed.size()),
              qPrintable(QStringList(m_fixed.begin(), m_fixed.end()).join(u", "_s)));
        QVERIFY(m_fixed.size() >= 25);
    }

private:
    static QStringList packCauses()
    {
        return {u"No module named 'torchvision'"_s,
                u"No module named 'inner.part'"_s,
                u"No module named 'segment_anything'"_s,
                u"numpy.core.multiarray failed to import"_s,
                u"libGL.so.1: cannot open shared object file: No such file or directory"_s,
                u"cannot import name 'gone' from 'transformers'"_s,
                u"invalid syntax (nodes.py, line 3)"_s,
                u"something else"_s};
    }

    static Diagnosis ofPack(const QString &cause)
    {
        const QString place = u"/data/custom_nodes/Some-Pack"_s;
        const QStringList log{
            u"Traceback (most recent call last):"_s,
            u"  File \"%1/__init__.py\", line 1, in <module>"_s.arg(place),
            u"ImportError: "_s + cause,
            QString(),
            u"Cannot import %1 module for custom nodes: %2"_s.arg(place, cause),
        };
        const QList<Diagnosis> found = diagnose(log, {.wasReady = true, .port = 8188});
        return found.value(0);
    }

    void remember(const Diagnosis &diagnosis)
    {
        if (diagnosis.fix.kind != FixKind::None)
            m_fixed.insert(diagnosis.id);
    }

    QSet<QString> m_fixed;
};

QTEST_GUILESS_MAIN(TestFixPart)
#include "tst_fixpart.moc"
