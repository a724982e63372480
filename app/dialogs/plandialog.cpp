// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/plandialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/dialogs/scriptchoice.h"
#include "app/models/plangroups.h"
#include "app/style/metrics.h"
#include "app/widgets/jobprogress.h"
#include "app/widgets/plantree.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** A clash names two packs as a rule; more rows of buttons than this are no choice any more. */
constexpr qsizetype kMostRows = 3;

/** What can be left out of a need: of each pack, in turn, its requirements and then all of it. */
QList<NeedChoice> choicesOf(const UnmetNeed &unmet)
{
    QList<NeedChoice> choices;
    for (const QString &pack : unmet.packs) {
        for (const NeedChoice &choice : unmet.choices) {
            if (choice.pack == pack)
                choices += choice;
        }
        choices += NeedChoice{pack};
    }
    return choices;
}

/** What is left out, as the names of packs and requirements. */
QStringList leftOutNames(const LayerPlan &layer)
{
    QStringList names = layer.leftOutPacks;
    for (const LeftOutNeed &need : layer.leftOutNeeds)
        names += need.choice.requirement;
    names.removeDuplicates();
    return names;
}

} // namespace

PlanDialog::PlanDialog(const QString &title, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_sentence(makeSentence({}, TextRole::Body, this))
    , m_progress(new JobProgress(this))
    , m_cardPlace(new QWidget(this))
    , m_tree(new PlanTree(this))
    , m_more(makeSentence({}, TextRole::Caption, this))
    , m_consent(new QCheckBox(this))
    , m_scripts(new ScriptChoice(this))
{
    QVBoxLayout *column = frameDialog(this, title);
    m_title = qobject_cast<QLabel *>(column->itemAt(0)->widget());
    buildColumn(column);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Install"));
    m_accept = buttons.accept;
    m_cancel = buttons.cancel;
    m_again = new QPushButton(tr("&Try again"), this);
    buttons.row->insertWidget(buttons.row->indexOf(m_accept), m_again);
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_without.clear();
        emit againRequested();
    });
    connect(m_accept, &QPushButton::clicked, this, &PlanDialog::agree);
    setMinimumSize(520, 400);
    resize(dialogSize(parent, {820, 600}));
    setView(View::Planning);
}

void PlanDialog::agree()
{
    const ChangeConsent consent{.sourceBuilds = m_consent->isChecked() ? SourceBuilds::Allow
                                                                       : SourceBuilds::Refuse,
                                .scripts = m_scripts->chosen()};
    const bool isAll = consent.scripts.isEmpty();
    emit agreed(consent);
    if (isAll)
        accept();
}

void PlanDialog::buildColumn(QVBoxLayout *column)
{
    m_sentence->setAccessibleDescription(tr("What would happen"));
    m_more->setAccessibleDescription(tr("About the chosen line"));
    m_more->setMinimumHeight(m_more->fontMetrics().lineSpacing() * 2);
    m_more->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *place = new QVBoxLayout(m_cardPlace);
    place->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_sentence);
    column->addWidget(m_progress);
    column->addWidget(m_cardPlace);
    column->addWidget(m_tree, 1);
    column->addWidget(m_more);
    column->addWidget(m_scripts);
    column->addWidget(m_consent);
    column->addStretch(0);
    connect(m_tree, &PlanTree::lineChosen, m_more, &QLabel::setText);
    connect(m_tree, &PlanTree::unmetChosen, this, &PlanDialog::showUnmet);
    connect(m_consent, &QCheckBox::toggled, this, &PlanDialog::updateButtons);
    connect(m_scripts, &ScriptChoice::changed, this, &PlanDialog::updateButtons);
}

