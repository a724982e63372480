// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace portico {
class GithubToken;
}

namespace portico::app {

class SettingRow;

/** A GitHub token: given, forgotten, and where it is; never shown. Whoever has the row decides what
 *  happens to one that was given. */
class TokenRow final : public QWidget
{
    Q_OBJECT

public:
    explicit TokenRow(GithubToken &token, QWidget *parent = nullptr);

    /** Another server's token. */
    void setToken(GithubToken &token);
    /** What stands in the field, if it can be a token; else it says why not. The field is empty
     *  then. */
    QString take();
    void showBusy(const QString &sentence);
    void showFailure(const Error &error);
    void showSuccess(const QString &sentence);
    QWidget *field() const;

signals:
    /** Return was pressed in the field, or it was left; take() has the token. */
    void entered();
    /** Where it is was shown anew, over what was shown before. */
    void stateShown();

private:
    void showState();

    QPointer<GithubToken> m_token;
    QLineEdit *m_field;
    SettingRow *m_row;
    QPushButton *m_forget;
};

} // namespace portico::app
