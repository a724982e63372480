// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace portico::app {

/**
 * One setting: its name, a field below it, buttons beside the field, and under both what came of
 * the last try: a mark and a sentence, never colour alone.
 */
class SettingRow final : public QWidget
{
    Q_OBJECT

public:
    /** `field` becomes a child; its accessible name is set. Without a field the buttons stand
     *  beside the name. */
    SettingRow(const QString &name, QWidget *field, QWidget *parent = nullptr);

    QPushButton *addButton(const QString &text, const QString &accessibleName);
    /** A second, muted sentence under the field that stays. */
    void setNote(const QString &note);

    void showNothing();
    void showBusy(const QString &sentence);
    void showSuccess(const QString &sentence);
    void showFailure(const Error &error);
    /** What the row says now; empty for nothing. For tests and screen readers. */
    QString said() const;

private:
    enum class Mark { None, Busy, Success, Failure };
    void show(Mark mark, const QString &sentence);
    void paintMark();
    void changeEvent(QEvent *event) override;

    QHBoxLayout *m_controls;
    QLabel *m_note;
    QWidget *m_result;
    QLabel *m_markLabel;
    QLabel *m_sentence;
    Mark m_mark = Mark::None;
};

} // namespace portico::app
