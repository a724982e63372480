// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/torchpin.h"

#include <QVersionNumber>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Family
{
    QLatin1StringView torch;
    QLatin1StringView vision;
    QLatin1StringView audio;
};

constexpr std::array kFamilies{
    Family{"2.4"_L1, "0.19"_L1, "2.4"_L1},   Family{"2.5"_L1, "0.20"_L1, "2.5"_L1},
    Family{"2.6"_L1, "0.21"_L1, "2.6"_L1},   Family{"2.7"_L1, "0.22"_L1, "2.7"_L1},
    Family{"2.8"_L1, "0.23"_L1, "2.8"_L1},   Family{"2.9"_L1, "0.24"_L1, "2.9"_L1},
    Family{"2.10"_L1, "0.25"_L1, "2.10"_L1}, Family{"2.11"_L1, "0.26"_L1, "2.11"_L1},
    Family{"2.12"_L1, "0.27"_L1, "2.11"_L1},
};

QString wildcard(const QString &minor)
{
    return "=="_L1 + minor + ".*"_L1;
}

} // namespace

QString torchIndexText(const QString &cuda)
{
    const QString tag = cuda.isEmpty() ? u"cpu"_s : "cu"_L1 + QString(cuda).remove(u'.').left(3);
    return "https://download.pytorch.org/whl/"_L1 + tag;
}

QString recommendedCuda(const QStringList &computeCapabilities)
{
    bool hasOld = false;
    for (const QString &capability : computeCapabilities) {
        const QVersionNumber version = QVersionNumber::fromString(capability);
        if (version >= QVersionNumber(10))
            return u"12.8"_s;
        hasOld = hasOld || version < QVersionNumber(7, 5);
    }
    if (computeCapabilities.isEmpty())
        return {};
    return hasOld ? u"12.4"_s : u"12.8"_s;
}

TorchPin hostTorchPin(const HostStack &host, const QString &recommended)
{
    TorchPin pin;
    if (!host.torch.isEmpty())
        pin.pin = wildcard(host.torchMinor());
    if (host.os == Os::MacOS)
        return pin;
    pin.cuda = host.torchCuda().isEmpty() ? recommended : host.torchCuda();
    pin.index = torchIndexText(pin.cuda);
    return pin;
}

WheelCombo fallbackCombo(const HostStack &host, const EnvRules &rules)
{
    const bool isArm = host.os == Os::Linux && host.architecture == Architecture::Arm64;
    if (isArm && rules.version >= QVersionNumber(0, 4, 23))
        return {.cuda = u"13.0"_s, .torch = u"2.10"_s};
    return {.cuda = u"12.8"_s, .torch = u"2.8"_s};
}

TorchPin pinOf(const WheelCombo &combo)
{
    return {.pin = wildcard(combo.torch), .index = torchIndexText(combo.cuda), .cuda = combo.cuda};
}

QMap<QString, QString> torchFamilyPins(const QString &torchPin, const HostStack &host)
{
    if (!torchPin.startsWith("=="_L1))
        return {};
    QMap<QString, QString> pins{{u"torch"_s, torchPin}};
    const QString minor = minorVersion(torchPin.mid(2));
    QString vision;
    QString audio;
    for (const Family &family : kFamilies) {
        if (minor == family.torch) {
            vision = family.vision;
            audio = family.audio;
        }
    }
    if (minor == host.torchMinor() && !host.torchvision.isEmpty() && !host.torchaudio.isEmpty()) {
        vision = minorVersion(host.torchvision);
        audio = minorVersion(host.torchaudio);
    }
    if (!vision.isEmpty()) {
        pins.insert(u"torchvision"_s, wildcard(vision));
        pins.insert(u"torchaudio"_s, wildcard(audio));
    }
    return pins;
}

} // namespace portico
