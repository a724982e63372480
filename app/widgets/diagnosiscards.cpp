// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/diagnosiscards.h"

#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "core/diagnosis/fixsettings.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestEvidence = 400;

QLabel *makeEvidence(const QStringList &lines, QWidget *parent)
{
    QString text = lines.join(u'\n');
    if (text.size() > kLongestEvidence)
        text = text.left(kLongestEvidence) + u'…';
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(monospaceFont(fontFor(TextRole::Caption, parent->font())));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    label->setAccessibleName(DiagnosisCards::tr("What the log says: %1").arg(text));
    return label;
}

} // namespace

MessageCard *makeDiagnosisCard(const Diagnosis &diagnosis, QWidget *parent)
{
    auto *card = new MessageCard(
        diagnosis.gravity == Gravity::Stops ? CardTone::Failure : CardTone::Warning, parent);
    card->setMessage(diagnosis.title, diagnosis.message + u' ' + diagnosis.nextStep);
    if (!diagnosis.evidence.isEmpty())
        card->addDetail(makeEvidence(diagnosis.evidence.first(1), card)); // the rest repeats it
    return card;
}

DiagnosisCards::DiagnosisCards(int most, QWidget *parent)
    : QWidget(parent)
    , m_most(most)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kSmall);
    hide();
}

void DiagnosisCards::setDiagnoses(const QList<Diagnosis> &diagnoses)
{
    if (diagnoses == m_shown)
        return; // who is on a button stays there
    m_shown = diagnoses;
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const Diagnosis &diagnosis : diagnoses.first(qMin<qsizetype>(m_most, diagnoses.size())))
        add(diagnosis);
    const auto more = static_cast<int>(diagnoses.size()) - m_most;
    if (more > 0)
        m_column->addWidget(makeSentence(tr("%n more finding(s): “porticoctl diagnose” and the "
                                            "overview list them.",
                                            nullptr, more),
                                         TextRole::Caption, this));
    setVisible(!diagnoses.isEmpty());
}

void DiagnosisCards::add(const Diagnosis &diagnosis)
{
    MessageCard *card = makeDiagnosisCard(diagnosis, this);
    for (const Fix &fix : {diagnosis.fix, diagnosis.otherFix}) {
        if (fix.kind == FixKind::None)
            continue;
        Diagnosis asked = diagnosis;
        asked.fix = fix;
        connect(card->addButton(fixLabel(fix)), &QPushButton::clicked, this,
                [this, asked] { emit fixRequested(asked); });
    }
    m_column->addWidget(card);
}

} // namespace portico::app
