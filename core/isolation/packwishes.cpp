// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/packwishes.h"

#include "core/io/file.h"
#include "core/isolation/discoverenvs.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackWishes)
};

/** By either convention. */
bool isDisabled(const QString &customNodes, const QString &name)
{
    const QDir disabled(customNodes + "/.disabled"_L1);
    return QDir(customNodes).exists(name + ".disabled"_L1) || disabled.exists(name)
        || !disabled.entryList({name + "@*"_L1}, QDir::Dirs | QDir::NoDotAndDotDot).isEmpty();
}

void readRoot(PackWishes &wishes, const QString &folder, const EnvHome &home)
{
    const Result<QByteArray> bytes = readFile(folder + u'/' + rootConfigName(), kMostEnvConfig);
    if (!bytes) {
        if (bytes.error().code != ErrorCode::NotFound)
            wishes.problem = bytes.error();
        return;
    }
    const Result<RootConfig> root =
        parseRootConfig(*bytes, wishes.pack + u'/' + rootConfigName(), home.rules);
    if (!root) {
        wishes.problem = root.error();
        return;
    }
    wishes.root = *root;
    const bool isCarried = QFileInfo(folder + "/serialization.py"_L1).isFile();
    if (!isCarried && root->types.values().contains(u"custom"_s))
        wishes.root->remarks += ConfigRemark{
            .line = root->typesLine,
            .message = Text::tr("[types] has sockets of its own, and there is no serialization.py "
                                "that carries them: comfy-env will refuse the pack. Add it.")};
    for (const WantedPack &pack : root->packs) {
        if (QFileInfo::exists(home.customNodes + u'/' + pack.name))
            continue;
        if (isDisabled(home.customNodes, pack.name))
            wishes.disabledPacks += pack.name;
        else
            wishes.missingPacks += pack.name;
    }
}

/** Of its root file and of all its environments' files. */
void addSystemPackages(PackWishes &wishes, const QList<IsolatedEnv> &envs,
                       const SystemMeans &system)
{
    SystemWishes wanted;
    if (wishes.root)
        wanted = {.apt = wishes.root->aptPackages, .brew = wishes.root->brewPackages};
    for (const IsolatedEnv &env : envs) {
        if (env.pack == wishes.pack && env.config) {
            wanted.apt += env.config->aptPackages;
            wanted.brew += env.config->brewPackages;
        }
    }
    wishes.systemPackages = missingSystemPackages(wanted, system);
    SystemMeans terminal = system;
    terminal.hasTerminal = true; // it will be pasted into one
    const Result<SystemCommand> command = systemPackagesCommand(wishes.systemPackages, terminal);
    if (command)
        wishes.systemCommand = command->shown();
    else
        wishes.systemProblem = command.error();
}

QJsonObject toJson(const WantedPack &pack)
{
    return {{u"name"_s, pack.name},       {u"registry"_s, pack.registry},
            {u"version"_s, pack.version}, {u"github"_s, pack.github},
            {u"tag"_s, pack.tag},         {u"branch"_s, pack.branch},
            {u"commit"_s, pack.commit}};
}

} // namespace

QList<PackWishes> readPackWishes(const EnvHome &home, const QList<IsolatedEnv> &envs,
                                 const SystemMeans &system)
{
    QList<PackWishes> all;
    for (const QFileInfo &folder :
         QDir(home.customNodes).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (folder.fileName().endsWith(".disabled"_L1) || folder.fileName().startsWith(u'.'))
            continue;
        PackWishes wishes{.pack = folder.fileName()};
        readRoot(wishes, folder.filePath(), home);
        addSystemPackages(wishes, envs, system);
        if (wishes.root || wishes.problem || !wishes.systemPackages.isEmpty())
            all += wishes;
    }
    return all;
}

QList<PackWishes> readWishesOf(const QString &pack, const QString &folder, const EnvHome &home)
{
    PackWishes wishes{.pack = pack};
    readRoot(wishes, folder, home);
    return wishes.root || wishes.problem ? QList{wishes} : QList<PackWishes>();
}

QStringList systemPackagesOf(const QList<PackWishes> &wishes)
{
    QStringList packages;
    for (const PackWishes &each : wishes)
        packages += each.systemPackages;
    packages.removeDuplicates();
    return packages;
}

QJsonObject toJson(const PackWishes &wishes)
{
    QJsonArray packs;
    QJsonArray remarks;
    if (wishes.root) {
        for (const WantedPack &pack : wishes.root->packs)
            packs.append(toJson(pack));
        for (const ConfigRemark &remark : wishes.root->remarks)
            remarks.append(QJsonObject{{u"line"_s, remark.line}, {u"message"_s, remark.message}});
    }
    return {{u"pack"_s, wishes.pack},
            {u"problem"_s, wishes.problem ? wishes.problem->message : QString()},
            {u"nextStep"_s, wishes.problem ? wishes.problem->nextStep : QString()},
            {u"wantedPacks"_s, packs},
            {u"missingPacks"_s, QJsonArray::fromStringList(wishes.missingPacks)},
            {u"disabledPacks"_s, QJsonArray::fromStringList(wishes.disabledPacks)},
            {u"systemPackages"_s, QJsonArray::fromStringList(wishes.systemPackages)},
            {u"systemCommand"_s, wishes.systemCommand},
            {u"systemProblem"_s,
             wishes.systemProblem
                 ? wishes.systemProblem->message + u' ' + wishes.systemProblem->nextStep
                 : QString()},
            {u"remarks"_s, remarks}};
}

} // namespace portico
