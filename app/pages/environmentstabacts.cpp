// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What the Environments tab does.
#include "app/context.h"
#include "app/dialogs/envlogdialog.h"
#include "app/dialogs/packchangeflow.h"
#include "app/dialogs/removeenvsdialog.h"
#include "app/pages/environmentstab.h"
#include "app/services.h"
#include "core/isolation/envlog.h"
#include "core/isolation/wishedpacks.h"
#include "core/jobs/jobrunner.h"
#include "core/platform/host.h"
#include "core/process/openterminal.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QUrl>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

QString terminalFolder(const QString &name)
{
    return cacheFolder() + u"/terminals/"_s + name;
}

} // namespace

std::optional<EnvHealth> EnvironmentsTab::healthOf(const QString &name) const
{
    const EnvFacts &facts = m_context.environments.of(m_id);
    const QList<EnvHealth> envs = facts.report ? facts.report->envs : QList<EnvHealth>();
    const auto it = std::find_if(envs.begin(), envs.end(),
                                 [&name](const EnvHealth &each) { return each.env.name == name; });
    return it == envs.end() ? std::nullopt : std::optional(*it);
}

/** An empty name: all that need it. */
void EnvironmentsTab::work(const QString &name, EnvAct act)
{
    m_context.environments.work(
        m_id, {.act = act, .names = name.isEmpty() ? QStringList() : QStringList{name}});
}

void EnvironmentsTab::askToRemove(const EnvHealth &health)
{
    const EnvFacts &facts = m_context.environments.of(m_id);
    const qint64 bytes =
        health.record ? health.record->bytes : facts.sizes.value(health.env.place, -1);
    auto *dialog = new RemoveEnvsDialog(
        {.title = tr("Remove the environment “%1”?").arg(health.env.name),
         .words = tr("The nodes of “%1” that run in it will not work until it is built again. Its "
                     "node pack stays.")
                      .arg(health.env.pack),
         .items = {{.folder = health.env.place, .bytes = bytes}}},
        this);
    connect(dialog, &QDialog::accepted, this,
            [this, name = health.env.name] { m_context.environments.remove(m_id, {name}); });
    dialog->open();
}

/** With what was measured meanwhile. */
QList<UnusedEnv> EnvironmentsTab::unusedOf(const EnvFacts &facts)
{
    QList<UnusedEnv> all = facts.report ? facts.report->unused : QList<UnusedEnv>();
    for (UnusedEnv &unused : all)
        unused.bytes = facts.sizes.value(unused.folder, unused.bytes);
    return all;
}

void EnvironmentsTab::askToRemoveUnsure(const UnusedEnv &unused)
{
    const QString name = QFileInfo(unused.folder).fileName();
    auto *dialog = new RemoveEnvsDialog(
        {.title = tr("Remove “%1” all the same?").arg(name),
         .words = unused.known + u' '
             + tr("Whoever uses it needs to build it again before its nodes work."),
         .items = {{.folder = unused.folder, .bytes = unused.bytes}}},
        this);
    connect(dialog, &QDialog::accepted, this,
            [this, name] { m_context.environments.remove(m_id, {name}); });
    dialog->open();
}

void EnvironmentsTab::askToRemoveUnused()
{
    QList<RemoveEnvsDialog::Item> items;
    for (const UnusedEnv &unused : unusedOf(m_context.environments.of(m_id))) {
        if (unused.isSure)
            items += {.folder = unused.folder, .bytes = unused.bytes};
    }
    auto *dialog = new RemoveEnvsDialog(
        {.title = tr("Remove unused environments?"),
         .words = tr("No node pack asks for them. They are deleted for good, and "
                     "can be built again if a pack should need one."),
         .items = items},
        this);
    connect(dialog, &QDialog::accepted, this, [this] { m_context.environments.remove(m_id, {}); });
    dialog->open();
}

void EnvironmentsTab::showLog(const EnvHealth &health)
{
    const EnvFacts &facts = m_context.environments.of(m_id);
    const QString root = facts.report ? facts.report->home.root : QString();
    auto *dialog = new EnvLogDialog(
        health.env.name, [root, env = health.env] { return newestEnvLog(root, env); },
        {m_context.jobs, m_context.background}, this);
    dialog->open();
}

