// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/accelerator.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr AcceleratorKind kKinds[] = {AcceleratorKind::Cuda, AcceleratorKind::Rocm,
                                      AcceleratorKind::Xpu, AcceleratorKind::Mps,
                                      AcceleratorKind::Cpu};

bool hasVersion(AcceleratorKind kind)
{
    return kind == AcceleratorKind::Cuda || kind == AcceleratorKind::Rocm;
}

/** "130" of a tag is 13.0: the last digit is the minor version. */
QVersionNumber versionOfDigits(QStringView digits)
{
    return {digits.chopped(1).toInt(), digits.last(1).toInt()};
}

} // namespace

QString acceleratorKindName(AcceleratorKind kind)
{
    switch (kind) {
    case AcceleratorKind::Cuda:
        return u"cuda"_s;
    case AcceleratorKind::Rocm:
        return u"rocm"_s;
    case AcceleratorKind::Xpu:
        return u"xpu"_s;
    case AcceleratorKind::Mps:
        return u"mps"_s;
    case AcceleratorKind::Cpu:
        return u"cpu"_s;
    }
    Q_UNREACHABLE();
}

QString Accelerator::text() const
{
    const QString name = acceleratorKindName(kind);
    return version.isNull() ? name : name + u' ' + version.toString();
}

QString Accelerator::title() const
{
    const QString words = text();
    return kind == AcceleratorKind::Rocm ? u"ROCm"_s + words.mid(4) : words.toUpper();
}

QString Accelerator::torchTag() const
{
    switch (kind) {
    case AcceleratorKind::Cuda:
        return version.isNull()
            ? QString()
            : u"cu%1%2"_s.arg(version.majorVersion()).arg(version.minorVersion());
    case AcceleratorKind::Rocm:
        return version.isNull() ? QString() : "rocm"_L1 + version.toString();
    case AcceleratorKind::Xpu:
    case AcceleratorKind::Cpu:
        return acceleratorKindName(kind);
    case AcceleratorKind::Mps:
        return {};
    }
    Q_UNREACHABLE();
}

std::optional<Accelerator> Accelerator::fromText(QStringView text)
{
    const QString words = text.toString().trimmed().toLower();
    static const QRegularExpression cudaTag(u"^cu(\\d{3,4})$"_s);
    if (const auto match = cudaTag.match(words); match.hasMatch())
        return Accelerator{AcceleratorKind::Cuda, versionOfDigits(match.capturedView(1))};
    static const QRegularExpression named(
        u"^([a-z]+)(?:[ :=-]*(\\d{1,3}(?:\\.\\d{1,3}){0,2}))?$"_s);
    const auto match = named.match(words);
    for (const AcceleratorKind kind : kKinds) {
        if (match.captured(1) != acceleratorKindName(kind))
            continue;
        const auto version = QVersionNumber::fromString(match.captured(2));
        if (!version.isNull() && !hasVersion(kind))
            return std::nullopt;
        return Accelerator{kind, version};
    }
    return std::nullopt;
}

} // namespace portico
