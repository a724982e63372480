// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/knownfailures.h"
#include "tests/core/diagnosis/failurecase.h"

#include <QSet>

using namespace portico;
using namespace Qt::StringLiterals;

/**
 * Every row of comfyui-contract.md 3.4 in ComfyUI's own words. They are those of the contract,
 * which took them from ComfyUI 0.33's source and from the issues that it names; rows beyond it name
 * their own source.
 */
class TestKnownFailures : public QObject
{
    Q_OBJECT

    void row(const char *name, int number, const QString &words, const StartFacts &facts,
             const QString &id, const Fix &fix, const QString &says)
    {
        QTest::newRow(name) << FailureCase{number, words, facts, id, fix, says};
        m_rows.insert(number);
        if (fix.kind != FixKind::None)
            m_withFix.insert(number);
    }

    QSet<int> m_rows;
    QSet<int> m_withFix;

private slots:
    void isKnown_data()
    {
        QTest::addColumn<FailureCase>("expected");
        addresses();
        devices();
        packages();
        packs();
        later();
    }

    void isKnown()
    {
        QFETCH(FailureCase, expected);
        checkFailure(expected);
    }

    void knowsEveryRowOfTheContract()
    {
        isKnown_data();
        for (int number = 1; number <= 37; ++number)
            QVERIFY2(m_rows.contains(number), qPrintable(u"row %1"_s.arg(number)));
        m_withFix.remove(0);
        qInfo("%d of 37 rows have a fix of one click", int(m_withFix.size()));
        QVERIFY(m_withFix.size() >= 25);
    }

    void writesItsTableWell()
    {
        for (const KnownFailure &failure : knownFailures()) {
            const QRegularExpression pattern(QString::fromLatin1(failure.pattern));
            QVERIFY2(pattern.isValid(), failure.pattern);
            QVERIFY2(qstrlen(failure.literal) >= 10, failure.literal);
            for (const char *sentence : {failure.message, failure.nextStep})
                QVERIFY2(QByteArray(sentence).endsWith('.') || QByteArray(sentence).endsWith("%2"),
                         sentence);
            const int captures = pattern.captureCount();
            for (const char *text : {failure.title, failure.message, failure.arguments}) {
                for (int i = captures + 1; i < 10; ++i)
                    QVERIFY2(!QByteArray(text).contains('%' + QByteArray::number(i)), text);
            }
        }
    }

private:
    void addresses();
    void devices();
    void packages();
    void packs();
    void later();
};

