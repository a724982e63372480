// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/probetorch.h"

#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TorchProbe)
};

constexpr auto kLimit = 60s; ///< torch is read from the disk for the first time
constexpr qsizetype kMostOutput = 64 << 10;
constexpr QByteArrayView kMark("PORTICO-PROBE ");

// Values that are exact in every precision, so that a wrong one is the device's.
constexpr auto kProgram = R"py(
import json, time
out = {"torch": "", "device": "", "name": "", "step": "import", "error": "", "ms": 0}
try:
    import torch
    out["torch"] = str(torch.__version__)
    out["step"] = "device"
    device = "cpu"
    if torch.cuda.is_available():
        device = "cuda:0"
        out["name"] = str(torch.cuda.get_device_name(0))
    elif hasattr(torch, "xpu") and torch.xpu.is_available():
        device = "xpu:0"
        out["name"] = str(torch.xpu.get_device_name(0))
    elif hasattr(torch, "backends") and hasattr(torch.backends, "mps") and torch.backends.mps.is_available():
        device = "mps"
    out["device"] = device
    out["step"] = "matmul"
    began = time.perf_counter()
    half = torch.full((64, 64), 0.5, device=device)
    total = float((half @ half).sum().item())
    if total != 65536.0:
        raise ArithmeticError("the product of two matrices is wrong: %r" % total)
    out["step"] = "nms"
    try:
        import torchvision
    except ModuleNotFoundError as error:
        if error.name != "torchvision":
            raise
        torchvision = None
    if torchvision is not None:
        boxes = torch.tensor([[0.0, 0.0, 8.0, 8.0], [1.0, 1.0, 8.0, 8.0], [16.0, 16.0, 24.0, 24.0]], device=device)
        scores = torch.tensor([0.75, 0.5, 0.25], device=device)
        kept = [int(one) for one in torchvision.ops.nms(boxes, scores, 0.5).tolist()]
        if kept != [0, 2]:
            raise ArithmeticError("torchvision.ops.nms is wrong: %r" % kept)
    out["ms"] = int((time.perf_counter() - began) * 1000)
    out["step"] = "done"
except BaseException as error:
    out["error"] = "%s: %s" % (type(error).__name__, error)
print("\nPORTICO-PROBE " + json.dumps(out), flush=True)
)py";

/** The kind of device that "cuda:0" is; ROCm's torch calls itself CUDA. */
bool isDeviceOf(const QString &device, AcceleratorKind kind)
{
    switch (kind) {
    case AcceleratorKind::Cuda:
    case AcceleratorKind::Rocm:
        return device.startsWith("cuda"_L1);
    case AcceleratorKind::Xpu:
        return device.startsWith("xpu"_L1);
    case AcceleratorKind::Mps:
        return device == "mps"_L1;
    case AcceleratorKind::Cpu:
        return true;
    }
    return true;
}

QString shortened(const QString &words)
{
    constexpr qsizetype longest = 200;
    QString line = words.section(u'\n', 0, 0).trimmed();
    while (line.endsWith(u'.'))
        line.chop(1);
    return line.size() > longest ? line.left(longest) + u'…' : line;
}

void explainFailure(const QString &step, const QString &words, TorchProbe &probe)
{
    probe.nextStep = Text::tr("Repair the install.");
    if (step == "import"_L1)
        probe.reason = Text::tr("torch cannot be imported: %1.").arg(words);
    else if (step == "nms"_L1)
        probe.reason = Text::tr("torchvision does not work with this torch: %1.").arg(words);
    else
        probe.reason =
            Text::tr("torch cannot compute on %1: %2.")
                .arg(probe.device.isEmpty() ? Text::tr("any device") : probe.device, words);
    if (step == "matmul"_L1 && probe.device != "cpu"_L1)
        probe.nextStep = Text::tr("Restart the computer, and update the graphics driver if it "
                                  "stays so; This computer says which version is needed.");
}

