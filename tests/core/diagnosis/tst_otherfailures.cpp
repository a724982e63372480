// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/core/diagnosis/failurecase.h"

using namespace portico;
using namespace Qt::StringLiterals;

/** Failures that the contract does not list, after issues of ComfyUI and its packs:
 * Comfy-Org/ComfyUI#5289 (NumPy), patientx-cfz/comfyui-rocm #48 (torchvision),
 * sipie800/ComfyUI-PuLID-Flux-Enhanced#16 (Numba). */
class TestOtherFailures : public QObject
{
    Q_OBJECT

    void row(const char *name, const QString &words, const StartFacts &facts, const QString &id,
             const Fix &fix, const QString &says)
    {
        QTest::newRow(name) << FailureCase{0, words, facts, id, fix, says};
    }

private slots:
    void isKnown_data()
    {
        QTest::addColumn<FailureCase>("expected");
        row("a disk that is full", u"OSError: [Errno 28] No space left on device: '/c/temp'"_s,
            kDied, u"disk-full"_s, {FixKind::FreeDisk}, u"disk is full"_s);
        row("a torchvision for another torch",
            u"RuntimeError: operator torchvision::nms does not exist"_s, kDied, u"torch-mixed"_s,
            {FixKind::RepairTorch}, u"another torch"_s);
        row("packages for NumPy 1",
            u"A module that was compiled using NumPy 1.x cannot be run in\nNumPy 2.1.2 as it may "
            "crash."_s,
            kRuns, u"numpy-mixed"_s, {FixKind::RepairEnvironment}, u"NumPy 2"_s);
        row("a node pack whose package wants another NumPy",
            u"ImportError: Numba needs NumPy 2.0 or less. Got NumPy 2.1.\n\nCannot import "
            "E:\\ComfyUI\\custom_nodes\\was-node-suite-comfyui module for custom nodes: Numba "
            "needs "
            "NumPy 2.0 or less. Got NumPy 2.1."_s,
            kRuns, u"pack-numpy"_s, {FixKind::InstallPackages, {u"was-node-suite-comfyui"_s}},
            u"was-node-suite-comfyui"_s);
        row("a node pack for another version",
            u"Cannot import /c/custom_nodes/old module for custom nodes: cannot import name "
            "'cached_download' from 'huggingface_hub' (/s/huggingface_hub/__init__.py)"_s,
            kRuns, u"pack-version"_s, {FixKind::UpdatePack, {u"old"_s}}, u"cached_download"_s);
        row("a node pack without a part of itself",
            u"Cannot import /c/custom_nodes/Impact-Pack module for custom nodes: No module named "
            "'impact.subpack_nodes'"_s,
            kRuns, u"pack-part-missing"_s, {FixKind::UpdatePack, {u"Impact-Pack"_s}},
            u"impact.subpack_nodes"_s);
        row("a node pack whose entry point fails",
            u"Error while calling comfy_entrypoint in /c/custom_nodes/control: Ids must be unique\n"
            "Import times for custom nodes:\n   0.1 seconds (IMPORT FAILED): "
            "/c/custom_nodes/control"_s,
            kRuns, u"pack-import-failed"_s, {FixKind::DisablePack, {u"control"_s}},
            u"Ids must be unique"_s);
        row("a node pack for another Python",
            u"Cannot import /c/custom_nodes/old module for custom nodes: invalid syntax (nodes.py, "
            "line 3)"_s,
            kRuns, u"pack-syntax"_s, {FixKind::UpdatePack, {u"old"_s}},
            u"another version of Python"_s);
        row("a node pack whose library is missing",
            u"Cannot import /c/custom_nodes/old module for custom nodes: libGL.so.1: cannot open "
            u"shared "
            "object file: No such file or directory"_s,
            kRuns, u"pack-library"_s, {FixKind::InstallPackages, {u"old"_s}}, u"libGL.so.1"_s);
        row("a folder that is no pack",
            u"Skip /c/custom_nodes/notes module for custom nodes due to the lack of "
            "NODE_CLASS_MAPPINGS or comfy_entrypoint (need one)."_s,
            kRuns, u"pack-without-nodes"_s, {FixKind::DisablePack, {u"notes"_s}}, u"notes"_s);
        row("a native crash in a pack",
            u"Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call "
            "first):\n  File \"/c/custom_nodes/native/core.py\", line 3 in run\n  File "
            "\"/c/nodes.py\", line 2301 in load_custom_node"_s,
            killedBy(11), u"native-crash"_s, {FixKind::DisablePack, {u"native"_s}}, u"native"_s);
        row("an error that nobody knows",
            u"Traceback (most recent call last):\n  File \"/c/main.py\", line 1, in "
            "<module>\nRuntimeError: nobody knows this"_s,
            kDied, u"exception"_s, {FixKind::FindGuiltyPack}, u"nobody knows this"_s);
        row("work that the Manager left for this start",
            u"[ComfyUI-Manager] Starting dependency installation/(de)activation for the extension"_s,
            died(3), u"ended"_s, {FixKind::FindGuiltyPack}, u"exit code 3"_s);
    }
    void isKnown()
    {
        QFETCH(FailureCase, expected);
        checkFailure(expected);
    }
};

QTEST_GUILESS_MAIN(TestOtherFailures)
#include "tst_otherfailures.moc"
