// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/updaterows.h"

#include "app/context.h"
#include "app/dialogs/askdialog.h"
#include "app/models/appupdates.h"
#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/settingrow.h"
#include "app/widgets/updateview.h"
#include "core/installs/installstore.h"
#include "core/settings/settingsstore.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

using Work = AppUpdateLook::Work;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::UpdateRows)
};

QString meaningOfInstalling(const AppFacts &facts)
{
    switch (facts.os) {
    case Os::Linux:
        return Text::tr("The program file %1 is replaced, and the one before is kept beside it. "
                        "What is open goes on as it is: the new one counts from the next start on.")
            .arg(QDir::toNativeSeparators(facts.appImage));
    case Os::Windows:
        return Text::tr("The installer is opened. It asks for Portico to be closed and replaces it "
                        "then; installs, models and settings stay as they are.");
    case Os::MacOS:
        return Text::tr("The disk image is opened. Close Portico, then drag the new one into "
                        "Applications; installs, models and settings stay as they are.");
    }
    return {};
}

QString doneText(const AppUpdateLook &look)
{
    const QString version = look.offer->newest.version.toString();
    return look.handedOver->isInstallerStarted
        ? Text::tr("The installer of Portico %1 is open. It replaces Portico once that is closed.")
              .arg(version)
        : Text::tr("Portico %1 is in place and counts from the next start on. The one before is "
                   "kept: %2")
              .arg(version, QDir::toNativeSeparators(look.handedOver->previous));
}

} // namespace

UpdateRows::UpdateRows(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_this(new SettingRow(tr("This is Portico %1.").arg(QStringLiteral(PORTICO_VERSION)), nullptr,
                            this))
    , m_check(m_this->addButton({}, {}))
    , m_why(makeSentence({}, TextRole::Body, this))
    , m_view(new UpdateView(this))
    , m_daily(new QCheckBox(tr("Look for a &newer Portico once a day"), this))
    , m_asked(makeSentence({}, TextRole::Caption, this))
{
    build();
    AppUpdates &updates = m_context.updates;
    connect(m_check, &QPushButton::clicked, this, [&updates] {
        if (updates.look().work == Work::Looking)
            updates.cancel();
        else
            updates.check();
    });
    connect(m_daily, &QCheckBox::toggled, this,
            [this](bool isOn) { m_context.settings.set(settings::kLookForUpdates, isOn); });
    connect(m_view, &UpdateView::downloadRequested, &updates, &AppUpdates::download);
    connect(m_view, &UpdateView::cancelRequested, &updates, &AppUpdates::cancel);
    connect(m_view, &UpdateView::installRequested, this, &UpdateRows::askToInstall);
    connect(&updates, &AppUpdates::changed, this, &UpdateRows::refresh);
    connect(&m_context.sessions, &Sessions::statusChanged, this, &UpdateRows::refresh);
    updates.learnFacts();
    refresh();
}

void UpdateRows::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    for (QWidget *part : std::initializer_list<QWidget *>{m_this, m_why, m_view, m_daily, m_asked})
        column->addWidget(part);
    m_daily->setChecked(m_context.settings.get(settings::kLookForUpdates));
    const QString server = m_context.updates.server();
    const bool hasMirror =
        server == "github.com"_L1 && !m_context.settings.get(settings::kGithubMirror).isEmpty();
    const QString asks =
        tr("This fetches one small file from %1 and checks who signed it. The server learns your "
           "network address and the version of Portico, as with every download, and nothing else. "
           "Nothing is downloaded or installed before you say so.")
            .arg(server);
    m_asked->setText(hasMirror ? asks + u' ' + tr("Your mirror of GitHub is asked first.") : asks);
}

QStringList UpdateRows::running() const
{
    QStringList names;
    for (const Install &install : m_context.installs.installs()) {
        if (isRunning(m_context.sessions.status(install.id).state))
            names += install.name;
    }
    return names;
}

void UpdateRows::refresh()
{
    const AppUpdateLook &look = m_context.updates.look();
    const std::optional<Error> why = m_context.updates.whyNot();
    const bool isOurs = look.facts && !why;
    const bool isLooking = look.work == Work::Looking;
    m_why->setText(why ? why->message + u' ' + why->nextStep : QString());
    m_why->setVisible(why.has_value());
    m_check->setVisible(isOurs);
    m_check->setText(isLooking ? tr("Stop l&ooking") : tr("L&ook now"));
    m_check->setAccessibleName(isLooking ? tr("Stop looking for a newer Portico")
                                         : tr("Look for a newer Portico now"));
    m_check->setEnabled(isLooking || (look.work == Work::None && !look.handedOver));
    m_daily->setVisible(isOurs);
    m_asked->setVisible(isOurs);
    showResult();
    m_view->show(look, running());
}

void UpdateRows::showResult()
{
    const AppUpdateLook &look = m_context.updates.look();
    const QDateTime last =
        QDateTime::fromString(m_context.settings.get(settings::kLookedForUpdates), Qt::ISODate);
    m_this->setNote(
        last.isValid() && m_check->isVisibleTo(this)
            ? tr("Last looked: %1", "a moment such as “Today at 14:05”").arg(momentText(last))
            : QString());
    if (look.work == Work::Looking)
        m_this->showBusy(tr("Asking %1…").arg(m_context.updates.server()));
    else if (look.problem)
        m_this->showFailure(*look.problem);
    else if (look.handedOver)
        m_this->showSuccess(doneText(look));
    else if (look.offer && !look.offer->isNewer())
        m_this->showSuccess(tr("There is no newer one."));
    else
        m_this->showNothing();
}

void UpdateRows::askToInstall()
{
    const AppUpdateLook &look = m_context.updates.look();
    if (!look.offer || !look.facts)
        return;
    auto *question = new AskDialog(
        {.title = tr("Install Portico %1?").arg(look.offer->newest.version.toString()),
         .meaning = meaningOfInstalling(*look.facts),
         .accept = tr("&Install")},
        this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, &m_context.updates, &AppUpdates::install);
    question->open();
}

} // namespace portico::app
