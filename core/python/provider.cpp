// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/provider.h"

#include "core/base/lists.h"
#include "core/python/torchaccelerator.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Provider)
};

const QList<QStringList> &groups()
{
    static const QList<QStringList> all{
        {u"opencv-python-headless"_s, u"opencv-contrib-python-headless"_s, u"opencv-python"_s,
         u"opencv-contrib-python"_s},
        {u"onnxruntime"_s, u"onnxruntime-gpu"_s, u"onnxruntime-directml"_s,
         u"onnxruntime-openvino"_s},
        {u"pillow"_s, u"pillow-simd"_s},
    };
    return all;
}

struct Kept
{
    QString name;
    QString reason;
};

Kept keptOpencv(const QSet<QString> &wanted)
{
    const bool wantsContributed =
        std::any_of(wanted.begin(), wanted.end(),
                    [](const QString &name) { return name.startsWith("opencv-contrib-"_L1); });
    if (wantsContributed)
        return {u"opencv-contrib-python-headless"_s,
                Text::tr("it has what the others have but for windows, which ComfyUI has no use "
                         "for, and the contributed modules that were asked for")};
    return {u"opencv-python-headless"_s,
            Text::tr("it has what the others have but for windows, which ComfyUI has no use for")};
}

Kept keptRuntime(const ProviderQuestion &question)
{
    const std::optional<Accelerator> accelerator = torchAcceleratorOf(question.base);
    const bool isCuda = accelerator && accelerator->kind == AcceleratorKind::Cuda;
    const bool isArm = question.base.architecture == Architecture::Arm64;
    if (isCuda && !isArm && question.base.os != Os::MacOS)
        return {u"onnxruntime-gpu"_s, Text::tr("this install computes with CUDA")};
    if (question.base.os == Os::Windows && question.wanted.contains(u"onnxruntime-directml"_s))
        return {u"onnxruntime-directml"_s, Text::tr("it is asked for, and there is no CUDA here")};
    return {u"onnxruntime"_s, Text::tr("there is no CUDA here")};
}

Kept keptOf(const QStringList &group, const ProviderQuestion &question)
{
    const auto inBase = std::find_if(group.begin(), group.end(), [&](const QString &name) {
        return question.base.find(name) != nullptr;
    });
    if (inBase != group.end())
        return {*inBase, Text::tr("it is part of this install, which does not change")};
    if (group.contains("pillow"_L1))
        return {u"pillow"_s, Text::tr("ComfyUI is made for it")};
    return group.contains("onnxruntime"_L1) ? keptRuntime(question) : keptOpencv(question.wanted);
}

} // namespace

QStringList providersBeside(const QString &package)
{
    const auto found =
        std::find_if(groups().begin(), groups().end(),
                     [&](const QStringList &group) { return group.contains(package); });
    return found == groups().end() ? QStringList() : *found;
}

std::optional<ProviderChoice> chooseProvider(const QString &package,
                                             const ProviderQuestion &question)
{
    const QStringList group = providersBeside(package);
    if (group.isEmpty())
        return std::nullopt;
    const Kept kept = keptOf(group, question);
    ProviderChoice choice{.kept = kept.name};
    for (const QString &name : group) {
        if (name != kept.name && question.wanted.contains(name))
            choice.dropped += name;
    }
    choice.message = choice.dropped.isEmpty()
        ? Text::tr("%1 is taken: %2.").arg(kept.name, kept.reason)
        : Text::tr("%1 is taken instead of %2: %3.")
              .arg(kept.name, listed(choice.dropped), kept.reason);
    return choice;
}

} // namespace portico