void TestKnownFailures::addresses()
{
    row("a port that another program uses", 1,
        u"Port 8188 is already in use on address 127.0.0.1. Please close the other application or "
        "use a different port with --port."_s,
        kDied, u"port-taken"_s, {FixKind::NextFreePort}, u"port 8188"_s);
    row("the same in older words", 2,
        u"OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', 8188): "
        "address already in use"_s,
        kDied, u"port-taken"_s, {FixKind::NextFreePort}, u"port 8188 on 127.0.0.1"_s);
    row("the same on Windows", 2,
        u"OSError: [Errno 10048] error while attempting to bind on address ('127.0.0.1', 8188): "
        "only one usage of each socket address (protocol/network address/port) is normally "
        "permitted"_s,
        kDied, u"port-taken"_s, {FixKind::NextFreePort}, u"port 8188"_s);
    row("a port that Windows keeps for itself", 3,
        u"PermissionError: [Errno 10013] error while attempting to bind on address ('127.0.0.1', "
        "8188): an attempt was made to access a socket in a way forbidden by its access "
        "permissions"_s,
        kDied, u"port-forbidden"_s, {FixKind::NextFreePort}, u"port 8188"_s);
    row("a port below 1024", 3,
        u"PermissionError: [Errno 13] error while attempting to bind on address ('0.0.0.0', 80): "
        "permission denied"_s,
        kDied, u"port-forbidden"_s, {FixKind::NextFreePort}, u"port 80"_s);
    row("an address of another computer", 4,
        u"OSError: [Errno 99] error while attempting to bind on address ('10.1.2.3', 8188): "
        "cannot assign requested address"_s,
        kDied, u"address-not-here"_s, {FixKind::RemoveArgument, {u"--listen"_s}}, u"10.1.2.3"_s);
    row("a port that does not exist", 4, u"OverflowError: bind(): port must be 0-65535."_s, kDied,
        u"port-out-of-range"_s, {FixKind::NextFreePort}, u"65535"_s);
    row("an argument that does not exist", 20,
        u"usage: main.py [-h] [--listen [IP]] [--port PORT]\n"
        "main.py: error: unrecognized arguments: --no-such-flag"_s,
        died(2), u"bad-argument"_s, {FixKind::RemoveArgument, {u"--no-such-flag"_s}},
        u"--no-such-flag"_s);
    row("two arguments that exclude each other", 20,
        u"main.py: error: argument --lowvram: not allowed with argument --cpu"_s, died(2),
        u"bad-argument"_s, {FixKind::RemoveArgument, {u"--lowvram"_s}}, u"not allowed with"_s);
    row("an argument without what it needs", 20, u"main.py: error: expected one argument"_s,
        died(2), u"bad-argument"_s, {}, u"expected one argument"_s);
    row("a database that another ComfyUI holds", 22,
        u"Database is locked. Another ComfyUI process is already using this database.\nTo resolve "
        "this, specify a separate database file for this instance:"_s,
        kDied, u"database-in-use"_s, {FixKind::RemoveLeftover}, u"holds the database"_s);
    row("the same, only logged", 23,
        u"Failed to initialize database. Could not acquire lock on database "
        "'/c/user/comfyui.db'. Another ComfyUI process may already be using it. Use "
        "--database-url to specify a separate database file."_s,
        kRuns, u"database-in-use"_s, {FixKind::RemoveLeftover}, u"/c/user/comfyui.db"_s);
    row("the same in newer words", 23, u"ASSETS_STARTUP_FAILED: in_use"_s, kDied,
        u"database-in-use"_s, {FixKind::RemoveLeftover}, u"database"_s);
    row("a database from a newer ComfyUI", 23, u"ASSETS_STARTUP_FAILED: newer_revision"_s, kDied,
        u"database-broken"_s, {FixKind::SetArgument, {u"--disable-assets"_s}}, u"newer_revision"_s);
    row("a folder of node packs that is not there", 36,
        u"Traceback (most recent call last):\n  File \"/c/main.py\", line 222, in "
        "execute_prestartup_script\nFileNotFoundError: [Errno 2] No such file or directory: "
        "'/c/nowhere/custom_nodes'"_s,
        kDied, u"folder-missing"_s, {FixKind::CreateFolder, {u"/c/nowhere/custom_nodes"_s}},
        u"/c/nowhere/custom_nodes"_s);
    row("a list of extra folders that is no YAML", 37,
        u"Traceback (most recent call last):\n  File \"/c/utils/extra_config.py\", line 20, in "
        "load_extra_path_config\nTypeError: 'NoneType' object is not iterable"_s,
        kDied, u"extra-paths-broken"_s, {FixKind::OpenFile, {u"/c/extra_model_paths.yaml"_s}},
        u"extra model folders"_s);
}

