// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/historylook.h"
#include "app/models/packrow.h"
#include "app/models/texts.h"
#include "app/widgets/card.h"
#include "app/widgets/runview.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/statedot.h"
#include "tests/app/examplehistory.h"

#include <QApplication>
#include <QLabel>
#include <QPainter>
#include <QTest>

using namespace portico;
using namespace portico::app;
using namespace Qt::StringLiterals;

namespace {

constexpr int kSide = 16;

/** What is left of it for an eye that sees no colours: where it is drawn at all. */
QImage shapeOf(const QImage &picture)
{
    return picture.convertToFormat(QImage::Format_Alpha8);
}

/** Pixels that are drawn in the one and not in the other. */
int difference(const QImage &one, const QImage &other)
{
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            if (qAbs(qAlpha(one.pixel(x, y)) - qAlpha(other.pixel(x, y))) > 128)
                ++count;
        }
    }
    return count;
}

/** Fewer pixels than these of 256 nobody sees. */
constexpr int kSeen = 10;

QImage iconShape(IconName icon, IconTint tint)
{
    return shapeOf(iconPixmap(icon, tint, kSide, 1, QApplication::palette()).toImage());
}

} // namespace

/** Whatever a colour tells is told without it, too: by a shape, and by a word. */
class TestNotByColour final : public QObject
{
    Q_OBJECT

private slots:
    void aShapeIsComparedWithoutItsColour()
    {
        QCOMPARE(difference(iconShape(IconName::Check, IconTint::Ready),
                            iconShape(IconName::Check, IconTint::Crashed)),
                 0);
    }

    void eachStateOfASessionHasItsShapeAndWord()
    {
        const QList<SessionState> states{SessionState::Stopped, SessionState::Starting,
                                         SessionState::Ready, SessionState::Stopping,
                                         SessionState::Crashed};
        QList<QImage> shapes;
        QStringList words;
        for (const SessionState state : states) {
            QImage picture(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
            picture.fill(Qt::transparent);
            QPainter painter(&picture);
            drawStateDot(&painter, QRectF(1, 1, 14, 14), state, QApplication::palette());
            painter.end();
            for (qsizetype i = 0; i < shapes.size(); ++i)
                QVERIFY2(difference(shapes.at(i), shapeOf(picture)) >= kSeen,
                         qPrintable(words.at(i) + u" looks like "_s + stateWord(state)));
            QVERIFY(!words.contains(stateWord(state)));
            shapes += shapeOf(picture);
            words += stateWord(state);
        }
    }

    void eachMarkHasItsShapeAndWord()
    {
        const QList<std::pair<IconName, IconTint>> marks{{IconName::Check, IconTint::Ready},
                                                         {IconName::Warning, IconTint::Busy},
                                                         {IconName::Failed, IconTint::Crashed},
                                                         {IconName::Info, IconTint::Accent},
                                                         {IconName::Pending, IconTint::Muted}};
        QList<QImage> shapes;
        QStringList words;
        for (const auto &[icon, tint] : marks) {
            QLabel label;
            showMark(&label, icon, tint);
            const QString word = label.accessibleName();
            QVERIFY(!word.isEmpty() && !words.contains(word));
            for (qsizetype i = 0; i < shapes.size(); ++i)
                QVERIFY2(difference(shapes.at(i), iconShape(icon, tint)) >= kSeen,
                         qPrintable(words.at(i) + u" looks like "_s + word));
            shapes += iconShape(icon, tint);
            words += word;
        }
    }

    void eachConditionOfANodePackHasItsWord()
    {
        QStringList words;
        for (const PackCondition condition :
             {PackCondition::ImportFailed, PackCondition::NeedsPackages, PackCondition::Unclear,
              PackCondition::NeedsIsolation, PackCondition::Changed, PackCondition::Fine,
              PackCondition::NotStarted, PackCondition::Disabled}) {
            const QString word = conditionText(condition);
            QVERIFY2(!word.isEmpty() && !words.contains(word), qPrintable(word));
            words += word;
        }
    }

    void aCardSaysWhatItIsAbout()
    {
        QStringList words;
        for (const CardTone tone : {CardTone::Plain, CardTone::Warning, CardTone::Failure}) {
            const MessageCard card(tone);
            const QList<QLabel *> labels = card.findChildren<QLabel *>();
            const auto mark = std::find_if(labels.begin(), labels.end(), [](const QLabel *label) {
                return !label->pixmap(Qt::ReturnByValue).isNull();
            });
            QVERIFY(mark != labels.end());
            const QString word = (*mark)->accessibleName();
            QVERIFY2(!word.isEmpty() && !words.contains(word), qPrintable(word));
            words += word;
        }
    }

    /** GitHub's: one icon is never drawn in two colours that mean something. */
    void runsOfOneLookAreOfOneKind()
    {
        QMap<IconName, IconTint> tints;
        for (const QString &status : {u"queued"_s, u"in_progress"_s, u"completed"_s}) {
            for (const QString &conclusion : {u"success"_s, u"failure"_s, u"cancelled"_s}) {
                const auto [icon, tint] = runMark(status, conclusion);
                QCOMPARE(tints.value(icon, tint), tint);
                tints.insert(icon, tint);
            }
        }
        QVERIFY(tints.size() >= 4);
    }

    void aGoodStartIsSaid()
    {
        HistoryStep step = exampleHistory().steps.constFirst();
        step.snapshot.reason = KeepReason::ByHand;
        step.snapshot.goodStart = {};
        const HistoryLook before = historyLook(step, {});
        step.snapshot.goodStart = QDateTime::currentDateTimeUtc();
        const HistoryLook after = historyLook(step, {});
        QVERIFY(before.tint != after.tint);
        QVERIFY2(after.moment.contains(u"started well"_s), qPrintable(after.moment));
        QVERIFY(before.moment != after.moment);
    }
};

QTEST_MAIN(TestNotByColour)
#include "tst_notbycolour.moc"
