// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/examplepacks.h"

#include "core/io/sha256.h"

namespace portico::app {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Finding finding(FindingKind kind, Weight weight, const QString &title, const QString &message,
                RepairKind repair)
{
    Finding made;
    made.kind = kind;
    made.weight = weight;
    made.title = title;
    made.message = message;
    made.nextStep = u"Repair the install: it is put right from what was verified."_s;
    made.evidence = {u"torch/version.py: cuda = None"_s};
    made.repair = repair;
    return made;
}

LayerFacts exampleLayer()
{
    return {.id = u"3f9c2a7b51d0"_s,
            .packages = {u"dill 0.4.0"_s, u"opencv-python-headless 4.12.0.88"_s, u"piexif 1.1.3"_s,
                         u"segment-anything 1.0"_s, u"ultralytics 8.3.230"_s},
            .bytes = 356'000'000,
            .problem = {}};
}

} // namespace

NodePack examplePack(const QString &name, const QString &title, const QString &version,
                     const QString &commit)
{
    NodePack made;
    made.name = name;
    made.title = title;
    made.version = version;
    made.commit = commit;
    made.kind = commit.isEmpty() ? PackKind::Registry : PackKind::Git;
    made.registryId = name.toLower();
    made.folder = u"/home/me/Portico/installs/studio/data/custom_nodes/"_s + name;
    if (!commit.isEmpty())
        made.origin = QUrl(u"https://example.org/someone/"_s + name);
    return made;
}

QList<PackRow> examplePacks()
{
    QList<PackRow> rows;
    rows += {.pack = examplePack(u"ComfyUI-Impact-Pack"_s, u"Impact Pack"_s, u"8.28.1"_s),
             .condition = PackCondition::Fine,
             .reason = {},
             .importTime = 1'420ms,
             .git = {}};
    rows += {.pack = examplePack(u"comfyui-animatediff"_s, u"AnimateDiff Evolved"_s, u"1.5.6"_s,
                                 u"4f2c1ab6d0"_s),
             .condition = PackCondition::ImportFailed,
             .reason = u"The last start could not load it: No module named 'cv2'. It needs "
                       "opencv-python>=4.7."_s,
             .importTime = 210ms,
             .git = u"3 commits behind origin/main."_s};
    rows += {.pack = examplePack(u"ComfyUI_essentials"_s, u"ComfyUI Essentials"_s, u"1.1.0"_s),
             .condition = PackCondition::NeedsPackages,
             .reason = u"It needs transparent-background and numpy<2 (there is numpy 2.1.3)."_s,
             .importTime = {},
             .git = {}};
    rows += {.pack = examplePack(u"was-node-suite"_s, u"WAS Node Suite"_s, {}, u"b97ce2118a"_s),
             .condition = PackCondition::Changed,
             .reason = u"Its files are not those that were installed."_s,
             .importTime = 3'050ms,
             .git = u"2 files were edited here."_s};
    rows += {.pack = examplePack(u"ComfyUI-GeometryPack"_s, u"Geometry Pack"_s, u"0.3.2"_s),
             .condition = PackCondition::NeedsIsolation,
             .reason = u"It asks for a Python of its own by a comfy-env.toml. Until it has one it "
                       "runs beside the others."_s,
             .importTime = 90ms,
             .git = {}};
    rows += {.pack = examplePack(u"ComfyUI-Manager"_s, u"ComfyUI-Manager"_s, u"3.37.1"_s),
             .condition = PackCondition::NotStarted,
             .reason = {},
             .importTime = {},
             .git = {}};
    PackRow off{.pack = examplePack(u"old-samplers"_s, u"Old Samplers"_s, u"0.9"_s),
                .condition = PackCondition::Disabled,
                .reason = {},
                .importTime = {},
                .git = {}};
    off.pack.isEnabled = false;
    rows += off;
    return rows;
}

QList<PackRow> manyPacks(int count)
{
    QList<PackRow> rows;
    for (int i = 0; i < count; ++i)
        rows += {.pack = examplePack(u"pack-%1"_s.arg(i, 3, 10, QLatin1Char('0')),
                                     u"Node pack number %1"_s.arg(i), u"1.%1.0"_s.arg(i % 30)),
                 .condition = i % 60 == 7 ? PackCondition::NeedsPackages : PackCondition::Fine,
                 .reason = i % 60 == 7 ? u"It needs dill."_s : QString(),
                 .importTime = std::chrono::milliseconds(20 * (i % 90)),
                 .git = {}};
    return rows;
}