void TestKnownFailures::devices()
{
    const Fix driver{FixKind::OpenAddress, {u"https://www.nvidia.com/drivers"_s}};
    row("a torch for the processor alone", 5,
        u"Traceback (most recent call last):\nAssertionError: Torch not compiled with CUDA "
        "enabled"_s,
        kDied, u"torch-without-cuda"_s, {FixKind::RepairTorch}, u"CPU build"_s);
    row("no NVIDIA driver", 6,
        u"RuntimeError: Found no NVIDIA driver on your system. Please check that you have an "
        "NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx"_s,
        kDied, u"no-driver"_s, driver, u"no NVIDIA driver"_s);
    row("an old NVIDIA driver", 7,
        u"RuntimeError: The NVIDIA driver on your system is too old (found version 11040). Please "
        "update your GPU driver"_s,
        kDied, u"driver-too-old"_s, driver, u"11040"_s);
    row("a card that torch does not know yet", 8,
        u"NVIDIA GeForce RTX 5090 with CUDA capability sm_120 is not compatible with the current "
        "PyTorch installation."_s,
        kRuns, u"gpu-not-in-build"_s, {FixKind::ChangeBuild}, u"RTX 5090 (sm_120)"_s);
    row("the same when a node runs", 8,
        u"!!! Exception during processing !!! CUDA error: no kernel image is available for "
        "execution on the device"_s,
        kRuns, u"gpu-not-in-build"_s, {FixKind::ChangeBuild}, u"no code for your"_s);
    row("an AMD card that torch does not know", 9,
        u"RuntimeError: HIP error: invalid device function"_s, kRuns, u"amd-gpu-not-in-build"_s,
        {FixKind::ChangeBuild}, u"AMD"_s);
    const Fix less{FixKind::SetArgument, {u"--novram"_s}};
    row("a graphics memory that is full", 10,
        u"torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 12.00 GiB. GPU 0 has a "
        "total capacity of 7.78 GiB"_s,
        kRuns, u"gpu-memory"_s, less, u"more memory"_s);
    row("the same by ComfyUI's own words", 10, u"Got an OOM, unloading all loaded models."_s, kRuns,
        u"gpu-memory"_s, less, u"more memory"_s);
    row("a memory that was short for a moment", 11,
        u"out of memory error, emptying cache and trying again"_s, kRuns, u"attention-memory"_s, {},
        u"helped itself"_s);
    const Fix none{FixKind::SetArgument, {u"--cache-none"_s}};
    row("a paging file that is too small", 12,
        u"OSError: The paging file is too small for this operation to complete. (os error 1455)"_s,
        kDied, u"memory"_s, none, u"paging file"_s);
    row("killed without a word", 12, u"Checkpoint files will always be loaded safely."_s,
        killedBy(9), u"killed"_s, none, u"memory runs out"_s);
    row("a native crash on Windows without a word", 12, u"got prompt"_s,
        killedBy(static_cast<int>(0xC0000005), Os::Windows), u"native-crash"_s,
        {FixKind::FindGuiltyPack}, u"0xC0000005"_s);
    row("a part of torch that Windows cannot load", 21,
        uR"(OSError: [WinError 126] The specified module could not be found. Error loading )"
        uR"("C:\bundle\python_embeded\Lib\site-packages\torch\lib\c10.dll" or one of its )"
        uR"(dependencies.)"_s,
        kDied, u"torch-dll"_s, {FixKind::OpenAddress, {u"https://aka.ms/vc14/vc_redist.x64.exe"_s}},
        u"c10.dll"_s);
    row("the same for AMD cards", 21,
        uR"(OSError: [WinError 126] The specified module could not be found. Error loading )"
        uR"("C:\b\Lib\site-packages\torch\lib\c10_hip.dll" or one of its dependencies.)"_s,
        kDied, u"torch-dll-amd"_s, {FixKind::OpenAddress, {u"https://www.amd.com/support"_s}},
        u"c10_hip.dll"_s);
    row("an older CUDA than the card deserves", 25,
        u"WARNING: You need pytorch with cu130 or higher to use optimized CUDA operations."_s,
        kRuns, u"cuda-13-wanted"_s, {FixKind::ChangeBuild}, u"CUDA 13"_s);
    row("several graphics cards on Windows", 33,
        u"Multiple NVIDIA GPUs are visible on Windows with pinned memory enabled. Restart with "
        "--disable-pinned-memory to avoid CUDA host-transfer failures."_s,
        kRuns, u"many-gpus"_s, {FixKind::SetGpu, {u"0"_s}}, u"several NVIDIA"_s);
}

void TestKnownFailures::packages()
{
    const Fix repair{FixKind::RepairEnvironment};
    row("a package of ComfyUI that is missing", 13,
        u"Traceback (most recent call last):\n  File \"/c/main.py\", line 261, in <module>\n  File "
        "\"/c/execution.py\", line 14, in <module>\nModuleNotFoundError: No module named "
        "'torchsde'"_s,
        kDied, u"module-missing"_s, repair, u"torchsde"_s);
    row("a web page that is missing", 15,
        u"********** ERROR ***********\n\ncomfyui-frontend-package is not installed.\n\nPlease "
        "install the updated requirements.txt file by running:"_s,
        died(255), u"web-page-missing"_s, repair, u"comfyui-frontend-package"_s);
    row("templates that are missing", 16, u"comfyui-workflow-templates is not installed."_s, kRuns,
        u"templates-missing"_s, repair, u"comfyui-workflow-templates"_s);
    row("a package that is too old", 17,
        u"Installed comfyui-frontend-package version 1.40.1 is lower than the recommended version "
        "1.49.6."_s,
        kRuns, u"package-outdated"_s, repair, u"1.40.1"_s);
    row("an attention package that is missing", 18,
        u"To use the `--use-sage-attention` feature, the `sageattention` package must be installed "
        "first."_s,
        died(255), u"attention-missing"_s, {FixKind::RemoveArgument, {u"--use-sage-attention"_s}},
        u"sageattention"_s);
    row("Comfy Kitchen's attention", 18, u"Comfy Kitchen attention is unavailable"_s, died(255),
        u"attention-missing"_s, {FixKind::RemoveArgument, {u"--use-ck-attention"_s}},
        u"Comfy Kitchen"_s);
    row("a Manager that is missing", 19,
        u"To use the `--enable-manager` feature, the `comfyui-manager` package must be installed "
        "first."_s,
        kRuns, u"manager-missing"_s, {FixKind::RemoveArgument, {u"--enable-manager"_s}},
        u"comfyui-manager"_s);
    row("a torch without dynamic memory", 24,
        u"Unsupported Pytorch detected. DynamicVRAM support requires Pytorch version 2.8 or later. "
        "Falling back to legacy ModelPatcher."_s,
        kRuns, u"slow-memory-mode"_s, {FixKind::ChangeBuild}, u"too old"_s);
    row("an aimdo that does not work", 24,
        u"No working comfy-aimdo install detected. DynamicVRAM support disabled."_s, kRuns,
        u"slow-memory-mode"_s, repair, u"comfy-aimdo"_s);
    row("nodes of ComfyUI that are missing", 27,
        u"WARNING: some comfy_extras/ nodes did not import correctly. This may be because they are "
        "missing some dependencies.\n\nIMPORT FAILED: nodes_audio.py"_s,
        kRuns, u"own-nodes-failed"_s, repair, u"comfy_extras"_s);
    row("another web page that cannot be had", 31,
        u"Failed to initialize frontend: HTTPSConnectionPool: Max retries exceeded\nFalling back "
        u"to "
        "the default frontend."_s,
        kRuns, u"web-page-download"_s, {FixKind::RemoveArgument, {u"--front-end-version"_s}},
        u"downloaded"_s);
}

