// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

namespace portico::app {

/** The steps of a job on one line, the current one emphasised: "Download · Verify · Unpack". */
class StepRow final : public QWidget
{
    Q_OBJECT

public:
    explicit StepRow(QWidget *parent = nullptr);

    /** `current` is a name of `steps`. */
    void setSteps(const QStringList &steps, const QString &current);
    void setAllDone();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int widthOf(qsizetype first, qsizetype last) const;
    QFont stepFont(qsizetype index) const;

    QStringList m_steps;
    qsizetype m_current = 0;
};

} // namespace portico::app
