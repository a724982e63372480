// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What the Nodes tab does.
#include "app/context.h"
#include "app/dialogs/installpackdialog.h"
#include "app/dialogs/packchangeflow.h"
#include "app/dialogs/repairflow.h"
#include "app/dialogs/updatepackdialog.h"
#include "app/models/health.h"
#include "app/models/texts.h"
#include "app/pages/nodestab.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "core/installs/installstore.h"
#include "core/nodes/isolable.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>
#include <QTreeView>
#include <QUrl>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::NodesTab)
};

/** "Update Impact Pack", "Update 3 node packs". */
QString jobTitle(PackAct act, const QList<PackRow> &rows)
{
    const auto count = int(rows.size());
    const QString one = count == 1 ? rows.constFirst().pack.title : QString();
    switch (act) {
    case PackAct::Install:
        break;
    case PackAct::Enable:
        return one.isEmpty() ? Text::tr("Enable %n node pack(s)", nullptr, count)
                             : Text::tr("Enable %1").arg(one);
    case PackAct::Disable:
        return one.isEmpty() ? Text::tr("Disable %n node pack(s)", nullptr, count)
                             : Text::tr("Disable %1").arg(one);
    case PackAct::Update:
        return one.isEmpty() ? Text::tr("Update %n node pack(s)", nullptr, count)
                             : Text::tr("Update %1").arg(one);
    case PackAct::Remove:
        return one.isEmpty() ? Text::tr("Remove %n node pack(s)", nullptr, count)
                             : Text::tr("Remove %1").arg(one);
    case PackAct::Restore:
        return Text::tr("Take back %1").arg(one);
    case PackAct::RunScript:
        return one.isEmpty() ? Text::tr("Run install.py of %n node pack(s)", nullptr, count)
                             : Text::tr("Run install.py of %1").arg(one);
    case PackAct::Isolate:
        return one.isEmpty() ? Text::tr("Isolate %n node pack(s)", nullptr, count)
                             : Text::tr("Isolate %1").arg(one);
    case PackAct::Rejoin:
        return one.isEmpty() ? Text::tr("Undo the isolation of %n node pack(s)", nullptr, count)
                             : Text::tr("Undo the isolation of %1").arg(one);
    case PackAct::Match:
        return Text::tr("Restore a snapshot");
    case PackAct::Apply:
        return Text::tr("Install what node packs lack");
    }
    return Text::tr("Install node packs");
}

} // namespace

void NodesTab::askToInstall()
{
    if (obstacle(PackAct::Install).isEmpty())
        searchPack({});
}

void NodesTab::searchPack(const QString &words)
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    QStringList installed;
    for (const PackRow &row : m_model.rows())
        installed += row.pack.registryId.isEmpty() ? row.pack.name : row.pack.registryId;
    const RegistryClient &registry = m_context.services.nodes().registry;
    const RegistrySearch search = [&registry](const QString &typed, int page, Asking asking,
                                              const JobContext &job) {
        return typed.isEmpty() ? registry.browse(page, asking, job)
                               : registry.search(typed, page, asking, job);
    };
    const auto extras = readExtras(m_context.services.library(), *install);
    auto *dialog = new InstallPackDialog(
        {.install = install->name,
         .installed = installed,
         .search = search,
         .extras = extras && *extras ? ExtrasPanel::Present::Yes : ExtrasPanel::Present::No},
        m_context.background, this);
    dialog->keepTable(m_context.settings);
    connect(dialog, &InstallPackDialog::chosen, this, &NodesTab::install);
    if (!words.isEmpty())
        dialog->showSource(InstallPackDialog::Registry, words);
    dialog->open();
}

void NodesTab::giveExtras(const ExtrasOrder &order)
{
    const bool areNone = order.file.isEmpty() && order.profile.isEmpty();
    PackWish wish{.install = m_id,
                  .change = {},
                  .typed = {},
                  .extrasFile = order.file,
                  .title = areNone ? Text::tr("Take the extras away") : Text::tr("Install extras"),
                  .show = PackWish::Show::Always};
    wish.change.act = PackAct::Apply;
    wish.change.extras = order.profile;
    wish.change.sourceBuilds = order.sourceBuilds;
    (new PackChangeFlow(m_context, wish, this))->begin();
}

void NodesTab::install(const PackOrder &order)
{
    if (order.extras)
        return giveExtras(*order.extras);
    PackWish wish{.install = m_id,
                  .change = {},
                  .typed = order.typed,
                  .title = Text::tr("Install node packs"),
                  .show = PackWish::Show::Always};
    wish.change.act = PackAct::Install;
    wish.change.sources = order.sources;
    if (order.sources.size() == 1)
        wish.title = Text::tr("Install %1").arg(order.sources.constFirst().place);
    else if (!order.typed.isEmpty())
        wish.title =
            Text::tr("Install %1").arg(QFileInfo(QUrl(order.typed).path()).completeBaseName());
    (new PackChangeFlow(m_context, wish, this))->begin();
}

void NodesTab::change(PackAct act)
{
    const QList<PackRow> rows = chosen();
    if (!rows.isEmpty() && obstacle(act).isEmpty())
        begin(act, rows);
}

void NodesTab::askForVersion()
{
    const QList<PackRow> rows = chosen();
    if (rows.size() != 1 || !obstacle(PackAct::Update).isEmpty())
        return;
    const RegistryClient &registry = m_context.services.nodes().registry;
    auto *dialog = new UpdatePackDialog(
        rows.constFirst().pack,
        [&registry](const QString &id, const JobContext &job) {
            return registry.pack(id, Asking::IfOld, job);
        },
        m_context.background, this);
    connect(dialog, &UpdatePackDialog::chosen, this,
            [this, rows](const QString &to) { begin(PackAct::Update, rows, to); });
    dialog->open();
}

