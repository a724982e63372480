// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/exampleenvs.h"

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

const auto kRoot = "/home/me/Portico/installs/studio/ce"_L1;
const auto kTag = "py312-torch2-10-cu130"_L1;

EnvHome exampleHome()
{
    EnvHome home;
    home.rules = envRules(QVersionNumber(0, 4, 22));
    home.isInstalled = true;
    home.tag = kTag;
    home.root = kRoot;
    home.customNodes = u"/home/me/Portico/installs/studio/data/custom_nodes"_s;
    home.host.python = u"3.12"_s;
    home.pins = {{.pack = u"ComfyUI-GeometryPack"_s, .version = u"0.4.22"_s},
                 {.pack = u"ComfyUI-TRELLIS2"_s, .version = u"0.4.24"_s}};
    return home;
}

EnvRecord exampleRecord(const QString &name)
{
    const bool isUv = !name.contains("geometry"_L1);
    return {.engine = isUv ? EnvEngine::Uv : EnvEngine::Pixi,
            .reason = isUv ? u"uv, because only Python packages are asked for: it is faster, and "
                             "nothing of conda is fetched."_s
                           : u"pixi, because “cgal” comes from conda."_s,
            .name = name,
            .source = name + u"/nodes/comfy-env.toml"_s,
            .python = u"3.11.7"_s,
            .packages = 64,
            .bytes = 5'812'000'000,
            .comfyEnvVersion = u"0.4.22"_s,
            .tag = kTag,
            .config = {},
            .built = QDateTime(QDate(2026, 11, 20), QTime(14, 5), Qt::UTC)};
}

/** What the person reads about that state. */
std::pair<QString, QString> words(EnvState state)
{
    switch (state) {
    case EnvState::Missing:
        return {u"It has not been built: the nodes run in ComfyUI's own Python, or not at all."_s,
                u"Build it."_s};
    case EnvState::Stale:
        return {u"Its comfy-env.toml has changed since it was built."_s, u"Build it."_s};
    case EnvState::Broken:
        return {u"A file of the package “trimesh” is gone: trimesh/base.py."_s, u"Repair it."_s};
    case EnvState::OtherGeneration:
        return {u"It was made for py312-torch2-9-cu128, and this install is py312-torch2-10-cu130: "
                "comfy-env will refuse it."_s,
                u"Build it."_s};
    case EnvState::Moved:
        return {u"It was made in /media/usb/Portico/installs/studio/ce/envs/moved-py312 and came "
                "here with its install, but environments cannot be moved."_s,
                u"Build it: it is made anew."_s};
    case EnvState::Unreadable:
        return {u"ComfyUI-Wrong/nodes/comfy-env.toml, line 3: “python” is to be text."_s,
                u"Put it into quotes, or ask the author of the pack."_s};
    default:
        return {};
    }
}

PackWishes wishesOf(const QString &pack)
{
    PackWishes wishes;
    wishes.pack = pack;
    wishes.root = RootConfig();
    return wishes;
}

} // namespace

EnvHealth exampleEnv(const QString &name, EnvState state)
{
    EnvHealth health;
    health.env.name = name;
    health.env.pack = u"ComfyUI-"_s + name;
    health.env.folder = u"nodes"_s;
    health.env.path =
        u"/home/me/Portico/installs/studio/data/custom_nodes/"_s + health.env.pack + u"/nodes"_s;
    health.env.config = EnvConfig();
    health.env.folderName = name + u'-' + kTag;
    health.env.place = kRoot + u"/envs/"_s + health.env.folderName;
    health.state = state;
    std::tie(health.problem, health.nextStep) = words(state);
    if (state == EnvState::Unreadable) {
        health.env.config.reset();
        return health;
    }
    health.python = u"3.11"_s;
    if (state == EnvState::Missing || state == EnvState::Building)
        return health;
    health.record = exampleRecord(name);
    health.python = health.record->python;
    health.packages = health.record->packages;
    return health;
}

EnvFacts wellEnvs()
{
    EnvFacts facts;
    facts.report = EnvReport{};
    facts.report->home = exampleHome();
    facts.report->home.pins.clear();
    for (const QString &name : {u"trellis"_s, u"geometry"_s}) {
        facts.report->envs += exampleEnv(name, EnvState::Built);
        facts.files.insert(name, {.isThere = true, .hasPython = true, .hasLog = true});
    }
    return facts;
}

EnvFacts noEnvs()
{
    EnvFacts facts = wellEnvs();
    facts.report->envs.clear();
    return facts;
}

EnvFacts exampleEnvs()
{
    EnvFacts facts = wellEnvs();
    EnvReport &report = *facts.report;
    report.home = exampleHome();
    for (const auto &[name, state] :
         {std::pair(u"depth-nodes"_s, EnvState::Building),
          std::pair(u"mesh-nodes"_s, EnvState::Missing), std::pair(u"hair"_s, EnvState::Stale),
          std::pair(u"splat"_s, EnvState::Broken), std::pair(u"old"_s, EnvState::OtherGeneration),
          std::pair(u"wrong-nodes"_s, EnvState::Unreadable),
          std::pair(u"from-usb"_s, EnvState::Moved)}) {
        report.envs += exampleEnv(name, state);
        const bool isThere = report.envs.constLast().record.has_value();
        facts.files.insert(name, {.isThere = isThere, .hasPython = isThere, .hasLog = isThere});
    }
    report.envs[3].lastError = u"The package index does not have torch==2.10.* for this Python. "
                               "Look at the index on the page Network."_s;
    facts.files[u"mesh-nodes"_s].hasLog = true;
    PackWishes packs = wishesOf(u"ComfyUI-GeometryPack"_s);
    packs.missingPacks = {u"ComfyUI-Impact-Pack"_s, u"rgthree-comfy"_s};
    PackWishes system = wishesOf(u"ComfyUI-hair"_s);
    system.systemCommand = u"sudo apt-get install -y libgl1 libegl1 libosmesa6"_s;
    report.wishes = {packs, system};
    report.unused = {{.folder = kRoot + u"/envs/mesh-nodes-py312-torch2-9-cu128"_s, .bytes = -1},
                     {.folder = kRoot + u"/envs/gone-nodes-py312-torch2-10-cu130"_s, .bytes = -1},
                     {.folder = u"/home/me/.ce/_env_ab12cd"_s,
                      .bytes = 6'400'000'000,
                      .isSure = false,
                      .known = u"comfy-env built it. No pack of this library links to it; which "
                               "other ComfyUI does, nobody notes."_s}};
    facts.sizes.insert(report.unused[0].folder, 4'210'000'000);
    return facts;
}

} // namespace portico::app
