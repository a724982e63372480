// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/torchbuild.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Of "cuda: Optional[str] = '12.8'": the text in quotes; empty for None and for code. */
QString assigned(const QString &text, const QString &name)
{
    const QRegularExpression line(
        uR"re(^%1(?:\s*:[^=\n]*)?\s*=\s*["']([^"'\n]{0,64})["'])re"_s.arg(name),
        QRegularExpression::MultilineOption);
    return line.match(text).captured(1);
}

bool isAssignedNone(const QString &text, const QString &name)
{
    const QRegularExpression line(uR"re(^%1(?:\s*:[^=\n]*)?\s*=\s*None\b)re"_s.arg(name),
                                  QRegularExpression::MultilineOption);
    return line.match(text).hasMatch();
}

/** "cu130" of "2.9.1+cu130"; AMD's own builds say "+rocm7.2.0.lw.git…". */
std::optional<Accelerator> ofLabel(const QString &version)
{
    static const QRegularExpression tag(
        uR"re(^(cu\d{3,4}|rocm\d+(?:\.\d+){0,2}|rocm|xpu|cpu)(?![a-z0-9]))re"_s);
    return Accelerator::fromText(tag.match(version.section(u'+', 1).toLower()).captured(1));
}

QVersionNumber shortVersion(const QString &text)
{
    const QVersionNumber version = QVersionNumber::fromString(text);
    return version.segmentCount() > 1
        ? QVersionNumber(version.majorVersion(), version.minorVersion())
        : version;
}

/** torch's own version.py says what it was built for, whatever its label. */
std::optional<Accelerator> ofTorchFile(const QString &text, Os os, QString &line)
{
    const std::pair<QString, AcceleratorKind> rows[] = {{u"hip"_s, AcceleratorKind::Rocm},
                                                        {u"rocm"_s, AcceleratorKind::Rocm},
                                                        {u"cuda"_s, AcceleratorKind::Cuda},
                                                        {u"xpu"_s, AcceleratorKind::Xpu}};
    for (const auto &[name, kind] : rows) {
        const QString value = assigned(text, name);
        if (value.isEmpty())
            continue;
        line = u"%1 = '%2'"_s.arg(name, value);
        return Accelerator{.kind = kind,
                           .version = kind == AcceleratorKind::Xpu ? QVersionNumber()
                                                                   : shortVersion(value)};
    }
    if (!isAssignedNone(text, u"cuda"_s))
        return std::nullopt;
    line = u"cuda = None"_s;
    return Accelerator{.kind = os == Os::MacOS ? AcceleratorKind::Mps : AcceleratorKind::Cpu};
}

} // namespace

TorchBuild torchBuildOf(const TorchFiles &files, Os os)
{
    const QString text = QString::fromUtf8(files.versionFile);
    const QString file = files.package + "/version.py"_L1;
    TorchBuild build{.package = files.package,
                     .fileVersion = assigned(text, u"__version__"_s),
                     .recordVersion = files.recordVersion};
    QString line;
    if (files.package == "torch"_L1)
        build.accelerator = ofTorchFile(text, os, line);
    if (build.accelerator) {
        build.evidence = u"%1: %2"_s.arg(file, line);
    } else if ((build.accelerator = ofLabel(build.fileVersion))) {
        build.evidence = u"%1: %2"_s.arg(file, build.fileVersion);
    } else if ((build.accelerator = ofLabel(files.recordVersion))) {
        build.evidence = u"METADATA: %1 %2"_s.arg(files.package, files.recordVersion);
    } else if (files.hasHipLibrary || files.hasCudaLibrary) {
        build.accelerator = Accelerator{.kind = files.hasHipLibrary ? AcceleratorKind::Rocm
                                                                    : AcceleratorKind::Cuda};
        build.evidence = files.hasHipLibrary ? u"torch/lib: HIP"_s : u"torch/lib: CUDA"_s;
    }
    return build;
}

} // namespace portico
