// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/githubrows.h"

#include "app/models/githubruns.h"
#include "app/models/githubsignin.h"
#include "app/models/texts.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/runview.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"
#include "core/settings/settingsstore.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

GithubRows::GithubRows(GithubSignIn &signIn, GithubRuns &runs, SettingsStore &settings,
                       QWidget *parent)
    : QWidget(parent)
    , m_signIn(signIn)
    , m_runs(runs)
    , m_settings(settings)
    , m_icon(new QLabel(this))
    , m_account(makeSentence({}, TextRole::Body, this))
    , m_kept(makeSentence({}, TextRole::Caption, this))
    , m_token(new QPushButton(this))
    , m_fields(new QWidget(this))
    , m_run(new RunView(this))
    , m_problem(new MessageCard(CardTone::Failure, this))
    , m_listHead(makeLabel(tr("Newest runs"), TextRole::Strong, this))
    , m_listed(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    buildAccount(column);
    buildRepository(column);
    column->addWidget(m_run);
    column->addWidget(m_problem);
    column->addWidget(m_listHead);
    m_listed->setSpacing(space::kTight);
    column->addLayout(m_listed);
    connectRun();
    connect(&m_signIn, &GithubSignIn::changed, this, &GithubRows::showAccount);
    connect(&m_runs, &GithubRuns::changed, this, &GithubRows::showRuns);
    connect(&m_settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key == settings::kGithubRepository.key && !m_repository->hasFocus())
            m_repository->setText(m_settings.get(settings::kGithubRepository));
        if (key == settings::kGithubWorkflow.key && !m_workflow->hasFocus())
            m_workflow->setText(m_settings.get(settings::kGithubWorkflow));
    });
    showAccount();
    showRuns();
}

void GithubRows::buildAccount(QVBoxLayout *column)
{
    m_icon->setFixedWidth(iconSide());
    m_account->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_account->setAccessibleDescription(tr("Signed in"));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->setAlignment(Qt::AlignTop);
    words->addWidget(m_account);
    words->addWidget(m_kept);
    auto *row = new WrapRow;
    row->setLeastStretched(withText(kLeastWords));
    row->setSpacing(space::kMedium);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_token, 0, Qt::AlignTop);
    column->addLayout(row);
    connect(m_token, &QPushButton::clicked, this, &GithubRows::tokenRequested);
}

void GithubRows::buildRepository(QVBoxLayout *column)
{
    m_repository = new QLineEdit(m_settings.get(settings::kGithubRepository), m_fields);
    m_repository->setPlaceholderText(tr("owner/name"));
    m_workflow = new QLineEdit(m_settings.get(settings::kGithubWorkflow), m_fields);
    m_build = new QPushButton(tr("Build t&here…"), m_fields);
    m_build->setAccessibleName(tr("Build there"));
    m_list = new QPushButton(tr("Show its r&uns"), m_fields);
    auto *grid = new QGridLayout(m_fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kTight);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    const auto add = [&](int place, const QString &label, QLineEdit *field) {
        auto *words = new QLabel(label, m_fields);
        words->setBuddy(field);
        field->setAccessibleName(QString(label).remove(u'&'));
        grid->addWidget(words, 0, place);
        grid->addWidget(field, 1, place);
        connect(field, &QLineEdit::editingFinished, this, &GithubRows::save);
        connect(field, &QLineEdit::textChanged, this, &GithubRows::showAccount);
    };
    add(0, tr("Re&pository"), m_repository);
    add(1, tr("Wor&kflow"), m_workflow);
    grid->addWidget(m_build, 1, 2);
    grid->addWidget(m_list, 1, 3);
    column->addWidget(m_fields);
    connect(m_build, &QPushButton::clicked, this, [this] {
        save();
        emit buildRequested();
    });
    connect(m_list, &QPushButton::clicked, this, &GithubRows::list);
}

void GithubRows::connectRun()
{
    connect(m_run, &RunView::cancelRequested, &m_runs, &GithubRuns::cancel);
    connect(m_run, &RunView::stopRequested, &m_runs, &GithubRuns::stopWatching);
    connect(m_run, &RunView::watchRequested, this, [this] {
        if (const auto run = m_runs.look().run)
            m_runs.watch(QString(m_runs.look().repository), run->run);
    });
    connect(m_run, &RunView::downloadRequested, this, &GithubRows::downloadRequested);
    connect(m_run, &RunView::pageRequested, this, [this] {
        if (m_runs.look().run)
            QDesktopServices::openUrl(m_runs.look().run->run.page);
    });
}

