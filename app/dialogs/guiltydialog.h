// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/guiltysearches.h"
#include "app/widgets/taborder.h"

class QRadioButton;

namespace portico::app {

/** Asks how the search for a guilty node pack shall tell good from bad, and says what it does. */
class GuiltyDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    explicit GuiltyDialog(const QString &installName, QWidget *parent = nullptr);

signals:
    void chosen(portico::app::GuiltyJudge judge);

private:
    QRadioButton *m_byItself;
    QRadioButton *m_byPerson;
};

} // namespace portico::app
