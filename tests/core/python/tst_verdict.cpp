// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "sitefolder.h"

#include <QTest>

#include <functional>

using namespace portico;
using namespace Qt::StringLiterals;

using Prepare = std::function<void(SitePackages &, VerdictRequest &)>;
Q_DECLARE_METATYPE(Prepare)

namespace {

const Accelerator kCuda13{AcceleratorKind::Cuda, {13, 0}};

/** A healthy environment of 12 packages for CUDA 13. */
void fill(SitePackages &site, VerdictRequest &request)
{
    site.addTorch(u"cu130"_s);
    site.add({.name = u"numpy"_s, .version = u"2.1.0"_s});
    site.add({.name = u"accelerate"_s,
              .version = u"1.0.0"_s,
              .needs = {u"numpy>=1.17,<3.0.0"_s, u"torch>=1.10.0"_s,
                        u"pytest; extra == 'testing'"_s, u"pywin32; sys_platform == 'win32'"_s}});
    site.add({.name = u"six"_s, .version = u"1.17.0"_s, .files = {{u"six.py"_s, "pass\n"}}});
    request.wanted = kCuda13;
    request.programName = u"ComfyUI"_s;
    request.programNeeds = {u"torch"_s, u"numpy>=1.25.0"_s};
}

void putFile(SitePackages &site, const QString &path)
{
    site.put(path, "from elsewhere");
}

} // namespace

