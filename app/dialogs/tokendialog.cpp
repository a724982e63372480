// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/tokendialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/dialogs/tokenrow.h"
#include "app/models/githubsignin.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "app/widgets/factlist.h"
#include "app/widgets/settingrow.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrlQuery>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

TokenDialog::TokenDialog(GithubSignIn &signIn, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_signIn(signIn)
    , m_end(makeSentence({}, TextRole::Caption, this))
    , m_server(new QLineEdit(this))
    , m_token(new TokenRow(signIn.token(), this))
{
    QVBoxLayout *column = frameDialog(this, tr("Sign in to GitHub"));
    column->addWidget(makeSentence(
        tr("With a token Portico does in your name what you press here, and nothing else. It goes "
           "to GitHub alone, lies in this computer's keychain, and is never shown again."),
        TextRole::Body, this));
    buildRights(column);
    buildServer(column);
    column->addWidget(m_token);
    column->addWidget(m_end);
    column->addStretch(1);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Sign in"));
    m_accept = buttons.accept;
    m_accept->setAccessibleName(tr("Sign in"));
    buttons.cancel->setText(tr("&Close"));
    auto *page = new QPushButton(tr("&Make a token on GitHub"), this);
    page->setIcon(makeIcon(IconName::Browser));
    page->setToolTip(tr("Opens GitHub with these rights chosen already"));
    buttons.row->insertWidget(0, page);
    connect(page, &QPushButton::clicked, this, &TokenDialog::openPage);
    connect(m_accept, &QPushButton::clicked, this, &TokenDialog::signIn);
    connect(&m_signIn, &GithubSignIn::changed, this, &TokenDialog::showState);
    connect(m_token, &TokenRow::stateShown, this, &TokenDialog::showState);
    setMinimumSize(520, 400);
    resize(dialogSize(parent, {640, 580}));
    m_token->field()->setFocus();
    showState();
}

void TokenDialog::buildRights(QVBoxLayout *column)
{
    auto *card = new Card(CardTone::Plain, this);
    card->setAccessibleName(tr("Rights that the token needs"));
    card->content()->setSpacing(space::kSmall);
    card->content()->addWidget(
        makeLabel(tr("Rights that the token needs"), TextRole::Strong, card));
    auto *facts = new FactList(card);
    facts->addFact(u"repo"_s,
                   tr("To push recipes, make releases, and read what a run made, also in private "
                      "repositories."));
    facts->addFact(u"workflow"_s, tr("To put a workflow's file into a repository."));
    facts->addFact(tr("or fine-grained"),
                   tr("For the one repository: Contents, Actions and Workflows, each “read and "
                      "write”."));
    card->content()->addWidget(facts);
    column->addWidget(card);
}

void TokenDialog::buildServer(QVBoxLayout *column)
{
    m_server->setText(m_signIn.server().isGithubCom() ? QString()
                                                      : m_signIn.server().web.toString());
    m_server->setPlaceholderText(tr("github.com, or the address of a company's own"));
    m_serverRow = new SettingRow(tr("Git&Hub server"), m_server, this);
    column->addWidget(m_serverRow);
    connect(m_server, &QLineEdit::editingFinished, this, &TokenDialog::chooseServer);
}

void TokenDialog::chooseServer()
{
    const Result<> chosen = m_signIn.chooseServer(m_server->text());
    if (!chosen)
        return m_serverRow->showFailure(chosen.error());
    m_serverRow->showNothing();
    m_token->setToken(m_signIn.token());
    showState();
}

void TokenDialog::signIn()
{
    chooseServer();
    const QString token = m_token->take();
    if (!token.isEmpty())
        m_signIn.signIn(token);
}

void TokenDialog::showState()
{
    m_accept->setEnabled(!m_signIn.isAsking());
    m_end->setText(tr("“Forget” takes it from this computer. To end it on GitHub as well, delete "
                      "it at %1/settings/tokens.")
                       .arg(m_signIn.server().web.toString()));
    if (m_signIn.isAsking())
        return m_token->showBusy(tr("Asking GitHub whose it is…"));
    if (m_signIn.problem()) {
        m_token->showFailure(*m_signIn.problem());
        m_token->field()->setFocus(); // another one is typed there
        return;
    }
    if (!m_signIn.account())
        return;
    const GithubAccount &account = *m_signIn.account();
    QStringList words{tr("%1 on %2.", "a person; a server").arg(account.login, account.server),
                      rightsText(account)};
    m_token->showSuccess((words + account.remarks).join(u' '));
}

void TokenDialog::openPage() const
{
    QUrl page = m_signIn.server().web;
    page.setPath(u"/settings/tokens/new"_s);
    page.setQuery(QUrlQuery{{u"scopes"_s, u"repo,workflow"_s}, {u"description"_s, u"Portico"_s}});
    QDesktopServices::openUrl(page);
}

} // namespace portico::app
