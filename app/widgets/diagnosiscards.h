// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/card.h"
#include "core/diagnosis/diagnosis.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace portico::app {

/** A card that tells one diagnosis, with the lines that told it. Without a button. */
MessageCard *makeDiagnosisCard(const Diagnosis &diagnosis, QWidget *parent);

/** Some diagnoses below each other, each with a button that does its fix, or one for each way. */
class DiagnosisCards final : public QWidget
{
    Q_OBJECT

public:
    /** Shows at most that many; a line says how many more there are. */
    explicit DiagnosisCards(int most, QWidget *parent = nullptr);

    void setDiagnoses(const QList<Diagnosis> &diagnoses);

signals:
    void fixRequested(const portico::Diagnosis &diagnosis);

private:
    void add(const Diagnosis &diagnosis);

    const int m_most;
    QVBoxLayout *m_column;
    QList<Diagnosis> m_shown;
};

} // namespace portico::app