PackageFacts cleanPackages()
{
    Verdict verdict;
    verdict.torchVersion = u"2.10.0+cu130"_s;
    verdict.torchAccelerator = Accelerator::fromText(u"cuda 13.0"_s);
    verdict.distributions = 212;
    verdict.files = 41'207;
    return {.verdict = verdict, .drift = {}, .layer = exampleLayer(), .problem = {}};
}

PackageFacts brokenPackages()
{
    PackageFacts facts = cleanPackages();
    facts.verdict->torchVersion = u"2.9.1+cpu"_s;
    facts.verdict->torchAccelerator = Accelerator::fromText(u"cpu"_s);
    facts.verdict->findings = {
        finding(FindingKind::CpuTorch, Weight::Breaks, u"torch was replaced by a CPU build."_s,
                u"torch 2.9.1+cpu computes on the processor, although this install is made for "
                "CUDA 13.0: ComfyUI will not start, or be very slow."_s,
                RepairKind::ReinstallTorch),
        finding(FindingKind::MixedBuilds, Weight::Breaks,
                u"torch and torchvision are of different builds."_s,
                u"torchvision 0.25.0+cu130 does not fit torch 2.9.1+cpu."_s,
                RepairKind::ReinstallTorch),
        finding(FindingKind::TwoProviders, Weight::Remark,
                u"Two packages install the module cv2."_s,
                u"opencv-python and opencv-python-headless overwrite each other’s files."_s,
                RepairKind::RemovePackage)};
    Drift drift;
    drift.files = 41'207;
    DriftedTree tree;
    tree.folder = u"/home/me/Portico/installs/studio/gen-0001"_s;
    for (int i = 0; i < 1'214; ++i)
        tree.files += {.path = u"python/lib/site-packages/torch/part%1.py"_s.arg(i),
                       .change = DriftedFile::Change::Changed,
                       .bytes = 2'000'000};
    tree.groups += {.kind = DriftGroup::Kind::Package,
                    .name = u"torch"_s,
                    .before = u"2.10.0+cu130"_s,
                    .now = u"2.9.1+cpu"_s,
                    .changed = 1'200,
                    .added = 4,
                    .removed = 10,
                    .bytes = 2'400'000'000};
    tree.groups += {.kind = DriftGroup::Kind::Package,
                    .name = u"dill"_s,
                    .before = {},
                    .now = u"0.4.0"_s,
                    .changed = 0,
                    .added = 40,
                    .removed = 0,
                    .bytes = 0};
    drift.trees += tree;
    facts.drift = drift;
    return facts;
}

RegistryPage exampleRegistry()
{
    RegistryPage page;
    const auto node = [&page](const QString &id, const QString &name, const QString &author,
                              qint64 downloads, const QString &words) {
        RegistryNode made;
        made.id = id;
        made.name = name;
        made.author = author;
        made.downloads = downloads;
        made.description = words;
        made.latest = RegistryVersion();
        made.latest->version = u"8.28.1"_s;
        page.nodes += made;
    };
    node(u"comfyui-impact-pack"_s, u"ComfyUI Impact Pack"_s, u"Example Author"_s, 2'218'301,
         u"Detects, upscales and repairs parts of pictures: detectors, detailers, pipes and many "
         "more nodes for a conditioned workflow."_s);
    node(u"comfyui-kjnodes"_s, u"KJNodes"_s, u"kj"_s, 1'904'118,
         u"Various quality of life nodes, mostly about loops and sizes."_s);
    node(u"rgthree-comfy"_s, u"rgthree’s ComfyUI Nodes"_s, u"rgthree"_s, 1'790'446,
         u"Making ComfyUI more comfortable."_s);
    node(u"comfyui_essentials"_s, u"ComfyUI Essentials"_s, u"cubiq"_s, 1'188'730,
         u"Essential nodes that are weirdly missing from ComfyUI core."_s);
    page.total = 3'412;
    page.pages = 114;
    page.freshness.asked = QDateTime::currentDateTimeUtc();
    return page;
}

RegistryPage keptRegistry()
{
    RegistryPage page = exampleRegistry();
    page.pages = 1;
    page.freshness.asked = QDateTime::currentDateTimeUtc().addDays(-3);
    page.freshness.isKept = true;
    page.freshness.problem = Error{.code = ErrorCode::Network,
                                   .message = u"api.comfy.org cannot be reached."_s,
                                   .nextStep = u"Look at the connection."_s,
                                   .detail = {}};
    return page;
}

} // namespace portico::app
