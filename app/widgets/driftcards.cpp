// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/driftcards.h"

#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/helplink.h"
#include "app/widgets/jobprogress.h"
#include "core/jobs/job.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::DriftCards)
};

/** What is being done, how far it is, and a way to stop it. */
MessageCard *makeWorkCard(Job *job, QWidget *parent)
{
    auto *card = new MessageCard(CardTone::Plain, parent);
    card->setMessage(job->title(),
                     Text::tr("Every file is whole at any time: this may be stopped."));
    auto *progress = new JobProgress(card);
    progress->show(*job);
    card->addDetail(progress);
    QPushButton *stop = card->addButton(Text::tr("Stop"));
    QObject::connect(job, &Job::changed, progress, [progress, job] { progress->show(*job); });
    QObject::connect(stop, &QPushButton::clicked, job, [job, stop] {
        stop->setEnabled(false);
        job->cancel();
    });
    return card;
}

MessageCard *makeProblemCard(const Error &problem, QWidget *parent,
                             const std::function<void()> &forget)
{
    auto *card = new MessageCard(CardTone::Failure, parent);
    card->setError(problem);
    card->addCloseButton();
    QObject::connect(card, &MessageCard::closed, card, forget);
    return card;
}

MessageCard *makeChangesCard(const DriftCard &words, QWidget *parent, const DriftActs &acts)
{
    auto *card = new MessageCard(CardTone::Warning, parent);
    card->setMessage(words.title, words.message);
    if (!words.lines.isEmpty()) {
        QLabel *lines = makeSentence(words.lines.join(u'\n'), TextRole::Caption, card);
        lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
        lines->setAccessibleName(Text::tr("What was changed"));
        card->addDetail(lines);
    }
    card->addDetail(makeHelpLink(Topic::Drift, card));
    if (!words.putBack.isEmpty())
        QObject::connect(card->addButton(words.putBack), &QPushButton::clicked, card, acts.putBack);
    if (!words.absorb.isEmpty())
        QObject::connect(card->addButton(words.absorb), &QPushButton::clicked, card, acts.absorb);
    return card;
}

} // namespace

QList<MessageCard *> makeDriftCards(const std::optional<Drift> &drift, const DriftWork &work,
                                    const QString &installName, QWidget *parent,
                                    const DriftActs &acts)
{
    if (work.job)
        return {makeWorkCard(work.job, parent)};
    QList<MessageCard *> cards;
    if (work.problem)
        cards += makeProblemCard(*work.problem, parent, acts.forget);
    if (drift && !drift->isClean())
        cards += makeChangesCard(driftCard(*drift, installName), parent, acts);
    return cards;
}

} // namespace portico::app
