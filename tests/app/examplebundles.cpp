// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/examplebundles.h"

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kGibibyte = 1LL << 30;

QDateTime moment(int hour)
{
    return {QDate(2026, 11, 20), QTime(hour, 5)};
}

ShelvedBundle bundle(const QString &name, const ShelfWork &work)
{
    return {.file = "/home/mona/Portico/bundles/"_L1 + name,
            .isThere = true,
            .bytes = 19 * kGibibyte / 10,
            .made = moment(14),
            .sha256 = Sha256::fromHex(QString(32, u'4') + QString(32, u'f')),
            .work = work};
}

WorkflowStep step(int number, const QString &name, const QString &conclusion)
{
    const bool isOver = !conclusion.isEmpty() && conclusion != "running"_L1;
    return {.number = number,
            .name = name,
            .status =
                isOver ? u"completed"_s : (conclusion.isEmpty() ? u"queued"_s : u"in_progress"_s),
            .conclusion = isOver ? conclusion : QString()};
}

WorkflowRun run(qint64 number, const QString &status, const QString &conclusion)
{
    return {.id = 30'433'600 + number,
            .number = number,
            .title = u"Portable ComfyUI"_s,
            .workflow = u"Portable ComfyUI"_s,
            .branch = u"main"_s,
            .status = status,
            .conclusion = conclusion,
            .created = moment(int(10 + number % 8)),
            .page = QUrl(u"https://github.com/studio/recipes/actions/runs/30433642"_s)};
}

} // namespace

QList<ShelvedBundle> exampleBundles()
{
    ShelvedBundle gone = bundle(u"team-linux-x64-v1.1.0.tar.zst"_s, {});
    gone.isThere = false;
    return {bundle(u"anymatix-portable-comfyui-linux-x64-v0.33.0.zip"_s,
                   {.outcome = u"Whole: 41,208 files are what its list says, and it starts."_s}),
            bundle(u"team-with-a-name-that-is-far-too-long-for-one-line-of-the-window-linux-x64-"
                   "v1.2.0.zip"_s,
                   {.failure = Error{.code = ErrorCode::HashMismatch,
                                     .message = u"In the bundle 1 file differs from its list: "
                                                "anymatix/ComfyUI/nodes.py."_s,
                                     .nextStep = u"Do not use it; make it again."_s,
                                     .detail = {}}}),
            gone};
}

QList<ShelvedRecipe> exampleRecipes()
{
    Recipe recipe;
    recipe.file = u"/home/mona/recipes/studio.json"_s;
    recipe.name = u"Studio"_s;
    recipe.version = u"1.2.0"_s;
    recipe.ref = u"v0.33.0"_s;
    recipe.accelerator = *Accelerator::fromText(u"cuda 13.0");
    recipe.nodes = {{.git = u"https://github.com/ltdrdata/ComfyUI-Impact-Pack"_s},
                    {.git = u"https://github.com/kijai/ComfyUI-KJNodes"_s}};
    return {{.file = recipe.file, .recipe = recipe},
            {.file = u"/home/mona/recipes/client.json"_s,
             .problem = Error{.code = ErrorCode::InvalidInput,
                              .message = u"client.json, line 7: “/comfyui/ref” can be no tag, "
                                         "branch or commit."_s,
                              .nextStep = u"Correct the recipe; docs/recipes.md names its "
                                          "fields."_s,
                              .detail = {}}}};
}

GithubAccount exampleAccount()
{
    return {.login = u"mona"_s, .server = u"github.com"_s, .scopes = {u"repo"_s, u"workflow"_s}};
}

GithubLook exampleRun()
{
    const WorkflowJob onLinux{.id = 1,
                              .name = u"linux-x64"_s,
                              .status = u"completed"_s,
                              .conclusion = u"success"_s,
                              .steps = {step(1, u"Get the recipe"_s, u"success"_s),
                                        step(2, u"Build the bundle"_s, u"success"_s)}};
    const WorkflowJob onWindows{.id = 2,
                                .name = u"windows-x64"_s,
                                .status = u"in_progress"_s,
                                .steps = {step(1, u"Get the recipe"_s, u"success"_s),
                                          step(2, u"Get Portico"_s, u"success"_s),
                                          step(3, u"Build the bundle"_s, u"running"_s),
                                          step(4, u"Keep the bundle"_s, {})}};
    const WorkflowJob onMac{.id = 3, .name = u"macos-arm64"_s, .status = u"queued"_s};
    return {.repository = u"studio/recipes"_s,
            .run = WatchedRun{.run = run(12, u"in_progress"_s, {}),
                              .jobs = {onLinux, onWindows, onMac}}};
}

GithubLook exampleFailedRun()
{
    GithubLook look = exampleRun();
    look.run->run = run(12, u"completed"_s, u"failure"_s);
    WorkflowJob &windows = look.run->jobs[1];
    windows.status = u"completed"_s;
    windows.conclusion = u"failure"_s;
    windows.steps[2] = step(3, u"Build the bundle"_s, u"failure"_s);
    windows.steps[3] = step(4, u"Keep the bundle"_s, u"skipped"_s);
    look.run->jobs.removeLast();
    QStringList lines;
    for (int i = 1; i < 20; ++i)
        lines += u"Resolved package %1 of 19"_s.arg(i);
    lines += u"✗ timm==9 does not exist"_s;
    lines += u"##[error]Process completed with exit code 1."_s;
    look.failure =
        Error{.code = ErrorCode::ProcessFailed,
              .message = u"Run 12 of Portable ComfyUI: the step “Build the bundle” of "
                         "“windows-x64” failed."_s,
              .nextStep = u"See https://github.com/studio/recipes/actions/runs/30433642."_s,
              .detail = lines.join(u'\n')};
    return look;
}

QList<WorkflowRun> exampleRuns()
{
    return {run(12, u"in_progress"_s, {}), run(11, u"completed"_s, u"failure"_s),
            run(10, u"completed"_s, u"success"_s), run(9, u"completed"_s, u"cancelled"_s)};
}

} // namespace portico::app
