// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/bundleplanlook.h"
#include "app/widgets/taborder.h"
#include "core/base/error.h"

#include <QPointer>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

class JobProgress;
class MessageCard;

/**
 * Asks what a bundle shall be like, then shows what would be made before anything is. The form is
 * whose it is; the dialog only leads from it to the plan and back.
 */
class BundleDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    /** `form` becomes a child. */
    BundleDialog(const QString &title, QWidget *form, QWidget *parent);
    ~BundleDialog() override;

    /** Follows a job that works the plan out; it is cancelled with the dialog. */
    void showPlanning(Job &job);
    void showPlan(const BundlePlanLook &plan);
    /** Above the form, which can be changed. */
    void showError(const Error &error);

signals:
    void planRequested();
    void agreed();

private:
    enum class View { Form, Planning, Plan };
    void setView(View view);
    void press();
    QWidget *makePlan(const BundlePlanLook &plan);
    static QScrollArea *makeScroll(QWidget *content, QWidget *parent);

    View m_view = View::Form;
    MessageCard *m_problem;
    QStackedWidget *m_pages;
    QScrollArea *m_plan;
    QLabel *m_sentence;
    JobProgress *m_progress;
    QPushButton *m_accept = nullptr;
    QPushButton *m_back = nullptr;
    QPointer<Job> m_job{};
};

} // namespace portico::app
