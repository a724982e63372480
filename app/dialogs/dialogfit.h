// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

class QDialog;
class QScrollArea;
class QVBoxLayout;

namespace portico::app {

/**
 * Keeps all of a dialog within reach, however large its text is: when it shows, and when what it
 * says changes, the dialog grows to what its column needs, within the screen. What needs more than
 * the screen has scrolls; the last part of the column, its buttons, stays below in sight.
 */
class DialogFit final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DialogFit)

public:
    /** The column is the dialog's own layout; both outlive this, which is the dialog's child. */
    DialogFit(QDialog *dialog, QVBoxLayout *column);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void scrollBody();

    QDialog *m_dialog;
    QVBoxLayout *m_column;
    QPointer<QScrollArea> m_scroll; ///< once it was needed
    bool m_isFitting = false;
};

} // namespace portico::app
