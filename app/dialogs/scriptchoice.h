// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changepacks.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace portico::app {

/**
 * The install.py of each pack of a plan: shown on a click, and run only where its box is ticked,
 * which none is at first. Where running them is what was asked for there are no boxes.
 */
class ScriptChoice final : public QWidget
{
    Q_OBJECT

public:
    explicit ScriptChoice(QWidget *parent = nullptr);

    void setPlan(const ChangePlan &plan);
    /** Whether there is anything to choose. */
    bool hasScripts() const { return !m_packs.isEmpty(); }
    /** Packs whose script may run. */
    QStringList chosen() const;

signals:
    void changed();

private:
    void addRow(const QString &pack, const InstallScript &script);

    QLabel *m_sentence;
    QVBoxLayout *m_rows;
    QWidget *m_list = nullptr;
    bool m_isAsked = false;
    QStringList m_packs;
    QList<QCheckBox *> m_boxes; ///< of the pack at the same position
};

} // namespace portico::app