/** The contamination verdict over environments in the real format, written by each test. */
class TestVerdict : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsWrong_data()
    {
        QTest::addColumn<Prepare>("prepare");
        QTest::addColumn<QStringList>("findings");
        const auto row = [](const char *name, const QStringList &findings, Prepare prepare) {
            QTest::newRow(name) << std::move(prepare) << findings;
        };

        row("a healthy environment", {}, [](SitePackages &, VerdictRequest &) {});
        row("torch of another CUDA than the install's is only told",
            {u"other-accelerator remark torch"_s}, [](SitePackages &, VerdictRequest &request) {
                request.wanted = Accelerator{AcceleratorKind::Cuda, {12, 6}};
            });
        row("torch for another maker's GPUs", {u"other-accelerator breaks torch"_s},
            [](SitePackages &, VerdictRequest &request) {
                request.wanted = Accelerator{AcceleratorKind::Rocm, {7, 2}};
            });
        row("a GPU's torch in a CPU install works", {u"other-accelerator remark torch"_s},
            [](SitePackages &, VerdictRequest &request) {
                request.wanted = Accelerator{AcceleratorKind::Cpu};
            });
        row("a GPU's torch that the person lets compute on the processor", {},
            [](SitePackages &, VerdictRequest &request) {
                request.wanted = Accelerator{AcceleratorKind::Cpu};
                request.built = kCuda13;
            });
        row("the same, without its label", {},
            [](SitePackages &, VerdictRequest &request) { request.builtTorch = u"2.9.1"_s; });
        row("another version for the same accelerator", {u"replaced-torch breaks torch"_s},
            [](SitePackages &, VerdictRequest &request) {
                request.builtTorch = u"2.10.0+cu130"_s;
            });
        row("another version for another CUDA is one finding", {u"replaced-torch breaks torch"_s},
            [](SitePackages &, VerdictRequest &request) {
                request.wanted = Accelerator{AcceleratorKind::Cuda, {12, 6}};
                request.builtTorch = u"2.8.0+cu126"_s;
            });
        row("another version for other GPUs is one finding", {u"other-accelerator breaks torch"_s},
            [](SitePackages &, VerdictRequest &request) {
                request.wanted = Accelerator{AcceleratorKind::Rocm, {7, 2}};
                request.builtTorch = u"2.8.0+rocm7.2"_s;
            });
        row("torch is not there", {u"torch-missing breaks torch"_s, u"missing-need breaks torch"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.remove(u"torch"_s);
                site.remove(u"torch-2.9.1+cu130.dist-info"_s);
            });
        row("labels of different builds",
            {u"mixed-builds breaks torch,torchvision"_s, u"mixed-builds breaks torchvision"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.put(u"torchvision/version.py"_s, "__version__ = '0.24.1+cu128'\n");
            });
        row("the files of one build under the metadata of another",
            {u"other-accelerator remark torch"_s,
             u"mixed-builds breaks torch,torchvision,torchaudio"_s, u"mixed-builds breaks torch"_s,
             u"altered-files breaks torch"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.put(u"torch/version.py"_s,
                         "__version__ = '2.8.0+cu128'\ncuda: Optional[str] = '12.8'\n");
            });
        row("libraries that nobody recorded", {u"orphan-files breaks torch"_s},
            [](SitePackages &site, VerdictRequest &) {
                putFile(site, u"torch/lib/libtorch_hip.so"_s);
            });
        row("libraries of NVIDIA that nobody recorded", {u"orphan-files breaks torch"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"nvidia-cublas"_s,
                          .version = u"13.0.1"_s,
                          .files = {{u"nvidia/cu13/lib/libcublas.so.13"_s, "x"}}});
                putFile(site, u"nvidia/cublas/lib/libcublas.so.12"_s);
            });
        row("other files that nobody recorded are only told", {u"orphan-files remark torch"_s},
            [](SitePackages &site, VerdictRequest &) { putFile(site, u"torch/old.py"_s); });
        row("bytecode and the DLL that people add by hand are nothing", {},
            [](SitePackages &site, VerdictRequest &) {
                putFile(site, u"torch/__pycache__/x.cpython-312.pyc"_s);
                putFile(site, u"torch/lib/libomp140.x86_64.dll"_s);
            });
        row("a library of another size", {u"altered-files breaks torch"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.put(u"torch/lib/libtorch_cpu.so"_s, "of another build");
            });
        row("two metadata folders of one package", {u"duplicate-metadata breaks numpy"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"numpy"_s, .version = u"1.26.4"_s});
            });
        row("half removed: files are gone", {u"half-removed breaks accelerate"_s},
            [](SitePackages &site, VerdictRequest &) { site.remove(u"accelerate"_s); });
        row("half removed: the single module is gone", {u"half-removed breaks six"_s},
            [](SitePackages &site, VerdictRequest &) { site.remove(u"six.py"_s); });
        row("data and tests that are missing are only told", {u"half-removed remark lib"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"lib"_s,
                          .version = u"1"_s,
                          .files = {{u"lib/__init__.py"_s, ""},
                                    {u"lib/data.json"_s, ""},
                                    {u"lib/tests/test_a.py"_s, ""}}});
                site.remove(u"lib/data.json"_s);
                site.remove(u"lib/tests"_s);
            });
        row("half removed: a metadata folder without metadata", {u"half-removed breaks old"_s},
            [](SitePackages &site, VerdictRequest &) {
                QDir().mkpath(site.path(u"old-1.0.dist-info"_s));
            });
        row("pip's leftovers beside a whole package are only told",
            {u"half-removed remark torch"_s}, [](SitePackages &site, VerdictRequest &) {
                putFile(site, u"~orch/lib/torch_cuda.dll"_s);
                putFile(site, u"~orch-2.8.0.dist-info/METADATA"_s);
            });
        row("pip's leftovers of a package that is not there", {u"half-removed breaks "_s},
            [](SitePackages &site, VerdictRequest &) { putFile(site, u"~cipy/__init__.py"_s); });
        row("a folder in torch's place without a package", {u"shadowed-module breaks xformers"_s},
            [](SitePackages &site, VerdictRequest &) { putFile(site, u"xformers/__init__.py"_s); });
        row("made for another system, by its tag", {u"wrong-abi breaks scipy"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add(
                    {.name = u"scipy"_s, .version = u"1.14"_s, .tag = "cp312-cp312-win_amd64"});
            });
        row("another Python in its tag alone is only told", {u"wrong-abi remark decord"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"decord"_s,
                          .version = u"0.6.0"_s,
                          .files = {{u"decord/libdecord.so"_s, ""}},
                          .tag = "cp36-cp36m-manylinux2010_x86_64"});
            });
        row("made for another Python, by its files", {u"wrong-abi breaks scipy"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"scipy"_s,
                          .version = u"1.14"_s,
                          .files = {{u"scipy/_a.cpython-310-x86_64-linux-gnu.so"_s, ""}}});
            });
        row("files for several Pythons, this one among them", {},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"scipy"_s,
                          .version = u"1.14"_s,
                          .files = {{u"scipy/_a.cpython-310-x86_64-linux-gnu.so"_s, ""},
                                    {u"scipy/_a.cpython-312-x86_64-linux-gnu.so"_s, ""},
                                    {u"scipy/_b.cp310-win_amd64.pyd"_s, ""},
                                    {u"scipy/_b.abi3.so"_s, ""}}});
            });
        row("another package that installs the same module is enough", {},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"rembg"_s,
                          .version = u"2"_s,
                          .needs = {u"opencv-python-headless"_s, u"onnxruntime>=1.15"_s}});
                site.add({.name = u"opencv-contrib-python-headless"_s, .version = u"4.12"_s});
                site.add({.name = u"onnxruntime-gpu"_s, .version = u"1.22"_s});
            });
        row("and clashes as that one", {u"clashing-need breaks onnxruntime-gpu"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add(
                    {.name = u"rembg"_s, .version = u"2"_s, .needs = {u"onnxruntime>=1.23"_s}});
                site.add({.name = u"onnxruntime-gpu"_s, .version = u"1.22"_s});
            });
        row("a package that is needed and not there", {u"missing-need breaks safetensors"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"peft"_s,
                          .version = u"1"_s,
                          .needs = {u"Safe.Tensors>=0.4"_s, u"safetensors"_s}});
                site.add({.name = u"safe-tensors"_s, .version = u"0.5"_s});
            });
        row("several that ComfyUI itself needs are one finding",
            {u"missing-need breaks einops,yarl"_s}, [](SitePackages &, VerdictRequest &request) {
                request.programNeeds += {u"yarl>=1"_s, u"einops"_s};
            });
        row("libraries that another torch needs are one finding",
            {u"missing-need breaks nvidia-cudnn-cu13,nvidia-nccl-cu13"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add(
                    {.name = u"torchao"_s,
                     .version = u"1"_s,
                     .needs = {u"nvidia-nccl-cu13==2.30.7; platform_system == 'Linux'"_s,
                               u"nvidia-cudnn-cu13"_s, u"nvidia-x; sys_platform == 'win32'"_s}});
            });
        row("a version that others cannot use", {u"clashing-need breaks numpy"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"old"_s, .version = u"1"_s, .needs = {u"numpy<2"_s}});
                site.add({.name = u"older"_s, .version = u"1"_s, .needs = {u"numpy (<1.25)"_s}});
            });
        row("wishes of others about torch are only told", {u"clashing-need remark torch"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"timm"_s, .version = u"1"_s, .needs = {u"torch>=2.10"_s}});
            });
        row("the torch family's own needs are not", {u"clashing-need breaks torch"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add(
                    {.name = u"xformers"_s, .version = u"0.0.30"_s, .needs = {u"torch==2.7.0"_s}});
            });
        row("needs that cannot be read are passed over", {},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"odd"_s,
                          .version = u"1"_s,
                          .needs = {u"numpy>=1.*"_s, u"!!"_s, u"x; nonsense == '1'"_s}});
            });
        row("two packages that bring one module are told",
            {u"two-providers remark opencv-python,opencv-python-headless"_s},
            [](SitePackages &site, VerdictRequest &) {
                site.add({.name = u"opencv-python"_s, .version = u"4.12"_s});
                site.add({.name = u"opencv-python-headless"_s, .version = u"4.12"_s});
            });
    }

    void findsWhatIsWrong()
    {
        QFETCH(Prepare, prepare);
        QFETCH(QStringList, findings);
        SitePackages site;
        VerdictRequest request;
        fill(site, request);
        prepare(site, request);
        const Verdict verdict = site.verdict(request);
        QStringList found = linesOf(verdict);
        found.sort();
        findings.sort();
        QCOMPARE(found, findings);
        QCOMPARE(verdict.isClean(), findings.filter(u" breaks "_s).isEmpty());
        for (const Finding &finding : verdict.findings) {
            QVERIFY(finding.title.endsWith(u'.'));
            QVERIFY(finding.message.endsWith(u'.') || finding.message.endsWith(u'"'));
            QVERIFY(finding.nextStep.endsWith(u'.'));
            QVERIFY(!finding.evidence.isEmpty());
            QVERIFY(finding.evidence.size() <= kSampledPaths);
        }
    }

    void tellsTheCpuBuild_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("ofComputer");
        QTest::addColumn<QString>("title");
        QTest::newRow("of an install for a GPU")
            << u"cuda 13.0"_s << QString() << u"torch was replaced by a CPU build."_s;
        QTest::newRow("of an install for a GPU, on a computer that has none")
            << u"cuda 13.0"_s << u"cpu"_s << u"torch was replaced by a CPU build."_s;
        QTest::newRow("of an adopted folder, on a computer with a GPU")
            << QString() << u"cuda 13.0"_s
            << u"torch is a CPU build, and this computer has a GPU."_s;
        QTest::newRow("that the person chose") << u"cpu"_s << u"cuda 13.0"_s << QString();
        QTest::newRow("on a computer without a GPU") << QString() << u"cpu"_s << QString();
        QTest::newRow("where nobody looked") << QString() << QString() << QString();
    }

    void tellsTheCpuBuild()
    {
        QFETCH(QString, wanted);
        QFETCH(QString, ofComputer);
        QFETCH(QString, title);
        SitePackages site;
        site.addTorch(u"cpu"_s);
        const VerdictRequest request{.wanted = Accelerator::fromText(wanted),
                                     .ofComputer = Accelerator::fromText(ofComputer),
                                     .gpuName = u"NVIDIA GeForce RTX 4090"_s};
        const PythonEnvironment environment = site.read();
        const Verdict verdict = judge(environment, request);
        QCOMPARE(verdict.findings.isEmpty() ? QString() : verdict.findings.constFirst().title,
                 title);
        QCOMPARE(needsComputer(environment, request), wanted.isEmpty() && ofComputer.isEmpty());
        if (title.isEmpty())
            return;
        const Finding &finding = verdict.findings.constFirst();
        QCOMPARE(verdict.sentence(), title);
        QVERIFY(finding.kind == FindingKind::CpuTorch);
        QVERIFY(finding.repair == RepairKind::ReinstallTorch);
        QVERIFY(finding.evidence.contains(u"torch/version.py: cuda = None"_s));
        QVERIFY(finding.evidence.contains(u"INSTALLER: pip"_s));
    }

    void aPackPinnedTorchToTheCpu()
    {
        SitePackages site; // pip replaced torch alone; its companions stay those of CUDA
        VerdictRequest request;
        fill(site, request);
        const QString info = u"torch-2.9.1+cu130.dist-info"_s;
        site.remove(u"torch"_s);
        site.remove(info);
        site.add({.name = u"torch"_s,
                  .version = u"2.9.1+cpu"_s,
                  .files = {{u"torch/version.py"_s,
                             "__version__ = '2.9.1+cpu'\ncuda: Optional[str] = None\n"
                             "hip: Optional[str] = None\n"}}});
        const Verdict verdict = site.verdict(request);
        QCOMPARE(linesOf(verdict),
                 (QStringList{u"cpu-torch breaks torch"_s,
                              u"mixed-builds breaks torch,torchvision,torchaudio"_s}));
        QCOMPARE(verdict.sentence(),
                 u"torch was replaced by a CPU build. And 1 more problem(s)."_s);
    }

    void pypisOwnTorchIsClean()
    {
        SitePackages site; // no label in METADATA; version.py tells CUDA
        site.add({.name = u"torch"_s,
                  .version = u"2.9.1"_s,
                  .files = {{u"torch/version.py"_s,
                             "__version__ = '2.9.1+cu128'\ncuda: Optional[str] = '12.8'\n"}}});
        const Verdict verdict = site.verdict({.wanted = Accelerator{AcceleratorKind::Cuda}});
        QCOMPARE(linesOf(verdict), QStringList());
        QCOMPARE(verdict.sentence(), u"Clean: torch 2.9.1+cu128 for CUDA 12.8, 1 package(s)."_s);
    }
};

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
