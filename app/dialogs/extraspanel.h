// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/packpanel.h"

class QCheckBox;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace portico::app {

/** Packages that no pack asks for: the ready set, one of the person's own, or none any more. */
class ExtrasPanel final : public PackPanel
{
    Q_OBJECT

public:
    /** Whether the install has some, which could be taken away. */
    enum class Present { No, Yes };

    ExtrasPanel(Present present, QWidget *parent);

    bool isComplete() const override;
    QString remark() const override;
    PackOrder order() const override;
    QWidget *firstField() const override;

private:
    void buildOwn();
    void browse();
    void refresh();
    QString file() const;

    QRadioButton *m_ready;
    QRadioButton *m_own;
    QRadioButton *m_none;
    QWidget *m_ownPlace;
    QLineEdit *m_file;
    QPushButton *m_browse;
    QCheckBox *m_builds;
};

} // namespace portico::app
