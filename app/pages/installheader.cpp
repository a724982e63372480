// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/installheader.h"

#include "app/context.h"
#include "app/dialogs/updateflow.h"
#include "app/dialogs/versiondialog.h"
#include "app/models/openpage.h"
#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/card.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/namelabel.h"
#include "app/widgets/portfield.h"
#include "app/widgets/statedot.h"
#include "app/widgets/wraprow.h"
#include "core/jobs/jobrunner.h"
#include "core/server/portcheck.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimerEvent>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** What a look at a port found. */
struct PortLook
{
    quint16 port = 0;
    std::optional<Error> taken;
    quint16 nextFree = 0;
};

} // namespace

InstallHeader::InstallHeader(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_name(new NameLabel(this))
    , m_runtime(new ElidedLabel(this))
    , m_change(new QPushButton(tr("C&hange…"), this))
    , m_dot(new StateDot(this))
    , m_state(makeLabel({}, TextRole::Strong, this))
    , m_activity(new ElidedLabel(this))
    , m_start(new StartButton(this))
    , m_open(new QPushButton(tr("Open in &browser"), this))
    , m_port(new PortField(this))
{
    m_runtime->setForegroundRole(QPalette::PlaceholderText);
    m_activity->setForegroundRole(QPalette::PlaceholderText);
    m_activity->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_open->setIcon(makeIcon(IconName::Browser));

    auto *state = new QHBoxLayout;
    state->setSpacing(space::kSmall);
    state->addWidget(m_dot);
    state->addWidget(m_state);
    auto *top = new QHBoxLayout;
    top->setSpacing(space::kLarge);
    top->addWidget(m_name, 1);
    top->addLayout(state);
    m_change->setAccessibleName(tr("Change the version of ComfyUI"));
    setButtonKind(m_change, ButtonKind::Quiet);
    auto *runtime = new QHBoxLayout;
    runtime->setSpacing(space::kSmall);
    runtime->addWidget(m_runtime);
    runtime->addWidget(m_change);
    runtime->addStretch(1);
    auto *acts = new WrapRow;
    acts->setSpacing(space::kSmall);
    acts->addWidget(m_start);
    acts->addWidget(m_open);
    acts->addSpacing(space::kSmall);
    acts->addWidget(m_port);
    acts->addSpacing(space::kSmall);
    acts->addWidget(m_activity, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kHuge, space::kLarge, space::kHuge, space::kSmall);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    column->setSpacing(0);
    column->addLayout(top);
    column->addLayout(runtime);
    column->addSpacing(space::kSmall);
    column->addLayout(acts);

    connect(m_name, &NameLabel::renamed, this, [this](const QString &name) {
        if (const Result<> done = m_context.installs.rename(m_id, name); !done)
            emit failed(done.error());
    });
    connect(m_start, &StartButton::chosen, this, &InstallHeader::act);
    connect(m_open, &QPushButton::clicked, this, &InstallHeader::openBrowser);
    connect(m_change, &QPushButton::clicked, this, &InstallHeader::showVersions);
    connect(m_port, &PortField::chosen, this, &InstallHeader::choosePort);
    connect(&m_context.sessions, &Sessions::statusChanged, this, [this](const InstallId &id) {
        if (id == m_id)
            refreshState();
    });
    connect(&m_context.installs, &InstallStore::changed, this, [this](const InstallId &id) {
        if (id == m_id)
            refresh();
    });
}

void InstallHeader::setInstall(const InstallId &id)
{
    m_id = id;
    m_opensWhenReady = false;
    if (m_portTaken)
        m_portTaken->hide();
    refresh();
}

void InstallHeader::beginRename()
{
    m_name->beginEditing();
}

void InstallHeader::refresh()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    m_name->setName(install->name);
    m_runtime->setText(runtimeText(*install));
    m_port->setPort(install->port);
    refreshState();
}

void InstallHeader::refreshState()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    const SessionStatus &status = m_context.sessions.status(m_id);
    const bool runs = isRunning(status.state);
    m_dot->setState(status.state);
    QString words = stateWord(status.state);
    const QDateTime since = status.state == SessionState::Ready ? status.ready : status.started;
    if (runs && since.isValid())
        words += u"  "_s
            + durationText(std::chrono::seconds(
                qMax<qint64>(0, since.secsTo(QDateTime::currentDateTimeUtc()))));
    if (runs && status.isSafe)
        words += u"  "_s + tr("(safe start)");
    m_state->setText(words);
    m_state->setAccessibleName(tr("State: %1").arg(words));
    m_activity->setText(runs && status.state != SessionState::Ready ? status.activity : QString());
    m_start->setSituation(status, install->settings.startBehaviour);
    m_open->setEnabled(status.state == SessionState::Ready);
    m_port->setEditable(!runs);
    m_port->setPort(runs && status.port != 0 ? status.port : install->port);
    if (runs && !m_clock.isActive())
        m_clock.start(1000, this);
    if (!runs)
        m_clock.stop();
    if (runs && m_portTaken)
        m_portTaken->hide();
    if (status.state == SessionState::Ready && std::exchange(m_opensWhenReady, false))
        openBrowser();
    if (!runs && status.state == SessionState::Crashed)
        m_opensWhenReady = false;
}

