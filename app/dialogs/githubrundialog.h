// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/githubruns.h"
#include "app/widgets/taborder.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace portico::app {

/** A recipe that can be pushed. */
struct PushableRecipe
{
    QString name{};
    QString file{};
};

/** Asks what is pushed and which workflow is started, before anything goes to GitHub. */
class GithubRunDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    /** What stands in the fields at first. */
    struct Usual
    {
        QString repository{};
        QString workflow{};
        QList<PushableRecipe> recipes{};
        QString recipe{}; ///< the file of the chosen one; empty: nothing is pushed
    };

    GithubRunDialog(const Usual &usual, QWidget *parent);

signals:
    void chosen(const portico::app::GithubOrder &order);

private:
    GithubOrder order() const;
    QString remark() const;
    void refresh();

    QLineEdit *m_repository;
    QLineEdit *m_workflow;
    QLineEdit *m_branch;
    QComboBox *m_recipe;
    QLineEdit *m_message;
    QCheckBox *m_ownWorkflow;
    QLineEdit *m_release;
    QLabel *m_remark;
    QPushButton *m_accept = nullptr;
};

} // namespace portico::app
