// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace portico::app {

class GithubSignIn;
class SettingRow;
class TokenRow;

/** Signing in to GitHub: which rights the token needs and why, where it is kept and how it is
 *  there, and taking it back. The token itself is never shown. */
class TokenDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    TokenDialog(GithubSignIn &signIn, QWidget *parent);

private:
    void buildRights(QVBoxLayout *column);
    void buildServer(QVBoxLayout *column);
    void chooseServer();
    void signIn();
    void showState();
    void openPage() const;

    GithubSignIn &m_signIn;
    QLabel *m_end;
    QLineEdit *m_server;
    SettingRow *m_serverRow = nullptr;
    TokenRow *m_token;
    QPushButton *m_accept = nullptr;
};

} // namespace portico::app
