// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/desktop/porticolink.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::PorticoLink)
};

constexpr auto kScheme = "portico:"_L1;
constexpr qsizetype kLongestLink = 4096;
constexpr qsizetype kLongestName = 200;
constexpr qsizetype kLongestAddress = 2000;

Error unreadable()
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("The link cannot be read, so nothing was done with it."),
            .nextStep = Text::tr("Ask whoever made the link, or add the bundle with “Add”."),
            .detail = {}};
}

Error refused(const QString &why)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("The link is refused: %1").arg(why),
            .nextStep = Text::tr("Do not use it unless you know who made it."),
            .detail = {}};
}

/** Letters that are not seen, or turn the direction of what follows. */
bool hidesSomething(const QString &text)
{
    constexpr std::array kHidden{QChar::Other_Control,    QChar::Other_Format,
                                 QChar::Other_PrivateUse, QChar::Other_NotAssigned,
                                 QChar::Separator_Line,   QChar::Separator_Paragraph};
    const QList<uint> letters = text.toUcs4();
    return std::any_of(letters.begin(), letters.end(), [&kHidden](char32_t letter) {
        return std::find(kHidden.begin(), kHidden.end(), QChar::category(letter)) != kHidden.end();
    });
}

/** Percent signs undone once; nothing where one is not followed by two digits, or where the bytes
 *  are no UTF-8. */
std::optional<QString> decoded(const QString &value)
{
    static const QRegularExpression stray(u"%(?![0-9A-Fa-f]{2})"_s);
    if (stray.match(value).hasMatch())
        return std::nullopt;
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(QByteArray::fromPercentEncoding(value.toUtf8()));
    return decode.hasError() ? std::nullopt : std::optional(text);
}

/** An address that a browser would open alike: https, a host, nobody's name or password. */
Result<QUrl> bundleAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (text.size() > kLongestAddress || !url.isValid() || url.host().isEmpty())
        return unreadable();
    if (url.scheme() != "https"_L1)
        return refused(Text::tr("it names an address that does not begin with https."));
    if (!url.userInfo().isEmpty())
        return refused(Text::tr("its address holds a user name, which may hide the real host."));
    return url;
}

Result<PorticoLink> toInstall(const QString &bundle)
{
    static const QRegularExpression id(
        u"\\A[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*){1,4}\\z"_s);
    if (bundle.contains(':'_L1) || bundle.contains('\\'_L1) || bundle.startsWith('/'_L1)) {
        const Result<QUrl> address = bundleAddress(bundle);
        if (!address)
            return address.error();
        return PorticoLink{.act = PorticoLink::Act::Install, .what = {}, .address = *address};
    }
    if (bundle.size() > kLongestName || !id.match(bundle).hasMatch())
        return unreadable();
    return PorticoLink{.act = PorticoLink::Act::Install, .what = bundle, .address = {}};
}

} // namespace

bool isPorticoLink(const QString &text)
{
    return text.startsWith(kScheme, Qt::CaseInsensitive);
}

Result<PorticoLink> porticoLinkFrom(const QString &text)
{
    static const QRegularExpression form(
        u"\\Aportico:(?://)?(install|open)/?\\?(bundle|install)=([^&#\\s]+)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (text.size() > kLongestLink)
        return unreadable();
    const QRegularExpressionMatch match = form.match(text);
    const bool isInstall = match.captured(1).toLower() == "install"_L1;
    if (!match.hasMatch()
        || match.captured(2).toLower() != (isInstall ? "bundle"_L1 : "install"_L1))
        return unreadable();
    const std::optional<QString> value = decoded(match.captured(3));
    if (!value || value->trimmed().isEmpty())
        return unreadable();
    if (hidesSomething(*value))
        return refused(Text::tr("it holds letters that cannot be seen."));
    if (isInstall)
        return toInstall(*value);
    if (value->size() > kLongestName)
        return unreadable();
    return PorticoLink{.act = PorticoLink::Act::Open, .what = value->simplified(), .address = {}};
}

} // namespace portico::app
