// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// The crash card of the overview.
#include "app/context.h"
#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "app/pages/overviewtab.h"
#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/card.h"
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
    m_crash = new MessageCard(CardTone::Failure, m_crashPlace);
    const QString what = status.failure ? status.failure->message
                                        : tr("ComfyUI ended with %1.").arg(status.exitText);
    const QString next = status.failure && !status.failure->nextStep.isEmpty()
        ? status.failure->nextStep
        : tr("The log says what happened last. A safe start leaves out the node packs.");
    m_crash->setMessage(what, next);
    if (!status.lastLines.isEmpty()) {
        auto *lines = new QLabel(
            status.lastLines.mid(qMax<qsizetype>(0, status.lastLines.size() - kShownLines))
                .join(u'\n'),
            m_crash);
        lines->setTextFormat(Qt::PlainText);
        lines->setFont(monospaceFont(fontFor(TextRole::Caption, font())));
        lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
        lines->setWordWrap(true);
        lines->setAccessibleName(tr("The last lines of the log"));
        m_crash->addDetail(lines);
    }
    QPushButton *again = m_crash->addButton(tr("Start again"));
    QPushButton *safe = m_crash->addButton(tr("Safe start"));
    QPushButton *log = m_crash->addButton(tr("Show log"));
    QPushButton *copy = m_crash->addButton(tr("Copy report"));
    m_crashPlace->layout()->addWidget(m_crash);
    connect(again, &QPushButton::clicked, this, [this] { emit startRequested(StartAct::Start); });
    connect(safe, &QPushButton::clicked, this,
            [this] { emit startRequested(StartAct::SafeStart); });
    connect(log, &QPushButton::clicked, this, &OverviewTab::logRequested);
    connect(copy, &QPushButton::clicked, this, &OverviewTab::copyReport);
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
    report.append(QString());
    report.append(status.lastLines);
    QGuiApplication::clipboard()->setText(report.join(u'\n'));
}

} // namespace portico::app
