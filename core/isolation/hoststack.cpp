// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/hoststack.h"

#include "core/isolation/envname.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString withoutLabel(const QString &version)
{
    return version.section(u'+', 0, 0);
}

/** "14.0" of "cp312-none-macosx_14_0_arm64", from the first tag that tells. */
QString macosFloorIn(const QStringList &tags)
{
    static const QRegularExpression floor(uR"(macosx_(\d+)_(\d+)_)"_s);
    for (const QString &tag : tags) {
        const QRegularExpressionMatch match = floor.match(tag);
        if (match.hasMatch())
            return match.captured(1) + u'.' + match.captured(2);
    }
    return {};
}

QString versionOf(const PythonEnvironment &environment, QStringView name)
{
    const Distribution *distribution = environment.find(name);
    return distribution ? distribution->version : QString();
}

QString backendTag(const HostStack &host)
{
    const auto digits = [](QString version) { return version.remove(u'.'); };
    if (host.torchLabel.startsWith("rocm"_L1))
        return host.torchLabel == "rocm"_L1 ? u"rocm"_s : digits(host.torchLabel);
    if (host.torchLabel.startsWith("cu"_L1))
        return host.torchCuda().isEmpty() ? u"cuda"_s : "cu"_L1 + digits(host.torchCuda());
    if (host.torchLabel.startsWith("xpu"_L1))
        return u"xpu"_s;
    // Only where there is no label at all: an unknown one, "+cpu" among them, means the same.
    return host.os == Os::MacOS && host.hasMps ? u"mps"_s : u"cpu"_s;
}

} // namespace

QString minorVersion(const QString &version)
{
    return withoutLabel(version).split(u'.').mid(0, 2).join(u'.');
}

QString HostStack::torchMinor() const
{
    return minorVersion(torch);
}

QString HostStack::torchCuda() const
{
    const QString digits = torchLabel.startsWith("cu"_L1) ? torchLabel.mid(2) : QString();
    return digits.size() < 2 ? QString() : digits.chopped(1) + u'.' + digits.last(1);
}

HostStack hostStackOf(const PythonEnvironment &environment, Architecture architecture)
{
    HostStack host;
    host.os = environment.os;
    host.architecture = environment.architecture.value_or(architecture);
    host.python = minorVersion(environment.pythonVersion);
    const QString torch = versionOf(environment, u"torch");
    host.torch = withoutLabel(torch);
    host.torchLabel = torch.section(u'+', 1);
    host.torchvision = withoutLabel(versionOf(environment, u"torchvision"));
    host.torchaudio = withoutLabel(versionOf(environment, u"torchaudio"));
    if (const Distribution *distribution = environment.find(u"torch"))
        host.macosFloor = host.os == Os::MacOS ? macosFloorIn(distribution->tags) : QString();
    // torch.backends.mps.is_available() of comfy-env: true on every Apple chip.
    host.hasMps = host.os == Os::MacOS && host.architecture == Architecture::Arm64;
    for (const QString &name : {u"comfy-aimdo"_s, u"comfy-kitchen"_s}) {
        const QString version = versionOf(environment, name);
        if (!version.isEmpty())
            host.hostPins.insert(name, version);
    }
    return host;
}

std::optional<QVersionNumber> comfyEnvIn(const PythonEnvironment &environment)
{
    const QVersionNumber version = QVersionNumber::fromString(versionOf(environment, u"comfy-env"));
    return version.isNull() ? std::nullopt : std::make_optional(version);
}

QString abiTag(const HostStack &host, const EnvRules &rules)
{
    QString tag = "py"_L1 + QString(host.python).remove(u'.');
    tag += host.torch.isEmpty() ? u"-notorch"_s
                                : "-torch"_L1 + host.torchMinor() + u'-' + backendTag(host);
    return rules.hasDottedTag ? tag : sanitizedEnvName(tag);
}

} // namespace portico