void NodesTab::begin(PackAct act, const QList<PackRow> &rows, const QString &to)
{
    PackWish wish{
        .install = m_id, .change = {}, .typed = {}, .title = jobTitle(act, rows), .show = {}};
    wish.change.act = act;
    wish.change.to = to;
    for (const PackRow &row : rows)
        wish.change.packs += row.pack.name;
    if (act == PackAct::Enable || act == PackAct::Disable)
        wish.show = PackWish::Show::WhenPackagesChange;
    else if (act == PackAct::Rejoin)
        wish.show = PackWish::Show::WhenAsked;
    (new PackChangeFlow(m_context, wish, this))->begin();
}

/** The packages become what all enabled packs need. */
void NodesTab::askForMissing()
{
    begin(PackAct::Apply, {});
}

void NodesTab::takeBack(const QString &pack)
{
    PackWish wish{.install = m_id,
                  .change = {},
                  .typed = {},
                  .title = Text::tr("Take back %1").arg(pack),
                  .show = PackWish::Show::Always};
    wish.change.act = PackAct::Restore;
    wish.change.packs = {pack};
    (new PackChangeFlow(m_context, wish, this))->begin();
}

void NodesTab::repair()
{
    if (m_context.installs.find(m_id))
        (new RepairFlow(m_context, m_id, this))->begin();
}

void NodesTab::openMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addActs(menu);
    menu->popup(place);
}

void NodesTab::addActs(QMenu *menu)
{
    const QList<PackRow> rows = chosen();
    const auto add = [this, menu](const QPushButton *button, PackAct act) {
        QAction *action = menu->addAction(button->text(), this, [this, act] { change(act); });
        action->setEnabled(button->isEnabled());
        action->setToolTip(button->toolTip());
    };
    const bool isOff = !rows.isEmpty() && !rows.constFirst().pack.isEnabled;
    add(m_update, PackAct::Update);
    add(m_toggle, isOff ? PackAct::Enable : PackAct::Disable);
    add(m_remove, PackAct::Remove);
    QAction *other =
        menu->addAction(tr("Update &to another version…"), this, &NodesTab::askForVersion);
    other->setEnabled(m_update->isEnabled() && rows.size() == 1);
    const bool haveScripts = std::all_of(rows.begin(), rows.end(), [](const PackRow &row) {
        return row.pack.isEnabled && row.pack.hasInstallScript;
    });
    QAction *script =
        menu->addAction(tr("Run its &install.py…"), this, [this] { change(PackAct::RunScript); });
    script->setEnabled(!rows.isEmpty() && haveScripts && obstacle(PackAct::RunScript).isEmpty());
    addIsolation(menu, rows);
    menu->addSeparator();
    QAction *folder = menu->addAction(makeIcon(IconName::Folder), tr("Open &folder"), this,
                                      &NodesTab::openFolder);
    folder->setEnabled(rows.size() == 1);
    const QUrl origin = rows.size() == 1 ? rows.constFirst().pack.origin : QUrl();
    QAction *page = menu->addAction(makeIcon(IconName::Browser), tr("Open its &web page"), this,
                                    [origin] { QDesktopServices::openUrl(origin); });
    page->setEnabled(origin.scheme() == "https"_L1);
    addKept(menu);
}

/** Into a Python of their own, or back. */
void NodesTab::addIsolation(QMenu *menu, const QList<PackRow> &rows)
{
    const auto areAll = [&rows](const auto &test) {
        return !rows.isEmpty()
            && std::all_of(rows.begin(), rows.end(),
                           [&test](const PackRow &row) { return test(row.pack); });
    };
    if (areAll([](const NodePack &pack) { return pack.isIsolated(); })) {
        QAction *undo =
            menu->addAction(tr("Undo its i&solation"), this, [this] { change(PackAct::Rejoin); });
        undo->setEnabled(obstacle(PackAct::Rejoin).isEmpty());
        return;
    }
    const bool canBe = areAll([](const NodePack &pack) { return bool(checkIsolable(pack)); });
    QAction *isolate =
        menu->addAction(tr("I&solate this pack…"), this, [this] { change(PackAct::Isolate); });
    isolate->setEnabled(canBe && obstacle(PackAct::Isolate).isEmpty());
}

/** Earlier versions that can be taken back. */
void NodesTab::addKept(QMenu *menu)
{
    const auto &facts = m_context.health.of(m_id).packs;
    if (!facts || facts->kept.isEmpty())
        return;
    menu->addSeparator();
    QStringList listed;
    for (const KeptPack &kept : facts->kept) {
        if (listed.contains(kept.pack))
            continue;
        listed += kept.pack;
        QAction *action =
            menu->addAction(tr("Take back “%1” of %2", "a node pack as it was; a moment")
                                .arg(kept.pack, momentWithin(kept.kept)),
                            this, [this, pack = kept.pack] { takeBack(pack); });
        action->setEnabled(obstacle(PackAct::Restore).isEmpty());
    }
}

void NodesTab::openFolder() const
{
    const QList<PackRow> rows = chosen();
    if (rows.size() == 1)
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(rows.constFirst().pack.kind == PackKind::File
                                    ? QFileInfo(rows.constFirst().pack.folder).absolutePath()
                                    : rows.constFirst().pack.folder));
}

void NodesTab::openLayer() const
{
    const auto &facts = m_context.health.of(m_id).packages;
    if (facts && !facts->layer.id.isEmpty())
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(m_context.services.library().layerFolder(facts->layer.id)));
}

} // namespace portico::app