void PlanDialog::setView(View view)
{
    m_view = view;
    const bool hasLines = view == View::Plan && m_tree->topLevelItemCount() > 0;
    m_progress->setVisible(view == View::Planning);
    m_tree->setVisible(hasLines);
    m_more->setVisible(hasLines);
    m_scripts->setVisible(view == View::Plan && m_plan.isComplete() && m_scripts->hasScripts());
    m_sentence->setVisible(view != View::Failure);
    if (view == View::Planning)
        m_sentence->setText(tr("Working out what would change. Nothing is changed yet."));
    m_cardPlace->setVisible(m_card != nullptr);
    m_again->setVisible(view == View::Failure);
    showConsent();
    updateButtons();
}

void PlanDialog::dropCard()
{
    delete m_card;
    m_card = nullptr;
}

MessageCard &PlanDialog::newCard()
{
    dropCard();
    m_card = new MessageCard(CardTone::Failure, m_cardPlace);
    m_cardPlace->layout()->addWidget(m_card);
    return *m_card;
}

void PlanDialog::showPlanning(const Job &job)
{
    dropCard();
    setView(View::Planning);
    m_progress->show(job);
    connect(&job, &Job::changed, m_progress, [this, &job] {
        m_progress->show(job);
        if (m_view == View::Planning && !job.progress().step.isEmpty())
            m_sentence->setText(
                tr("%1… Nothing is changed yet.", "a step of a job").arg(job.progress().step));
    });
}

void PlanDialog::showPlan(const ChangePlan &plan)
{
    m_plan = plan;
    const QString title = planTitle(plan);
    setWindowTitle(title);
    m_title->setText(title);
    m_sentence->setText(planSentence(plan));
    m_tree->setGroups(planGroups(plan));
    m_consent->setChecked(false);
    m_scripts->setPlan(plan);
    dropCard();
    if (!plan.isComplete())
        showUnmet(0);
    setView(View::Plan);
    if (m_accept->isEnabled())
        m_accept->setFocus();
}

QPushButton *PlanDialog::makeChoice(const NeedChoice &choice, QWidget *parent)
{
    const QString text = choice.requirement.isEmpty()
        ? tr("Leave out “%1”").arg(choice.pack)
        : tr("Install without %1 of “%2”", "a requirement, a node pack")
              .arg(choice.requirement, choice.pack);
    auto *button = new QPushButton(text, parent);
    connect(button, &QPushButton::clicked, this, [this, choice] {
        m_without += choice.text();
        emit planRequested(m_without);
    });
    return button;
}

QPushButton *PlanDialog::makeIsolation(const QString &pack, QWidget *parent)
{
    auto *button = new QPushButton(tr("Isolate “%1”").arg(pack), parent);
    button->setToolTip(tr("It gets a Python of its own, if a trial shows that no node is lost"));
    connect(button, &QPushButton::clicked, this, [this, pack] { emit isolationRequested(pack); });
    return button;
}

QString PlanDialog::choicesText(const UnmetNeed &unmet) const
{
    if (unmet.packs.isEmpty())
        return tr("Nothing is installed while this is so.");
    const bool canIsolate =
        std::any_of(unmet.packs.begin(), unmet.packs.end(),
                    [this](const QString &pack) { return m_plan.canIsolate.contains(pack); });
    if (canIsolate)
        return tr("Isolate one of the packs: it gets a Python of its own, and both work. Or leave "
                  "out that requirement, or all that one of the packs needs: that pack may not "
                  "load then.");
    return tr("Leave out that requirement, or all that one of the packs needs: that pack may not "
              "load then, the others do.");
}

/** Two beside each other: more are wider than the window. */
QWidget *PlanDialog::makeChoices(const UnmetNeed &unmet, QWidget *parent)
{
    auto *place = new QWidget(parent);
    auto *rows = new QGridLayout(place);
    rows->setContentsMargins(0, space::kSmall, 0, space::kTight);
    rows->setSpacing(space::kSmall);
    rows->setColumnStretch(2, 1);
    const QList<NeedChoice> choices = choicesOf(unmet);
    int row = 0;
    int column = 0;
    for (const QString &pack : unmet.packs) {
        if (!m_plan.canIsolate.contains(pack) || row >= kMostRows)
            continue;
        rows->addWidget(makeIsolation(pack, place), row, column, Qt::AlignLeft);
        column = column == 0 ? 1 : 0;
        row += column == 0;
    }
    row += column;
    column = 0;
    for (const NeedChoice &choice : choices) {
        if (row >= kMostRows)
            break;
        rows->addWidget(makeChoice(choice, place), row, column, Qt::AlignLeft);
        // The next pack begins a row of its own.
        column = choice.requirement.isEmpty() || column == 1 ? 0 : 1;
        row += column == 0;
    }
    return place;
}

