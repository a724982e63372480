// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/bundlename.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BundleFileName)
};

constexpr qsizetype kLongestWord = 80;

struct Suffix
{
    PackFormat format;
    QLatin1StringView name;
};

constexpr std::array kSuffixes{Suffix{PackFormat::Zip, "zip"_L1}, Suffix{PackFormat::Tar, "tar"_L1},
                               Suffix{PackFormat::TarGz, "tar.gz"_L1},
                               Suffix{PackFormat::TarZst, "tar.zst"_L1}};

QString systemWord(Os os)
{
    return os == Os::MacOS ? u"darwin"_s : osName(os);
}

bool isWordCharacter(QChar character)
{
    return (character >= u'a' && character <= u'z') || (character >= u'A' && character <= u'Z')
        || (character >= u'0' && character <= u'9') || u"._+-"_s.contains(character);
}

} // namespace

QString defaultBundlePrefix()
{
    return u"anymatix-portable-comfyui"_s;
}

QString packSuffix(PackFormat format)
{
    const auto it = std::find_if(kSuffixes.begin(), kSuffixes.end(),
                                 [&](const Suffix &suffix) { return suffix.format == format; });
    return u'.' + it->name;
}

std::optional<PackFormat> packFormatFromName(QStringView name)
{
    for (const Suffix &suffix : kSuffixes) {
        if (suffix.name == name)
            return suffix.format;
    }
    return std::nullopt;
}

QString bundleFileName(const BundleFileName &name, PackFormat format)
{
    return u"%1-%2-%3-v%4"_s.arg(name.prefix, systemWord(name.os),
                                 architectureName(name.architecture), name.version)
        + packSuffix(format);
}

Result<> checkBundleWord(const QString &what, const QString &word)
{
    const auto it = std::find_if_not(word.begin(), word.end(), isWordCharacter);
    const bool startsWell = !word.isEmpty() && word.front().isLetterOrNumber();
    if (it == word.end() && startsWell && word.size() <= kLongestWord)
        return {};
    QString reason = Text::tr("it holds “%1”").arg(it == word.end() ? QChar() : *it);
    if (it == word.end())
        reason = word.size() > kLongestWord
            ? Text::tr("it is longer than %1 characters").arg(kLongestWord)
            : Text::tr("it starts with no letter or digit");
    return Error{.code = ErrorCode::InvalidInput,
                 .message = Text::tr("%1 cannot be part of a file's name: %2.").arg(what, reason),
                 .nextStep =
                     Text::tr("Use letters without accents, digits and “.”, “_”, “+”, “-”."),
                 .detail = word};
}

} // namespace portico
