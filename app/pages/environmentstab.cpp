// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/environmentstab.h"

#include "app/context.h"
#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/card.h"
#include "app/widgets/environmentrow.h"
#include "app/widgets/helplink.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/unusedenvrow.h"
#include "app/widgets/wishcards.h"
#include "app/widgets/wraprow.h"
#include "core/installs/installstore.h"

#include <QFrame>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** Not at once: a button of what goes may have been pressed. */
void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
}

} // namespace

EnvironmentsTab::EnvironmentsTab(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_rowsCard(new Card(CardTone::Plain, widget()))
    , m_wishes(new QWidget(widget()))
{
    buildHead();
    buildStates();
    m_rowsCard->setAccessibleName(tr("Isolated environments"));
    m_rowsCard->content()->setContentsMargins(space::kSmall, space::kSmall, space::kSmall,
                                              space::kSmall);
    m_rowsCard->content()->setSpacing(0);
    column()->addWidget(m_rowsCard);
    auto *wishes = new QVBoxLayout(m_wishes);
    wishes->setContentsMargins(0, space::kMedium, 0, 0);
    wishes->setSpacing(space::kSmall);
    column()->addWidget(m_wishes);
    buildUnused();
    addStretch();
    const auto follow = [this](const InstallId &id) {
        if (id == m_id)
            refresh();
    };
    connect(&m_context.environments, &Environments::changed, this, follow);
    connect(&m_context.sessions, &Sessions::statusChanged, this, follow);
}

void EnvironmentsTab::buildHead()
{
    m_icon = new QLabel(widget());
    m_icon->setFixedWidth(iconSide());
    m_summary = makeLabel({}, TextRole::Heading, widget());
    m_summary->setAccessibleDescription(tr("How the isolated environments are"));
    m_repairAll = new QPushButton(tr("Repair &all"), widget());
    m_repairAll->setIcon(makeIcon(IconName::Shield));
    QSizePolicy policy = m_summary->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // what stands beside it keeps its place
    m_summary->setSizePolicy(policy);
    auto *row = new WrapRow;
    row->setLeastStretched(withText(kLeastWords));
    row->setSpacing(space::kSmall);
    row->addWidget(m_icon);
    row->addWidget(m_summary, 1);
    row->addWidget(makeHelpLink(Topic::IsolatedEnvironment, widget()));
    row->addWidget(m_repairAll);
    column()->addLayout(row);
    m_home = makeSentence({}, TextRole::Caption, widget());
    m_home->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column()->addWidget(m_home);
    connect(m_repairAll, &QPushButton::clicked, this, [this] { work({}, EnvAct::Repair); });
}

void EnvironmentsTab::buildStates()
{
    m_loading = makeLabel(tr("The environments are being read…"), TextRole::Body, widget());
    m_loading->setForegroundRole(QPalette::PlaceholderText);
    column()->addWidget(m_loading);
    m_empty = new QWidget(widget());
    auto *empty = new QVBoxLayout(m_empty);
    empty->setContentsMargins(space::kHuge, 4 * space::kHuge, space::kHuge, space::kHuge);
    empty->setSpacing(space::kSmall);
    QLabel *title = makeLabel(tr("No isolated environments"), TextRole::Heading, m_empty);
    title->setAlignment(Qt::AlignHCenter);
    title->setAccessibleName(title->text());
    empty->addWidget(title);
    QLabel *words = makeSentence(
        tr("Some node packs need libraries that do not get along with those of others. Such a "
           "pack brings a comfy-env.toml, and gets a Python of its own here, so that nothing else "
           "in this install has to change. No pack of this install asks for that."),
        TextRole::Body, m_empty);
    words->setForegroundRole(QPalette::PlaceholderText);
    words->setAlignment(Qt::AlignHCenter);
    empty->addWidget(words);
    column()->addWidget(m_empty);
    m_failure = new MessageCard(CardTone::Failure, widget());
    QPushButton *again = m_failure->addButton(tr("Try again"));
    column()->addWidget(m_failure);
    connect(again, &QPushButton::clicked, this, [this] { m_context.environments.look(m_id); });
    m_refusal = new MessageCard(CardTone::Warning, widget());
    m_refusal->addCloseButton();
    column()->addWidget(m_refusal);
    connect(m_refusal, &MessageCard::closed, this,
            [this] { m_context.environments.forgetRefusal(m_id); });
}

void EnvironmentsTab::buildUnused()
{
    m_unused = new QWidget(widget());
    auto *section = new QVBoxLayout(m_unused);
    section->setContentsMargins(0, space::kMedium, 0, 0);
    section->setSpacing(space::kSmall);
    auto *head = new WrapRow;
    head->addWidget(makeLabel(tr("Not used"), TextRole::Heading, m_unused), 1);
    m_removeUnused = new QPushButton(tr("Remove &unused…"), m_unused);
    m_removeUnused->setIcon(makeIcon(IconName::Remove));
    head->addWidget(m_removeUnused);
    section->addLayout(head);
    auto *card = new Card(CardTone::Plain, m_unused);
    card->setAccessibleName(tr("Environments that are not used"));
    m_unusedRows = card->content();
    section->addWidget(card);
    column()->addWidget(m_unused);
    connect(m_removeUnused, &QPushButton::clicked, this, &EnvironmentsTab::askToRemoveUnused);
}

void EnvironmentsTab::setInstall(const InstallId &id)
{
    m_id = id;
    refresh();
    if (isVisible())
        m_context.environments.look(m_id);
}

void EnvironmentsTab::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_context.environments.look(m_id);
}

