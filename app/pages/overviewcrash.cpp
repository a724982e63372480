// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What went wrong, as cards of the overview.
#include "app/context.h"
#include "app/models/diagnoses.h"
#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "app/pages/overviewtab.h"
#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/card.h"
#include "app/widgets/diagnosiscards.h"
#include "core/diagnosis/fixsettings.h"
#include "core/installs/installstore.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShownLines = 8;

} // namespace

void OverviewTab::showCrash()
{
    const SessionStatus &status = m_context.sessions.status(m_id);
    delete m_crash;
    m_crash = nullptr;
    const bool hasFailed = status.state == SessionState::Crashed;
    m_crashPlace->setVisible(hasFailed);
    if (!hasFailed)
        return;
    const Diagnosis *told = fatal();
    if (told) {
        m_crash = makeDiagnosisCard(*told, m_crashPlace);
    } else {
        m_crash = new MessageCard(CardTone::Failure, m_crashPlace);
        const QString what = status.failure ? status.failure->message
                                            : tr("ComfyUI ended with %1.").arg(status.exitText);
        const QString next = status.failure && !status.failure->nextStep.isEmpty()
            ? status.failure->nextStep
            : tr("The log says what happened last. A safe start leaves out the node packs.");
        m_crash->setMessage(what, next);
        addCrashLines(status.lastLines);
    }
    addCrashButtons(told);
    m_crashPlace->layout()->addWidget(m_crash);
}

/** What ended ComfyUI, if the log tells; null if not, or if nothing did. */
const Diagnosis *OverviewTab::fatal() const
{
    const QList<Diagnosis> &found = m_tellers.diagnoses.shown();
    const bool hasCrashed = m_context.sessions.status(m_id).state == SessionState::Crashed;
    const bool isFatal = !found.isEmpty() && found.constFirst().gravity == Gravity::Stops;
    return hasCrashed && isFatal ? &found.constFirst() : nullptr;
}

void OverviewTab::addCrashLines(const QStringList &lines)
{
    if (lines.isEmpty())
        return;
    auto *label =
        new QLabel(lines.mid(qMax<qsizetype>(0, lines.size() - kShownLines)).join(u'\n'), m_crash);
    label->setTextFormat(Qt::PlainText);
    label->setFont(monospaceFont(fontFor(TextRole::Caption, font())));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    label->setAccessibleName(tr("The last lines of the log"));
    m_crash->addDetail(label);
}

/** The fix comes first; where there is none, another try. */
void OverviewTab::addCrashButtons(const Diagnosis *told)
{
    const QString label = told ? fixLabel(told->fix) : QString();
    QPushButton *first = m_crash->addButton(label.isEmpty() ? tr("Start again") : label);
    if (label.isEmpty()) {
        connect(first, &QPushButton::clicked, this,
                [this] { emit startRequested(StartAct::Start); });
    } else {
        connect(first, &QPushButton::clicked, this,
                [this, diagnosis = *told] { emit fixRequested(diagnosis); });
    }
    connect(m_crash->addButton(tr("Safe start")), &QPushButton::clicked, this,
            [this] { emit startRequested(StartAct::SafeStart); });
    connect(m_crash->addButton(tr("Show log")), &QPushButton::clicked, this,
            &OverviewTab::logRequested);
    connect(m_crash->addButton(tr("Copy report")), &QPushButton::clicked, this,
            &OverviewTab::copyReport);
}

/** What else went wrong. */
void OverviewTab::showDiagnoses()
{
    QList<Diagnosis> others = m_tellers.diagnoses.shown();
    if (fatal())
        others.removeFirst();
    m_diagnoses->setDiagnoses(others);
}

void OverviewTab::copyReport() const
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    const SessionStatus &status = m_context.sessions.status(m_id);
    QStringList report{u"Portico "_s + QStringLiteral(PORTICO_VERSION) + u", "_s
                           + QSysInfo::prettyProductName() + u", "_s
                           + QSysInfo::currentCpuArchitecture(),
                       install->name + u": "_s + runtimeText(*install)};
    if (const Generation *generation = install->generation())
        report.append(u"torch "_s + generation->torchVersion + u", "_s
                      + generation->origin.fileName);
    report.append(status.exitText);
    if (status.failure)
        report.append(status.failure->message);
    for (const Diagnosis &diagnosis : m_tellers.diagnoses.shown())
        report.append(diagnosis.id + u": "_s + diagnosis.message);
    report.append(QString());
    report.append(status.lastLines);
    QGuiApplication::clipboard()->setText(report.join(u'\n'));
}

} // namespace portico::app