/** A requirement stays out, or all that one of the packs needs, or nothing happens. */
void PlanDialog::showUnmet(qsizetype index)
{
    if (!m_plan.layer || index >= m_plan.layer->unmet.size())
        return;
    const UnmetNeed &unmet = m_plan.layer->unmet.at(index);
    QString what = unmet.message;
    if (const auto others = int(m_plan.layer->unmet.size()) - 1; others > 0)
        what += u' ' + tr("%n more clash(es) are in the list below.", nullptr, others);
    MessageCard &card = newCard();
    card.setMessage(what, choicesText(unmet));
    if (!unmet.packs.isEmpty())
        card.addDetail(makeChoices(unmet, &card));
    m_cardPlace->show();
}

void PlanDialog::showConsent()
{
    int count = 0;
    bool isBuilt = false;
    const bool isPlan = m_view == View::Plan && m_plan.isComplete() && m_plan.layer;
    if (isPlan) {
        for (const PlannedPackage &package : m_plan.layer->added) {
            count += package.source != PackageSource::Wheel;
            isBuilt = isBuilt || package.source == PackageSource::Build
                || package.source == PackageSource::Git;
        }
    }
    m_consent->setVisible(isPlan && m_plan.layer->needsConsent());
    m_consent->setText(
        isBuilt ? tr("&Build %n package(s) here; I trust where they come from", nullptr, count)
                : tr("&Fetch %n package(s) from their addresses; I trust where they come from",
                     nullptr, count));
}

/** After a script ran what it made is taken over, whatever the change was. */
QString PlanDialog::acceptText() const
{
    const bool hasRun =
        m_view == View::Plan && m_plan.act == PackAct::RunScript && !m_scripts->hasScripts();
    return hasRun ? tr("&Take it over") : planAccept(m_plan);
}

void PlanDialog::updateButtons()
{
    const bool isComplete = m_view == View::Plan && m_plan.isComplete();
    const bool lacksConsent =
        isComplete && m_plan.layer && m_plan.layer->needsConsent() && !m_consent->isChecked();
    const bool isNothing = m_view == View::Plan && m_plan.isEmpty();
    m_accept->setVisible(m_view != View::Failure && !isNothing);
    m_cancel->setText(isNothing ? tr("&Close") : tr("Cancel"));
    m_accept->setEnabled(isComplete && !lacksConsent);
    const bool runsFirst =
        m_view == View::Plan && m_plan.act != PackAct::RunScript && !m_scripts->chosen().isEmpty();
    QString text = runsFirst ? tr("&Run it, then look again") : acceptText();
    const QStringList out = m_plan.layer ? leftOutNames(*m_plan.layer) : QStringList();
    if (m_view == View::Plan && !out.isEmpty() && !runsFirst)
        text = tr("%1 without “%2”", "Install, without a node pack or package")
                   .arg(text, out.join(tr("”, “", "between names: “one”, “two”")));
    m_accept->setText(text);
    m_accept->setAccessibleName(QString(text).remove(u'&'));
    QString why;
    if (lacksConsent)
        why = tr("Some packages are only installed with your consent.");
    else if (m_view == View::Plan && !isComplete)
        why = tr("Leave out what cannot be met first.");
    m_accept->setToolTip(why);
}

void PlanDialog::showError(const Error &error)
{
    newCard().setError(error);
    setView(View::Failure);
}

void PlanDialog::offer(const QString &text)
{
    if (m_card)
        connect(m_card->addButton(text), &QPushButton::clicked, this, &PlanDialog::offerTaken);
}

} // namespace portico::app