void judge(const QJsonObject &answer, const TorchProbeRequest &request, TorchProbe &probe)
{
    probe.torch = answer.value("torch"_L1).toString();
    probe.device = answer.value("device"_L1).toString();
    probe.name = answer.value("name"_L1).toString();
    probe.milliseconds = answer.value("ms"_L1).toInteger();
    const QString step = answer.value("step"_L1).toString();
    if (step != "done"_L1)
        return explainFailure(step, shortened(answer.value("error"_L1).toString()), probe);
    if (request.wanted && !isDeviceOf(probe.device, request.wanted->kind)) {
        probe.reason = Text::tr("torch %1 computes on %2, although this install is for %3.")
                           .arg(probe.torch,
                                probe.device == "cpu"_L1 ? Text::tr("the processor") : probe.device,
                                request.wanted->title());
        probe.nextStep = Text::tr(
            "Look under This computer whether the graphics driver is there and new enough.");
        return;
    }
    probe.isGood = true;
}

QProcessEnvironment environmentOf(const TorchProbeRequest &request)
{
    QProcessEnvironment environment =
        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs());
    for (const QString &variable : request.variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return environment;
}

/** The last line that carries the mark: packages print what they like at their import. */
QJsonObject answerIn(const QByteArray &output)
{
    const qsizetype at = output.lastIndexOf(kMark);
    if (at < 0)
        return {};
    const QByteArray line = output.sliced(at + kMark.size());
    return QJsonDocument::fromJson(line.left(line.indexOf('\n'))).object();
}

} // namespace

QJsonObject toJson(const TorchProbe &probe)
{
    return {{u"isGood"_s, probe.isGood},
            {u"device"_s, probe.device},
            {u"name"_s, probe.name},
            {u"torch"_s, probe.torch},
            {u"milliseconds"_s, probe.milliseconds},
            {u"reason"_s, probe.reason},
            {u"nextStep"_s, probe.nextStep}};
}

TorchProbe torchProbeFromJson(const QJsonObject &object)
{
    return {.isGood = object.value("isGood"_L1).toBool(),
            .device = object.value("device"_L1).toString(),
            .name = object.value("name"_L1).toString(),
            .torch = object.value("torch"_L1).toString(),
            .milliseconds = object.value("milliseconds"_L1).toInteger(),
            .reason = object.value("reason"_L1).toString(),
            .nextStep = object.value("nextStep"_L1).toString()};
}

Result<TorchProbe> probeTorch(const TorchProbeRequest &request, const ProcessRunner &processes,
                              const JobContext &job)
{
    QByteArray output;
    const ProcessInput input{
        .command = {.program = request.python,
                    .arguments = {u"-I"_s, u"-B"_s, u"-c"_s, QString::fromUtf8(kProgram)},
                    .workingFolder = QFileInfo(request.python).path(),
                    .environment = environmentOf(request),
                    .secrets = {}},
        .standardInput = {},
        .onOutput = [&output](QByteArrayView bytes) -> Result<> {
            output += bytes;
            if (output.size() > kMostOutput)
                output.remove(0, output.size() - kMostOutput);
            return {};
        },
        .onErrorOutput = {},
        .silenceLimit = kLimit,
        .patience = 0ms};
    const Result<ExitStatus> status = processes.run(input, job);
    TorchProbe probe;
    if (!status && status.error().code == ErrorCode::Timeout) {
        probe.reason = Text::tr("torch gave no answer within %n seconds.", nullptr,
                                static_cast<int>(kLimit.count()));
        probe.nextStep = Text::tr("Try again, and restart the computer if it stays so.");
        return probe;
    }
    if (!status)
        return status.error();
    probe.detail = QString::fromUtf8(status->errorTail).trimmed();
    const QJsonObject answer = answerIn(output);
    if (answer.isEmpty()) {
        probe.reason = Text::tr("Python ended while torch was tried (%1).").arg(status->code);
        probe.nextStep = Text::tr("Repair the install.");
        return probe;
    }
    judge(answer, request, probe);
    return probe;
}

} // namespace portico
