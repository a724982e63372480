// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/diagnosis/failurecase.h"

using namespace portico;
using namespace Qt::StringLiterals;

/** What comfy-env writes when isolated nodes do not come (A.11 of seeds-spec.md), in the words of
 * the published packages 0.2.19, 0.4.22 and 0.4.45. */
class TestIsolationFailures : public QObject
{
    Q_OBJECT

    /** Only a person or an author can change it. */
    void row(const char *name, const QString &words, const QString &id, const QString &says)
    {
        QTest::newRow(name) << FailureCase{0, words, kRuns, id, {}, says};
    }

    /** The repair of the install builds the environment. */
    void repaired(const char *name, const QString &words, const QString &id, const QString &says)
    {
        const Fix fix{.kind = FixKind::RepairEnvironment};
        QTest::newRow(name) << FailureCase{0, words, kRuns, id, fix, says};
    }

private slots:
    void isKnown_data()
    {
        QTest::addColumn<FailureCase>("expected");
        repaired(
            "an environment that is not built",
            u"[comfy-env] isolation env not found at "
            "/l/ce/envs/some-nodes-py312-torch2-9-cu130/.pixi/envs/default: pixi has not "
            "materialized `some-nodes`; using in-process import. Run `comfy-env install` to "
            "create it, or set COMFY_ENV_AUTO_INSTALL=1 to materialize missing envs at startup."_s,
            u"isolated-missing"_s, u"“some-nodes”"_s);
        row("a pack outside custom_nodes",
            u"[comfy-env] isolation env not found: ComfyUI base could not be located from "
            "/mnt/packs/Some/nodes; using in-process import"_s,
            u"isolated-missing"_s, u"could not be located"_s);
        repaired(
            "an environment of another torch",
            u"[comfy-env] REFUSING env `some-nodes` at /l/ce/envs/x/.pixi/envs/default: built for "
            "abi=py312-torch2-8-cpu, this host is py312-torch2-9-cu130. Re-run `comfy-env "
            "install` from this ComfyUI to materialize one for this stack; falling back to "
            "in-process import."_s,
            u"isolated-other"_s, u"py312-torch2-8-cpu"_s);
        repaired("pixi is gone",
                 u"[comfy-env] Failed to scan nodes root: [Errno 2] No such file or directory: "
                 "'/h/.comfy-env/pixi/0.75.0/pixi'"_s,
                 u"isolated-scan"_s, u"0.75.0/pixi"_s);
        repaired("a library of the environment does not load",
                 u"[comfy-env] Metadata scan failed for nodes.gpu (exit -1073741819 0xC0000005, "
                 "3.2s):"_s,
                 u"isolated-scan"_s, u"nodes.gpu"_s);
        repaired("a folder's scan fails", u"[comfy-env] Metadata scan failed for gpu: timed out"_s,
                 u"isolated-scan"_s, u"timed out"_s);
        row("a copy of a pack",
            u"ValueError: env name 'x-nodes' is derived from BOTH "
            "/c/custom_nodes/ComfyUI-X/nodes/comfy-env.toml and "
            "/c/custom_nodes/comfyui_x/nodes/comfy-env.toml. Two configs sharing one env name "
            "would share one env directory and permanently rebuild over each other. Rename one of "
            "the directories so the derived names differ."_s,
            u"isolated-twice"_s, u"comfyui_x"_s);
        row("a hole among the wheels",
            u"RuntimeError: No cuda-wheels combo covers all required packages."_s,
            u"isolated-wheels"_s, u"CUDA"_s);
        row("the first generation's hole",
            u"[comfy-env]   WARNING: No wheel for cumesh (cu12.8/torch2.8/py3.11)"_s,
            u"isolated-wheels"_s, u"cumesh"_s);
        repaired("a damaged pixi",
                 u"RuntimeError: pixi download checksum mismatch for "
                 "pixi-x86_64-unknown-linux-musl.tar.gz: expected a, got b"_s,
                 u"isolated-pixi"_s, u"pixi-x86_64-unknown-linux-musl.tar.gz"_s);
        row("no pixi", u"RuntimeError: No pixi binary for Windows/ARM64"_s, u"isolated-pixi"_s,
            u"Windows/ARM64"_s);
        repaired("a lock that was taken over", u"[comfy-env] Stale lock detected, rebuilding..."_s,
                 u"isolated-stale-lock"_s, u"ten minutes"_s);
        row("a removed variable",
            u"RuntimeError: [comfy-env] COMFY_ENV_ISOLATE=0 was removed in 0.4.25 and can no "
            "longer disable anything: isolation is always on"_s,
            u"isolated-variable"_s, u"COMFY_ENV_ISOLATE"_s);
    }
    void isKnown()
    {
        QFETCH(FailureCase, expected);
        checkFailure(expected);
    }
};

QTEST_GUILESS_MAIN(TestIsolationFailures)
#include "tst_isolationfailures.moc"
