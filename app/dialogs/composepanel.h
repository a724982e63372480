// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/addpanel.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace portico::app {

class Advice;

/** ComfyUI put together from its parts: which one, for what, with which Python. */
class ComposePanel final : public AddPanel
{
    Q_OBJECT

public:
    ComposePanel(Advice &advice, QWidget *parent);

    /** Chooses a tag, branch or commit. */
    void chooseVersion(const QString &ref);

    bool isComplete() const override;
    QString remark() const override;
    QString usualName() const override;
    SetUpPlan plan(const QString &name) const override;
    QWidget *firstField() const override;

private:
    void addField(QFormLayout *form, const QString &label, const QString &name, QWidget *field);
    void fillVersions();
    void fillAccelerators();
    void showCost();
    QString ref() const;
    AcceleratorChoice choice() const;

    Advice &m_advice;
    QComboBox *m_version;
    QComboBox *m_accelerator;
    QComboBox *m_python;
    QLineEdit *m_git;
    QLabel *m_cost;
};

} // namespace portico::app
