// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"
#include "core/updates/updateinstall.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace portico::app {

class Advice;
class FoldSection;

/** What else than ComfyUI's version of an install can be changed, below a fold: what it runs on,
 *  its Python, all of it by a bundle. Offers only what makes sense on this computer, with why. */
class BaseChange final : public QWidget
{
    Q_OBJECT

public:
    BaseChange(Advice &advice, const Install &install, QWidget *parent);

signals:
    /** The request has everything but the install; `what` completes "Change … of Studio". */
    void wished(const portico::UpdateRequest &request, const QString &title);

private:
    void addRow(QFormLayout *form, const QString &label, QComboBox *field, QPushButton *button);
    void fillAccelerators();
    void fillPythons();
    void showChosen();
    void chooseBundle();

    Advice &m_advice;
    const QString m_name;
    const Generation m_now;
    QList<AcceleratorChoice> m_choices{}; ///< one for each row of `m_accelerator`
    FoldSection *m_fold;
    QComboBox *m_accelerator;
    QPushButton *m_changeAccelerator;
    QLabel *m_why;
    QComboBox *m_python;
    QPushButton *m_changePython;
};

} // namespace portico::app
