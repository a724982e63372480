// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/exampleplans.h"

#include "core/io/sha256.h"
#include "tests/app/examplepacks.h"

namespace portico::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

PackStep step(PackAct act, const NodePack &after)
{
    PackStep made;
    made.act = act;
    made.pack = after.name;
    made.after = after;
    made.source = u"Comfy Registry"_s;
    made.bytes = 4'400'000;
    return made;
}

PlannedPackage planned(const QString &name, const QString &version, qint64 size,
                       const QStringList &wantedBy)
{
    PlannedPackage made;
    made.name = name;
    made.version = version;
    made.size = size;
    made.wantedBy = wantedBy;
    return made;
}

/** After the kind that packs bring. */
QString exampleScript()
{
    return uR"py(import os
import subprocess
import sys

here = os.path.dirname(os.path.realpath(__file__))
subpack = os.path.join(here, "impact_subpack")

if not os.path.exists(subpack):
    subprocess.check_call(["git", "clone", "https://example.org/impact-subpack", subpack])

subprocess.check_call([sys.executable, "-m", "pip", "install", "-r",
                       os.path.join(subpack, "requirements.txt")])
)py"_s;
}

} // namespace

ChangePlan completePlan()
{
    ChangePlan plan;
    plan.act = PackAct::Install;
    PackStep impact = step(PackAct::Install,
                           examplePack(u"ComfyUI-Impact-Pack"_s, u"Impact Pack"_s, u"8.28.1"_s));
    impact.script = InstallScript{.path = u"/tmp/staging/1/ComfyUI-Impact-Pack/install.py"_s,
                                  .size = 2148,
                                  .text = exampleScript(),
                                  .digest = sha256Of(exampleScript().toUtf8())};
    plan.steps = {impact};
    plan.scriptCopyBytes = 5'583'457'485;
    LayerPlan layer;
    layer.id = u"3f9c2a7b51d0"_s;
    layer.added = {planned(u"segment-anything"_s, u"1.0"_s, 37'000, {u"Impact Pack"_s}),
                   planned(u"dill"_s, u"0.4.0"_s, 119'000, {u"Impact Pack"_s}),
                   planned(u"piexif"_s, u"1.1.3"_s, 20'000, {u"Impact Pack"_s}),
                   planned(u"opencv-python-headless"_s, u"4.12.0.88"_s, 54'000'000,
                           {u"Impact Pack"_s, u"WAS Node Suite"_s}),
                   planned(u"ultralytics"_s, u"8.3.230"_s, 1'100'000, {u"Impact Pack"_s})};
    layer.added[4].isYoung = true;
    layer.present = {
        {.name = u"numpy"_s, .version = u"2.1.3"_s, .wantedBy = {u"Impact Pack"_s}},
        {.name = u"scikit-image"_s, .version = u"0.25.2"_s, .wantedBy = {u"Impact Pack"_s}},
        {.name = u"pillow"_s, .version = u"11.3.0"_s, .wantedBy = {u"ultralytics"_s}}};
    layer.stripped = {{.text = u"torch>=1.8.0"_s,
                       .by = u"ultralytics"_s,
                       .present = u"torch 2.10.0+cu130"_s,
                       .isMet = true},
                      {.text = u"torchvision==0.15.1+cpu"_s,
                       .by = u"Impact Pack"_s,
                       .present = u"torchvision 0.25.0+cu130"_s,
                       .isMet = false}};
    layer.providers = {{.kept = u"opencv-python-headless"_s,
                        .dropped = {u"opencv-python"_s},
                        .message = u"Both install the module cv2; the one without windows is "
                                   "enough for ComfyUI."_s}};
    plan.layer = layer;
    return plan;
}

ChangePlan clashingPlan()
{
    ChangePlan plan = completePlan();
    plan.layer->added.clear();
    plan.layer->unmet = {
        {.packs = {u"Impact Pack"_s, u"Old Samplers"_s},
         .name = u"numpy"_s,
         .texts = {u"numpy>=2 (Impact Pack)"_s, u"numpy<2 (Old Samplers)"_s},
         .message = u"Impact Pack wants numpy 2 or newer, and Old Samplers wants one older than 2: "
                    "both cannot be there."_s,
         .detail = {},
         .choices = {{u"Impact Pack"_s, u"segment-anything"_s}, {u"Old Samplers"_s, u"numpy"_s}}}};
    plan.canIsolate = {u"Old Samplers"_s};
    return plan;
}

ChangePlan refusedPlan()
{
    ChangePlan plan = completePlan();
    plan.layer->unmet = {{.packs = {u"Impact Pack"_s},
                          .name = u"flash-attn"_s,
                          .texts = {u"flash-attn>=2 (Impact Pack)"_s},
                          .message =
                              u"flash-attn is made for torch 2.8 and CUDA 12.8; this install "
                              "has torch 2.9.1+cu130 (NVIDIA CUDA 13.0)."_s,
                          .choices = {{u"Impact Pack"_s, u"flash-attn"_s}}}};
    return plan;
}

ChangePlan consentPlan()
{
    ChangePlan plan = completePlan();
    plan.layer->added += planned(u"fairscale"_s, u"0.4.13"_s, 266'000, {u"Impact Pack"_s});
    plan.layer->added.last().source = PackageSource::Build;
    plan.layer->added += planned(u"sam2"_s, u"1.1.0"_s, -1, {u"Impact Pack"_s});
    plan.layer->added.last().source = PackageSource::Git;
    plan.layer->added.last().address = QUrl(u"https://github.com/example/sam2"_s);
    plan.layer->remarks = {
        u"The package index tells no dates, so nothing can be said about very new packages."_s};
    return plan;
}

ChangePlan nothingPlan()
{
    ChangePlan plan = completePlan();
    plan.layer->added.clear();
    plan.layer->stripped.clear();
    plan.layer->providers.clear();
    plan.layer->id.clear();
    return plan;
}

ChangePlan updatePlan()
{
    ChangePlan plan = nothingPlan();
    plan.act = PackAct::Update;
    PackStep update = step(PackAct::Update,
                           examplePack(u"comfyui-animatediff"_s, u"AnimateDiff Evolved"_s,
                                       u"1.6.0"_s, u"9d0aa4e771"_s));
    update.before = examplePack(u"comfyui-animatediff"_s, u"AnimateDiff Evolved"_s, u"1.5.6"_s,
                                u"4f2c1ab6d0"_s);
    update.commits = {.subjects = {u"Support the new sampler interface"_s,
                                   u"Fix memory of long videos"_s, u"Bump version"_s},
                      .count = 3,
                      .isKnown = true};
    plan.steps = {update};
    return plan;
}

ChangePlan removePlan()
{
    ChangePlan plan = nothingPlan();
    plan.act = PackAct::Remove;
    PackStep impact =
        step(PackAct::Remove, examplePack(u"ComfyUI-Impact-Pack"_s, u"Impact Pack"_s, u"8.28.1"_s));
    PackStep was = step(PackAct::Remove,
                        examplePack(u"was-node-suite"_s, u"WAS Node Suite"_s, {}, u"b97ce2118a"_s));
    was.bytes = 212'000'000;
    was.edits = {u"nodes/image.py"_s, u"config.json"_s};
    for (PackStep *one : {&impact, &was}) {
        one->before = one->after;
        one->after.reset();
    }
    plan.steps = {impact, was};
    plan.layer.reset();
    return plan;
}

RepairPlan exampleRepair()
{
    RepairPlan plan;
    plan.name = u"Studio"_s;
    RepairStep base;
    base.act = RepairAct::PutBackBase;
    base.title = u"Put back 1,214 files of torch, torchvision"_s;
    base.why = u"They were replaced by a CPU build."_s;
    base.lines = {u"torch 2.9.1+cpu → 2.10.0+cu130"_s, u"torchvision 0.24.1+cpu → 0.25.0+cu130"_s};
    base.files = 1'214;
    base.bytes = 2'400'000'000;
    base.source = u"the verified archive of this install"_s;
    RepairStep view;
    view.act = RepairAct::RenewView;
    view.title = u"Renew the view of the layer"_s;
    view.why = u"Two files in it are not those of the layer."_s;
    RepairStep pending;
    pending.act = RepairAct::ClearPending;
    pending.title = u"Clear 3 pending commands of ComfyUI-Manager"_s;
    pending.why = u"They would install packages at the next start and undo this repair."_s;
    pending.needsConsent = true;
    plan.steps = {base, view, pending};
    plan.remarks = {u"Two packages that you installed by hand stay: they replace nothing."_s};
    plan.verdict = *brokenPackages().verdict;
    return plan;
}

RepairOutcome exampleOutcome()
{
    RepairOutcome outcome;
    outcome.plan = exampleRepair();
    outcome.backup = u"/home/me/Portico/kept/studio-repair-1"_s;
    outcome.hasStarted = true;
    outcome.verdict = *cleanPackages().verdict;
    TorchProbe probe;
    probe.isGood = true;
    probe.device = u"cuda:0"_s;
    probe.name = u"NVIDIA GeForce RTX 4090"_s;
    probe.torch = u"2.10.0+cu130"_s;
    outcome.probe = probe;
    return outcome;
}

} // namespace portico::app
