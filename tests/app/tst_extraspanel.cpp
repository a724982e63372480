// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/extraspanel.h"
#include "app/models/plangroups.h"
#include "tests/app/testlibrary.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

/** Which extras an install is to have, and how their plan reads. */
class TestExtrasPanel final : public QObject
{
    Q_OBJECT

private slots:
    void theReadySetIsOnePressAway()
    {
        const ExtrasPanel panel(ExtrasPanel::Present::No, nullptr);
        QVERIFY(panel.isComplete());
        QCOMPARE(panel.order().extras->profile, readyExtras());
        QCOMPARE(panel.order().extras->sourceBuilds, SourceBuilds::Refuse);
        QVERIFY(panel.order().sources.isEmpty());
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(u"timm, open-clip-torch"_s)
                && label->text().contains(u"transparent-background, pixeloe"_s);
        }));
    }

    void aSetOfOnesOwnIsAFile()
    {
        ExtrasPanel panel(ExtrasPanel::Present::No, nullptr);
        QSignalSpy changed(&panel, &PackPanel::changed);
        choose(panel, u"A set of &your own"_s);
        QVERIFY(!panel.isComplete());
        auto *file = qobject_cast<QLineEdit *>(findNamed(&panel, u"File of your own set"_s));
        QVERIFY(file);
        file->setText(u"/home/me/set.txt"_s);
        QVERIFY(!panel.isComplete());
        QCOMPARE(panel.remark(), u"A set is a file that ends in .json."_s);
        file->setText(u"/home/me/set.json"_s);
        QVERIFY(panel.isComplete());
        QCOMPARE(panel.order().extras->file, u"/home/me/set.json"_s);
        QVERIFY(changed.size() >= 3);
    }

    void whatMustBeBuiltComesByConsentAlone()
    {
        ExtrasPanel panel(ExtrasPanel::Present::Yes, nullptr);
        panel.findChild<QCheckBox *>()->setChecked(true);
        QCOMPARE(panel.order().extras->sourceBuilds, SourceBuilds::Allow);
        choose(panel, u"&None any more"_s);
        QCOMPARE(panel.order().extras->sourceBuilds, SourceBuilds::Refuse);
        QVERIFY(panel.order().extras->profile.isEmpty());
        QVERIFY(panel.order().extras->file.isEmpty());
    }

    void theyAreTakenAwayOnlyWhereThereAreSome()
    {
        const ExtrasPanel without(ExtrasPanel::Present::No, nullptr);
        const ExtrasPanel with(ExtrasPanel::Present::Yes, nullptr);
        QVERIFY(button(without, u"&None any more"_s)->isHidden());
        QVERIFY(!button(with, u"&None any more"_s)->isHidden());
    }

    void theirPlanSaysWhatItIsAbout()
    {
        ChangePlan plan{.act = PackAct::Apply};
        plan.layer.emplace();
        plan.layerBefore = u"0123456789abcdef"_s;
        plan.extras = ExtrasProfile{.name = u"My own"_s, .packages = {u"timm"_s}};
        QCOMPARE(planTitle(plan), u"Install “My own”?"_s);
        QCOMPARE(planAccept(plan), u"&Install"_s);
        plan.extras = ExtrasProfile();
        QCOMPARE(planTitle(plan), u"Take the extras away?"_s);
        QCOMPARE(planAccept(plan), u"&Take away"_s);
        QCOMPARE(planSentence(plan),
                 u"Packages that nothing else needs are no longer seen by ComfyUI."_s);
    }

private:
    static QRadioButton *button(const ExtrasPanel &panel, const QString &text)
    {
        for (QRadioButton *one : panel.findChildren<QRadioButton *>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
    static void choose(const ExtrasPanel &panel, const QString &text)
    {
        QVERIFY(button(panel, text));
        button(panel, text)->setChecked(true);
    }
};

QTEST_MAIN(TestExtrasPanel)
#include "tst_extraspanel.moc"