void GithubRows::save()
{
    m_settings.set(settings::kGithubRepository, m_repository->text().trimmed());
    m_settings.set(settings::kGithubWorkflow, m_workflow->text().trimmed());
}

void GithubRows::list()
{
    save();
    m_runs.list(m_repository->text().trimmed(), m_workflow->text().trimmed());
}

void GithubRows::showAccount()
{
    const bool has = m_signIn.hasToken();
    auto mark = std::pair(IconName::Info, IconTint::Muted);
    QString text = tr("Nobody is signed in. Bundles can be built on GitHub's computers for Linux, "
                      "Windows and macOS, and released there.");
    if (m_signIn.isAsking()) {
        text = tr("Asking GitHub whose the token is…");
        mark.first = IconName::Pending;
    } else if (m_signIn.problem()) {
        text = m_signIn.problem()->message + u' ' + m_signIn.problem()->nextStep;
        mark = {IconName::Failed, IconTint::Crashed};
    } else if (m_signIn.account()) {
        text =
            tr("Signed in as %1 on %2.").arg(m_signIn.account()->login, m_signIn.account()->server);
        mark = {IconName::Check, IconTint::Ready};
    } else if (has) {
        text = tr("There is a token for %1.").arg(m_signIn.server().name());
    }
    m_account->setText(text);
    QStringList below{has ? m_signIn.kept() : QString()};
    if (m_signIn.account())
        below += m_signIn.account()->remarks;
    m_kept->setText(below.join(u' ').trimmed());
    m_kept->setVisible(!m_kept->text().isEmpty());
    showMark(m_icon, mark.first, mark.second);
    m_token->setText(has ? tr("Tok&en…") : tr("Sign &in…"));
    m_token->setAccessibleName(has ? tr("Token of GitHub") : tr("Sign in to GitHub"));
    m_fields->setVisible(has);
    const bool isNamed =
        !m_repository->text().trimmed().isEmpty() && !m_workflow->text().trimmed().isEmpty();
    m_list->setEnabled(isNamed && !m_runs.isListing());
}

void GithubRows::showRuns()
{
    const GithubLook &look = m_runs.look();
    m_run->setVisible(!look.repository.isEmpty());
    m_run->setLook(look);
    m_problem->setVisible(m_runs.listProblem().has_value());
    if (m_runs.listProblem())
        m_problem->setError(*m_runs.listProblem());
    while (QLayoutItem *item = m_listed->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its button may be what was pressed
        delete item;
    }
    for (const WorkflowRun &run : m_runs.runs())
        m_listed->addWidget(makeRun(run));
    const bool isEmpty = m_runs.wasListed() && m_runs.runs().isEmpty() && !m_runs.listProblem();
    if (isEmpty)
        m_listed->addWidget(makeSentence(tr("No runs yet."), TextRole::Body, this));
    m_listHead->setVisible(m_listed->count() > 0);
    showAccount();
}

QWidget *GithubRows::makeRun(const WorkflowRun &run)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    const auto mark = runMark(run.status, run.conclusion);
    auto *icon = new QLabel(line);
    showMark(icon, mark.first, mark.second);
    auto *name = new ElidedLabel(line);
    name->setText(tr("Run %1 · %2 · %3 · %4", "number, state, branch, moment")
                      .arg(run.number)
                      .arg(stateTitle(run.status, run.conclusion), run.branch,
                           momentText(run.created.toLocalTime())));
    name->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *button = new QPushButton(run.isOver() ? tr("Look") : tr("Watch"), line);
    button->setAccessibleName(tr("%1: run %2", "what a button does; number of the run")
                                  .arg(button->text())
                                  .arg(run.number));
    row->addWidget(icon);
    row->addWidget(name, 1);
    row->addWidget(button);
    connect(button, &QPushButton::clicked, this,
            [this, run] { m_runs.watch(m_settings.get(settings::kGithubRepository), run); });
    return line;
}

} // namespace portico::app
