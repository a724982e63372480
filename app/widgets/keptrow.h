// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/keptlook.h"
#include "app/widgets/listrow.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace portico::app {

class WrapRow;

class ElidedLabel;

/** A state that is kept for offline: of which install and when, what it takes, and what can be done
 *  with it. Below it what was found when its files were compared. */
class KeptRow final : public ListRow
{
    Q_OBJECT

public:
    KeptRow(const KeptLook &look, QWidget *parent);

    const KeptLook &look() const { return m_look; }
    void setLook(const KeptLook &look);
    /** What came of a comparison; `isDamaged` offers the repair. */
    void tell(const QString &found, bool isDamaged);
    /** While something is done with it nothing else can be. */
    void setWorking(bool isWorking);

signals:
    void checkRequested();
    void repairRequested();
    void rebuildRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void addButtons(WrapRow *row);
    void show();
    void drawIcon();

    KeptLook m_look;
    QString m_found{};
    bool m_isDamaged = false;
    bool m_isWorking = false;
    QLabel *m_icon;
    ElidedLabel *m_name;
    QLabel *m_moment;
    QLabel *m_words;
    QLabel *m_said;
    QPushButton *m_check;
    QPushButton *m_rebuild;
    QToolButton *m_more;
};

} // namespace portico::app
