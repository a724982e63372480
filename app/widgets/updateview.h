// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/appupdates.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace portico::app {

class JobProgress;

/** A newer Portico: what is new in it, how far its download is, and the buttons for it. Shows
 *  nothing where there is none. */
class UpdateView final : public QWidget
{
    Q_OBJECT

public:
    explicit UpdateView(QWidget *parent = nullptr);

    /** `running`: names of the installs that run now, while which nothing is replaced. */
    void show(const AppUpdateLook &look, const QStringList &running);

signals:
    void downloadRequested();
    void cancelRequested();
    void installRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildButtons(QVBoxLayout *column);
    void showOffer(const UpdateOffer &offer);
    void showButtons(const AppUpdateLook &look, const QStringList &running);
    void showProgress();
    QString noteFor(const AppUpdateLook &look, const QStringList &running) const;
    void paintMark();

    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_warning;
    QLabel *m_news;
    JobProgress *m_progress;
    QLabel *m_figures;
    QLabel *m_note;
    QPushButton *m_download;
    QPushButton *m_cancel;
    QPushButton *m_install;
    QPointer<Job> m_job{};
    bool m_isUrgent = false;
};

} // namespace portico::app