void EnvironmentsTab::openTerminal(const EnvHealth &health)
{
    const Os os = m_context.services.host().os();
    const TerminalWish wish{
        .folder = health.env.path,
        .firstOnPath = envProgramFolders(health.env.place, os),
        .greeting =
            tr("“python” and “pip” are those of the environment “%1”.").arg(health.env.name),
        .command = {},
        .question = {},
        .farewell = {}};
    m_context.background.start<void>(
        {.title = tr("Open a terminal"), .exclusiveKey = u"terminal"_s},
        [wish, os, folder = terminalFolder(QFileInfo(health.env.place).fileName())](
            const JobContext &) { return portico::openTerminal(wish, folder, os); },
        this,
        [this](const Result<> &opened) {
            if (!opened)
                emit failed(opened.error());
        });
}

/** With what those want in turn; the plan says it all before anything is installed. */
void EnvironmentsTab::installWanted(const PackWishes &wishes)
{
    const EnvFacts &facts = m_context.environments.of(m_id);
    if (!facts.report)
        return;
    PackWish wish{.install = m_id,
                  .title = tr("Install what “%1” wants").arg(wishes.pack),
                  .show = PackWish::Show::Always};
    wish.change.act = PackAct::Install;
    wish.prepare = [home = facts.report->home, wishes, id = m_id,
                    change = wish.change](const NodeServices &services, const JobContext &job) {
        const QList<WishedPack> wished = wishedPacks({wishes}, services.plainHttpHosts);
        return prepareWishedPacks(
            services, id, {.home = home, .wished = wished, .names = {}, .change = change}, job);
    };
    (new PackChangeFlow(m_context, wish, this))->begin();
}

/** The terminal shows the command and asks: it needs an administrator's password. */
void EnvironmentsTab::runInTerminal(const QString &command)
{
    const Os os = m_context.services.host().os();
    const TerminalWish wish{
        .folder = QDir::homePath(),
        .firstOnPath = {},
        .greeting = {},
        .command = command,
        .question = tr("Portico is about to run this command. Press Enter to run it, or close this "
                       "window."),
        .farewell = tr("It has ended. Press Enter to close this window.")};
    m_context.background.start<void>(
        {.title = tr("Open a terminal"), .exclusiveKey = u"terminal"_s},
        [wish, os, folder = terminalFolder(u"command"_s)](const JobContext &) {
            return portico::openTerminal(wish, folder, os);
        },
        this,
        [this](const Result<> &opened) {
            if (!opened)
                emit failed(opened.error());
        });
}

void EnvironmentsTab::openMenu(const QString &name, const EnvLook &look, const QPoint &place)
{
    const auto health = healthOf(name);
    if (!health)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    addActs(menu, *health, look);
    menu->popup(place);
}

void EnvironmentsTab::addActs(QMenu *menu, const EnvHealth &health, const EnvLook &look)
{
    const QString name = health.env.name;
    const bool isFree = look.obstacle.isEmpty() && !m_context.environments.of(m_id).jobOf(name)
        && health.state != EnvState::Building && health.state != EnvState::Unreadable;
    const auto add = [this, menu, &look](const QString &text, bool isPossible, auto act) {
        QAction *action = menu->addAction(text, this, act);
        action->setEnabled(isPossible);
        if (!isPossible)
            action->setToolTip(look.obstacle);
        return action;
    };
    for (const EnvAct act : {EnvAct::Build, EnvAct::Repair, EnvAct::Anew}) {
        const bool isMeant = act == look.act;
        add(envActText(act), isFree && isMeant, [this, name, act] { work(name, act); });
    }
    add(tr("Re&move…"), isFree && look.isThere, [this, health] { askToRemove(health); });
    menu->addSeparator();
    add(tr("Show &log"), look.hasLog, [this, health] { showLog(health); });
    add(tr("Open &terminal here"), look.hasPython, [this, health] {
        openTerminal(health);
    })->setIcon(makeIcon(IconName::Terminal));
    add(tr("Open &folder"), look.isThere, [place = health.env.place] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(place));
    })->setIcon(makeIcon(IconName::Folder));
}

} // namespace portico::app
