// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/ownwindow.h"

#include "core/platform/hostos.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace portico {

QList<OwnWindowBrowser> ownWindowBrowsers(Os os)
{
    const QString chrome = u"Google Chrome"_s;
    const QString chromium = u"Chromium"_s;
    const QString edge = u"Microsoft Edge"_s;
    const QString brave = u"Brave"_s;
    const QString vivaldi = u"Vivaldi"_s;
    switch (os) {
    case Os::Linux:
        return {{chrome, u"google-chrome-stable"_s}, {chrome, u"google-chrome"_s},
                {chromium, u"chromium"_s},           {chromium, u"chromium-browser"_s},
                {edge, u"microsoft-edge-stable"_s},  {edge, u"microsoft-edge"_s},
                {brave, u"brave-browser"_s},         {brave, u"brave"_s},
                {vivaldi, u"vivaldi-stable"_s},      {vivaldi, u"vivaldi"_s}};
    case Os::Windows:
        return {{chrome, u"chrome.exe"_s},
                {edge, u"msedge.exe"_s},
                {brave, u"brave.exe"_s},
                {vivaldi, u"vivaldi.exe"_s},
                {chromium, u"chromium.exe"_s}};
    case Os::MacOS:
        return {{chrome, u"Google Chrome.app"_s},
                {edge, u"Microsoft Edge.app"_s},
                {brave, u"Brave Browser.app"_s},
                {vivaldi, u"Vivaldi.app"_s},
                {chromium, u"Chromium.app"_s}};
    }
    return {};
}

QStringList ownWindowCommand(Os os, const QString &place, const QUrl &page)
{
    const QString wish = u"--app="_s + page.toString(QUrl::FullyEncoded);
    switch (os) {
    case Os::Linux:
    case Os::Windows:
        return {place, wish};
    case Os::MacOS: // -n: one that runs already would be shown without being told
        return {u"/usr/bin/open"_s, u"-n"_s, u"-a"_s, place, u"--args"_s, wish};
    }
    return {};
}

std::optional<FoundBrowser> firstOwnWindowBrowser(
    Os os, const std::function<QString(const QString &name)> &look)
{
    const QList<OwnWindowBrowser> browsers = ownWindowBrowsers(os);
    for (const OwnWindowBrowser &browser : browsers) {
        if (const QString place = look(browser.name); !place.isEmpty())
            return FoundBrowser{.title = browser.title, .place = place};
    }
    return std::nullopt;
}

bool openOwnWindow(const QUrl &page)
{
    const bool isWeb = page.scheme() == "http"_L1 || page.scheme() == "https"_L1;
    const auto browser = isWeb ? findOwnWindowBrowser() : std::nullopt;
    if (!browser)
        return false;
    QStringList command = ownWindowCommand(hostOs(), browser->place, page);
    const QString program = command.takeFirst();
    return QProcess::startDetached(program, command);
}

} // namespace portico
