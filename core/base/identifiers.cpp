// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/identifiers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qsizetype kMaxIdLength = 40;

bool isIdCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
}

bool isReservedOnWindows(QStringView name)
{
    for (const auto device : {"con"_L1, "prn"_L1, "aux"_L1, "nul"_L1}) {
        if (name == device)
            return true;
    }
    return name.size() == 4 && (name.startsWith("com"_L1) || name.startsWith("lpt"_L1))
        && name.back().isDigit();
}

QString slug(const QString &name)
{
    QString text;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD).toLower()) {
        if (isIdCharacter(c) && c != u'-')
            text += c;
        else if (!text.isEmpty() && !text.endsWith(u'-') && !c.isMark())
            text += u'-';
    }
    text = text.left(kMaxIdLength - 4);
    while (text.endsWith(u'-'))
        text.chop(1);
    return text.isEmpty() || isReservedOnWindows(text) ? u"comfyui"_s : text;
}

} // namespace

InstallId::InstallId(QString text)
    : m_text(std::move(text))
{ }

std::optional<InstallId> InstallId::fromString(QStringView text)
{
    if (text.isEmpty() || text.size() > kMaxIdLength || text.startsWith(u'-')
        || text.endsWith(u'-'))
        return std::nullopt;
    if (!std::all_of(text.begin(), text.end(), isIdCharacter) || isReservedOnWindows(text))
        return std::nullopt;
    return InstallId(text.toString());
}

InstallId InstallId::fromName(const QString &name, const QList<InstallId> &taken)
{
    const QString base = slug(name);
    InstallId id(base);
    for (int number = 2; taken.contains(id); ++number)
        id = InstallId(base + u'-' + QString::number(number));
    return id;
}

Sha256::Sha256(QString hex)
    : m_hex(std::move(hex))
{ }

std::optional<Sha256> Sha256::fromHex(QStringView hex)
{
    if (hex.startsWith("sha256:"_L1, Qt::CaseInsensitive))
        hex = hex.mid(7);
    const auto isHexDigit = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    if (hex.size() != 64 || !std::all_of(hex.begin(), hex.end(), isHexDigit))
        return std::nullopt;
    return Sha256(hex.toString().toLower());
}

} // namespace portico