/** Why what is there cannot be changed now, as a sentence; empty: it can. */
QString EnvironmentsTab::obstacle() const
{
    const Install *install = m_context.installs.find(m_id);
    if (install && install->isReadOnly())
        return tr("A newer Portico made this install, so this one does not change it.");
    if (install && isRunning(m_context.sessions.status(m_id).state))
        return tr("“%1” is running, and its nodes use the environments. Stop it first.")
            .arg(install->name);
    return {};
}

void EnvironmentsTab::refresh()
{
    const EnvFacts &facts = m_context.environments.of(m_id);
    m_loading->setVisible(!facts.report && !facts.problem);
    m_failure->setVisible(facts.problem.has_value());
    if (facts.problem)
        m_failure->setError(*facts.problem);
    m_empty->setVisible(facts.report && facts.report->envs.isEmpty());
    showHead(facts);
    showRefusal(facts);
    showRows(facts);
    showWishes(facts);
    showUnused(facts);
}

void EnvironmentsTab::showHead(const EnvFacts &facts)
{
    const bool hasAny = facts.report && !facts.report->envs.isEmpty();
    for (QWidget *part : {static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_summary),
                          static_cast<QWidget *>(m_repairAll), static_cast<QWidget *>(m_home)})
        part->setVisible(hasAny);
    if (!hasAny)
        return;
    const EnvSummary summary = envSummary(facts);
    showMark(m_icon, summary.icon, summary.tint);
    m_summary->setText(summary.text);
    m_home->setText(envHomeText(facts.report->home));
    const bool isNeeded = facts.needing() > 0;
    m_repairAll->setEnabled(isNeeded && obstacle().isEmpty());
    m_repairAll->setToolTip(isNeeded ? obstacle() : tr("All environments are as they should be"));
    setButtonKind(m_repairAll, isNeeded ? ButtonKind::Main : ButtonKind::Plain);
    m_repairAll->setIcon(
        makeIcon(IconName::Shield, isNeeded ? IconTint::OnAccent : IconTint::Text));
}

void EnvironmentsTab::showRefusal(const EnvFacts &facts)
{
    m_refusal->setVisible(facts.refusal.has_value());
    if (facts.refusal)
        m_refusal->setError(*facts.refusal);
}

EnvironmentRow *EnvironmentsTab::addRow()
{
    auto *row = new EnvironmentRow(m_rowsCard);
    m_rowsCard->content()->addWidget(row);
    connect(row, &EnvironmentRow::actRequested, this,
            [this, row](EnvAct act) { work(row->look().name, act); });
    connect(row, &EnvironmentRow::logRequested, this, [this, row] {
        if (const auto health = healthOf(row->look().name))
            showLog(*health);
    });
    connect(row, &EnvironmentRow::menuRequested, this,
            [this, row](const QPoint &place) { openMenu(row->look().name, row->look(), place); });
    return row;
}

/** Rows stay where they are: a focus, and what was opened, too. */
void EnvironmentsTab::showRows(const EnvFacts &facts)
{
    const QList<EnvHealth> envs = facts.report ? facts.report->envs : QList<EnvHealth>();
    while (m_rows.size() > envs.size()) {
        EnvironmentRow *const last = m_rows.takeLast();
        last->hide();
        last->deleteLater();
    }
    const QString why = obstacle();
    for (qsizetype i = 0; i < envs.size(); ++i) {
        if (i == m_rows.size())
            m_rows += addRow();
        m_rows[i]->setLook(envLook(envs[i], facts, why));
        m_rows[i]->setJob(facts.jobOf(envs[i].env.name));
    }
    m_rowsCard->setVisible(!envs.isEmpty());
}

void EnvironmentsTab::showWishes(const EnvFacts &facts)
{
    const QList<PackWishes> all = facts.report ? facts.report->wishes : QList<PackWishes>();
    QString mark;
    for (const PackWishes &wishes : all)
        mark += QString::fromUtf8(QJsonDocument(toJson(wishes)).toJson());
    if (mark == m_wishesMark && m_wishes->layout()->count() > 0)
        return;
    m_wishesMark = mark;
    clear(m_wishes->layout());
    const WishActs acts{.installPacks = [this](const PackWishes &wishes) { installWanted(wishes); },
                        .runCommand = [this](const QString &command) { runInTerminal(command); }};
    for (const PackWishes &wishes : all) {
        for (MessageCard *card : makeWishCards(wishes, m_wishes, acts))
            m_wishes->layout()->addWidget(card);
    }
    m_wishes->setVisible(m_wishes->layout()->count() > 0);
}

void EnvironmentsTab::addUnusedRow(const UnusedEnv &unused)
{
    auto *row = new UnusedEnvRow(unused, m_unused);
    m_unusedRows->addWidget(row);
    connect(row, &UnusedEnvRow::removeRequested, this,
            [this, unused] { askToRemoveUnsure(unused); });
}

void EnvironmentsTab::showUnused(const EnvFacts &facts)
{
    const QList<UnusedEnv> all = unusedOf(facts);
    const bool areSure =
        std::any_of(all.begin(), all.end(), [](const UnusedEnv &each) { return each.isSure; });
    if (all != m_shownUnused) {
        clear(m_unusedRows);
        for (const UnusedEnv &unused : all)
            addUnusedRow(unused);
        m_shownUnused = all;
    }
    m_unused->setVisible(!all.isEmpty());
    m_removeUnused->setVisible(areSure);
    m_removeUnused->setEnabled(!facts.isRemovingUnused() && obstacle().isEmpty());
    m_removeUnused->setToolTip(obstacle());
}

} // namespace portico::app
