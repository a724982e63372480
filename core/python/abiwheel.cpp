// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/abiwheel.h"

#include "core/python/torchaccelerator.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AbiWheel)
};

constexpr std::array kCoupled{"flash-attn"_L1,   "flash-attn-3"_L1,  "sageattention"_L1,
                              "sageattn3"_L1,    "sparge-attn"_L1,   "nunchaku"_L1,
                              "natten"_L1,       "gsplat"_L1,        "torch-scatter"_L1,
                              "torch-sparse"_L1, "torch-cluster"_L1, "pytorch3d"_L1,
                              "nvdiffrast"_L1,   "detectron2"_L1,    "mmcv"_L1};

/** "128" is 12.8, "12" is 12, "130" is 13.0, "28" of torch is 2.8. */
QString dotted(const QString &digits, qsizetype major)
{
    return digits.size() > major ? digits.first(major) + u'.' + digits.sliced(major) : digits;
}

/** "12.8" and "12" agree, "12.8" and "12.6" do not. */
bool agree(const QString &a, const QString &b)
{
    const QStringList left = a.split(u'.');
    const QStringList right = b.split(u'.');
    const qsizetype count = std::min(left.size(), right.size());
    return std::equal(left.begin(), left.begin() + count, right.begin());
}

QString minorOf(const QString &version)
{
    return version.section(u'+', 0, 0).section(u'.', 0, 1);
}

/** What a wheel is made for, for people: "torch 2.8 and CUDA 12.8". */
QString madeFor(const WheelCoupling &coupling)
{
    if (coupling.torch.isEmpty())
        return Text::tr("CUDA %1").arg(coupling.cuda);
    if (coupling.cuda.isEmpty())
        return Text::tr("torch %1").arg(coupling.torch);
    return Text::tr("torch %1 and CUDA %2").arg(coupling.torch, coupling.cuda);
}

QString here(const PythonEnvironment &base)
{
    const QString torch = torchVersionOf(base);
    const auto accelerator = torchAcceleratorOf(base);
    if (torch.isEmpty())
        return Text::tr("no torch");
    return accelerator ? Text::tr("torch %1 (%2)").arg(torch, accelerator->title())
                       : Text::tr("torch %1").arg(torch);
}

} // namespace

bool isAbiCoupled(const QString &package)
{
    return package.startsWith("spconv"_L1) || package.startsWith("cumm"_L1)
        || std::any_of(kCoupled.begin(), kCoupled.end(),
                       [&package](QLatin1StringView name) { return package == name; });
}

WheelCoupling wheelCoupling(const QString &fileName)
{
    static const QRegularExpression torchDotted(uR"re((?:torch|pt)(\d+\.\d+))re"_s);
    static const QRegularExpression torchDigits(uR"re((?:torch|pt)(\d)(\d{1,2})(?!\d))re"_s);
    static const QRegularExpression cuda(uR"re((?<![a-z])cu(?:da)?(\d{2,3})(?!\d))re"_s);
    const QString name = fileName.toLower();
    WheelCoupling coupling{.isPure = name.endsWith("-none-any.whl"_L1)};
    if (const auto match = torchDotted.match(name); match.hasMatch())
        coupling.torch = match.captured(1);
    else if (const auto digits = torchDigits.match(name); digits.hasMatch())
        coupling.torch = digits.captured(1) + u'.' + digits.captured(2);
    if (const auto match = cuda.match(QString(name).replace(u'_', u'-')); match.hasMatch())
        coupling.cuda = dotted(match.captured(1), 2);
    coupling.isPure = coupling.isPure && coupling.torch.isEmpty() && coupling.cuda.isEmpty();
    return coupling;
}

QString couplingProblem(const QString &package, const QString &fileName,
                        const PythonEnvironment &base)
{
    if (fileName.isEmpty())
        return Text::tr("%1 is compiled for one torch and one CUDA, and there is no wheel of it "
                        "for %2.")
            .arg(package, here(base));
    const WheelCoupling coupling = wheelCoupling(fileName);
    if (coupling.isPure)
        return {};
    const auto accelerator = torchAcceleratorOf(base);
    const bool isCuda = accelerator && accelerator->kind == AcceleratorKind::Cuda;
    if (coupling.torch.isEmpty() && coupling.cuda.isEmpty()) {
        if (package == "spconv"_L1 || package == "cumm"_L1) // the names without CUDA: processors
            return {};
        return Text::tr("The wheel of %1 does not say which torch it is made for; this install "
                        "has %2.")
            .arg(package, here(base));
    }
    const bool fitsTorch = coupling.torch.isEmpty()
        || (!torchVersionOf(base).isEmpty()
            && agree(coupling.torch, minorOf(torchVersionOf(base))));
    const bool fitsCuda = coupling.cuda.isEmpty()
        || (isCuda
            && (accelerator->version.isNull()
                || agree(coupling.cuda, accelerator->version.toString())));
    if (fitsTorch && fitsCuda)
        return {};
    return Text::tr("%1 is made for %2; this install has %3.")
        .arg(package, madeFor(coupling), here(base));
}

} // namespace portico
