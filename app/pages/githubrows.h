// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace portico {
class SettingsStore;
struct WorkflowRun;
} // namespace portico

namespace portico::app {

class GithubRuns;
class GithubSignIn;
class MessageCard;
class RunView;

/** Building on GitHub's computers: who is signed in, the repository, the run that is watched, and
 *  the newest ones. */
class GithubRows final : public QWidget
{
    Q_OBJECT

public:
    GithubRows(GithubSignIn &signIn, GithubRuns &runs, SettingsStore &settings,
               QWidget *parent = nullptr);

signals:
    void tokenRequested();
    void buildRequested();
    void downloadRequested();

private:
    void buildAccount(QVBoxLayout *column);
    void buildRepository(QVBoxLayout *column);
    void connectRun();
    void save();
    void list();
    void showAccount();
    void showRuns();
    QWidget *makeRun(const WorkflowRun &run);

    GithubSignIn &m_signIn;
    GithubRuns &m_runs;
    SettingsStore &m_settings;
    QLabel *m_icon;
    QLabel *m_account;
    QLabel *m_kept;
    QPushButton *m_token;
    QWidget *m_fields;
    QLineEdit *m_repository = nullptr;
    QLineEdit *m_workflow = nullptr;
    QPushButton *m_build = nullptr;
    QPushButton *m_list = nullptr;
    RunView *m_run;
    MessageCard *m_problem;
    QLabel *m_listHead;
    QVBoxLayout *m_listed;
};

} // namespace portico::app