void InstallHeader::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_clock.timerId() && isVisible())
        refreshState();
}

void InstallHeader::pressStart()
{
    m_start->click();
}

void InstallHeader::act(StartAct act)
{
    switch (act) {
    case StartAct::Start:
    case StartAct::StartAndOpen:
    case StartAct::SafeStart:
        start(act);
        break;
    case StartAct::FindGuilty:
        emit guiltyRequested();
        break;
    case StartAct::Stop:
        m_context.sessions.stop(m_id);
        break;
    case StartAct::Restart:
        m_context.sessions.restart(m_id);
        break;
    case StartAct::EndAtOnce:
        m_context.sessions.endAtOnce(m_id);
        break;
    case StartAct::KeepRunning:
        m_context.sessions.detach(m_id);
        break;
    }
}

void InstallHeader::start(StartAct act)
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    m_opensWhenReady = act == StartAct::StartAndOpen;
    const auto behaviour = m_opensWhenReady ? StartBehaviour::StartAndOpen : StartBehaviour::Start;
    InstallSettings settings = install->settings;
    if (act != StartAct::SafeStart && settings.startBehaviour != behaviour
        && !install->isReadOnly()) {
        settings.startBehaviour = behaviour; // the button offers what was done last
        if (const Result<> saved = m_context.installs.setSettings(m_id, settings); !saved)
            emit failed(saved.error());
    }
    SessionStart options;
    options.withoutNodePacks = act == StartAct::SafeStart;
    m_context.sessions.start(m_id, options);
}

void InstallHeader::openBrowser()
{
    const SessionStatus &status = m_context.sessions.status(m_id);
    if (status.url.isValid() && !openPage(status.url, m_context.settings))
        emit failed({.code = ErrorCode::NotFound,
                     .message = tr("No browser could be opened for %1.").arg(status.url.toString()),
                     .nextStep = tr("Open this address in a browser yourself."),
                     .detail = {}});
}

void InstallHeader::showVersions()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    auto *dialog = new VersionDialog(m_context.advice, *install, this);
    dialog->keepTable(m_context.settings);
    connect(dialog, &VersionDialog::freshRequested, this, &InstallHeader::freshRequested);
    connect(dialog, &VersionDialog::updateRequested, this,
            [this, id = m_id, name = install->name](const QString &tag) {
                auto *flow = new UpdateFlow(
                    m_context,
                    {.request = {.id = id, .ref = tag},
                     .title = tr("Update %1 to %2", "an install; a version").arg(name, tag)},
                    this);
                flow->begin();
            });
    connect(dialog, &VersionDialog::changeRequested, this,
            [this, id = m_id](UpdateRequest request, const QString &title) {
                request.id = id;
                if (request.bundle)
                    request.bundle->reader = m_context.services.add().reader;
                auto *flow = new UpdateFlow(m_context, {.request = request, .title = title}, this);
                flow->begin();
            });
    dialog->open();
}

void InstallHeader::choosePort(quint16 port)
{
    if (const Result<> saved = m_context.installs.setPort(m_id, port); !saved) {
        emit failed(saved.error());
        refresh();
        return;
    }
    checkPort();
}

void InstallHeader::checkPort()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install || isRunning(m_context.sessions.status(m_id).state))
        return;
    const quint16 port = install->port;
    const Host &host = m_context.services.host();
    m_context.background.start<PortLook>(
        {.title = tr("Look at port %1").arg(port), .exclusiveKey = {}},
        [port, &host](const JobContext &) -> Result<PortLook> {
            PortLook look{.port = port, .taken = {}, .nextFree = 0};
            if (isPortFree(port))
                return look;
            look.taken = portBusyError(host, port);
            if (const Result<quint16> free = nextFreePort(port))
                look.nextFree = *free;
            return look;
        },
        this,
        [this](const Result<PortLook> &look) {
            const Install *now = m_context.installs.find(m_id);
            if (!look || !now || now->port != look->port)
                return;
            m_port->setInvalid(look->taken.has_value());
            if (look->taken)
                showPortTaken(look->port, *look->taken, look->nextFree);
            else if (m_portTaken)
                m_portTaken->hide();
        });
}

void InstallHeader::showPortTaken(quint16 port, const Error &error, quint16 nextFree)
{
    delete m_portTaken;
    m_portTaken = new MessageCard(CardTone::Warning, this);
    m_portTaken->setMessage(error.message, error.nextStep);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addSpacing(0);
    column->addWidget(m_portTaken);
    if (nextFree != 0) {
        QPushButton *use =
            m_portTaken->addButton(tr("Use %1 instead of %2").arg(nextFree).arg(port));
        connect(use, &QPushButton::clicked, this, [this, nextFree] {
            m_portTaken->hide();
            m_port->setInvalid(false);
            choosePort(nextFree);
        });
    }
    m_portTaken->addCloseButton();
    connect(m_portTaken, &MessageCard::closed, m_portTaken, &QWidget::hide);
}

} // namespace portico::app
