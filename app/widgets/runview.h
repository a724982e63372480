// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/githubruns.h"
#include "app/style/icons.h"

#include <QWidget>

#include <utility>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace portico::app {

/** A run on GitHub as it goes: its jobs with their steps, and buttons for it. */
class RunView final : public QWidget
{
    Q_OBJECT

public:
    explicit RunView(QWidget *parent = nullptr);

    void setLook(const GithubLook &look);

signals:
    void cancelRequested();
    void stopRequested();
    void watchRequested();
    void downloadRequested();
    void pageRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildButtons(QVBoxLayout *column);
    void showTitle();
    void showButtons();
    void showJobs();
    void showFailure();
    enum class Depth { Job, Step };
    void addLine(const QString &text, const QString &status, const QString &conclusion,
                 Depth depth);

    GithubLook m_look;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_state;
    QPushButton *m_page;
    QPushButton *m_stop;
    QPushButton *m_cancel;
    QPushButton *m_download;
    QVBoxLayout *m_jobs;
    QVBoxLayout *m_failure;
    QLabel *m_told;
};

/** The mark of a run, job or step, which is also a shape. */
std::pair<IconName, IconTint> runMark(const QString &status, const QString &conclusion);

} // namespace portico::app
