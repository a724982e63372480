// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/tokenrow.h"

#include "app/githubtoken.h"
#include "app/widgets/settingrow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** Letters, digits and a few signs: anything else was pasted by mistake. */
bool canBeToken(const QString &text)
{
    static const QRegularExpression form(u"^[\\x21-\\x7e]{4,1000}$"_s);
    return form.match(text).hasMatch();
}

} // namespace

TokenRow::TokenRow(GithubToken &token, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_field->setEchoMode(QLineEdit::Password);
    m_row = new SettingRow(tr("GitHub &token"), m_field, this);
    m_forget = m_row->addButton(tr("Forget"), tr("Forget the GitHub token"));
    column->addWidget(m_row);
    connect(m_field, &QLineEdit::editingFinished, this, &TokenRow::entered);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_field->clear();
        if (m_token)
            m_token->set({});
        showState();
    });
    setToken(token);
}

void TokenRow::setToken(GithubToken &token)
{
    if (m_token)
        m_token->disconnect(this);
    m_token = &token;
    connect(&token, &GithubToken::changed, this, &TokenRow::showState);
    showState();
}

QString TokenRow::take()
{
    const QString token = m_field->text().trimmed();
    if (token.isEmpty())
        return {}; // left alone; “Forget” takes it back
    if (!canBeToken(token)) {
        m_row->showFailure({.code = ErrorCode::InvalidInput,
                            .message = tr("This is no token: it has spaces or letters that no "
                                          "token has."),
                            .nextStep = tr("Copy it from GitHub once more, and nothing else."),
                            .detail = {}});
        return {};
    }
    m_field->clear();
    return token;
}

void TokenRow::showBusy(const QString &sentence)
{
    m_row->showBusy(sentence);
}

void TokenRow::showFailure(const Error &error)
{
    m_row->showFailure(error);
}

void TokenRow::showSuccess(const QString &sentence)
{
    m_row->showSuccess(sentence);
}

QWidget *TokenRow::field() const
{
    return m_field;
}

void TokenRow::showState()
{
    if (!m_token)
        return;
    const std::optional<SecretState> state = m_token->state();
    m_forget->setEnabled(state && *state != SecretState::NotAvailable);
    m_field->setPlaceholderText(state == SecretState::Saved ? u"••••••••"_s : QString());
    if (!state) {
        m_row->showBusy(tr("Asking the keychain…"));
        return;
    }
    if (m_token->problem())
        return m_row->showFailure(*m_token->problem());
    m_row->showNothing();
    m_row->setNote(m_token->givenText().isEmpty() ? secretStateText(*state) : m_token->givenText());
    emit stateShown();
}

} // namespace portico::app