void TestKnownFailures::packs()
{
    row("a node pack without a package", 14,
        u"Traceback (most recent call last):\n  File \"/c/custom_nodes/broken/__init__.py\", line "
        "1, in <module>\nModuleNotFoundError: No module named 'cv2'\n\nCannot import "
        "/c/custom_nodes/broken module for custom nodes: No module named 'cv2'"_s,
        kRuns, u"pack-module-missing"_s,
        {FixKind::InstallPackages, {u"broken"_s, u"opencv-python-headless"_s}}, u"cv2"_s);
    row("a node pack with an error", 26,
        u"Cannot import /c/custom_nodes/broken module for custom nodes: name 'undefined' is not "
        "defined\n\nImport times for custom nodes:\n   0.1 seconds (IMPORT FAILED): "
        "/c/custom_nodes/broken"_s,
        kRuns, u"pack-import-failed"_s, {FixKind::DisablePack, {u"broken"_s}},
        u"'undefined' is not defined"_s);
    row("a node pack that tells no reason", 26,
        u"Prestartup times for custom nodes:\n   0.1 seconds (PRESTARTUP FAILED): "
        "C:\\c\\custom_nodes\\broken"_s,
        kRuns, u"pack-start-script"_s, {FixKind::DisablePack, {u"broken"_s}}, u"does not say"_s);
    row("a start script that fails", 35,
        u"Failed to execute startup-script: /c/custom_nodes/broken/prestartup_script.py / name 'x' "
        "is not defined"_s,
        kRuns, u"pack-start-script"_s, {FixKind::DisablePack, {u"broken"_s}}, u"broken"_s);
    row("a start script without a package", 35,
        u"Failed to execute startup-script: /c/custom_nodes/broken/prestartup_script.py / No "
        u"module "
        "named 'toml'"_s,
        kRuns, u"pack-module-missing"_s, {FixKind::InstallPackages, {u"broken"_s, u"toml"_s}},
        u"toml"_s);
}

void TestKnownFailures::later()
{
    row("a node that no pack has", 28,
        u"invalid prompt: {'type': 'missing_node_type', 'message': \"Node 'KJNodes' not found. The "
        "custom node may not be installed.\"}"_s,
        kRuns, u"node-type-missing"_s, {FixKind::FindPack, {u"KJNodes"_s}}, u"KJNodes"_s);
    row("a model that is not there", 29,
        u"Value not in list: ckpt_name: 'sdxl.safetensors' not in []"_s, kRuns, u"model-missing"_s,
        {FixKind::OpenFolder, {u"models"_s}}, u"sdxl.safetensors"_s);
    row("a page of another address", 30,
        u"WARNING: request with non matching host and origin 127.0.0.1:8188 != localhost:8188, "
        "returning 403"_s,
        kRuns, u"foreign-origin"_s, {FixKind::OpenAddress, {u"http://127.0.0.1:8188/"_s}},
        u"localhost:8188"_s);
    row("a character that Windows cannot write", 32,
        u"UnicodeEncodeError: 'charmap' codec can't encode character '\\u2588' in position 6"_s,
        kRuns, u"log-encoding"_s, {}, u"UTF-8"_s);
    row("an interrupted start", 34,
        u"Traceback (most recent call last):\n  File \"/c/main.py\", line 261, in "
        "<module>\nKeyboardInterrupt"_s,
        killedBy(2), u"interrupted"_s, {}, u"interrupted"_s);
}

QTEST_GUILESS_MAIN(TestKnownFailures)
#include "tst_knownfailures.moc"
