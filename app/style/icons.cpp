// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/style/icons.h"

#include "app/style/colours.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <utility>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/** Each name and its file in resources/icons. */
constexpr std::pair<IconName, QLatin1StringView> kFiles[]{
    {IconName::Add, "add"_L1},           {IconName::Play, "play"_L1},
    {IconName::Stop, "stop"_L1},         {IconName::Restart, "restart"_L1},
    {IconName::Browser, "browser"_L1},   {IconName::Shield, "shield"_L1},
    {IconName::Folder, "folder"_L1},     {IconName::File, "file"_L1},
    {IconName::Link, "link"_L1},         {IconName::Computer, "computer"_L1},
    {IconName::Network, "network"_L1},   {IconName::Disk, "disk"_L1},
    {IconName::Settings, "settings"_L1}, {IconName::Search, "search"_L1},
    {IconName::Copy, "copy"_L1},         {IconName::Save, "save"_L1},
    {IconName::Clear, "clear"_L1},       {IconName::Remove, "remove"_L1},
    {IconName::Follow, "follow"_L1},     {IconName::Wrap, "wrap"_L1},
    {IconName::Rename, "rename"_L1},     {IconName::Up, "up"_L1},
    {IconName::Down, "down"_L1},         {IconName::Right, "right"_L1},
    {IconName::Close, "close"_L1},       {IconName::Check, "check"_L1},
    {IconName::Warning, "warning"_L1},   {IconName::Failed, "failed"_L1},
    {IconName::Info, "info"_L1},         {IconName::More, "more"_L1},
    {IconName::Pending, "pending"_L1},   {IconName::Terminal, "terminal"_L1},
    {IconName::Bundle, "bundle"_L1},
};

QString fileName(IconName name)
{
    const auto *const found = std::find_if(std::begin(kFiles), std::end(kFiles),
                                           [name](const auto &file) { return file.first == name; });
    return found == std::end(kFiles) ? QString() : QString(found->second);
}

QColor tintColour(IconTint tint, const QPalette &palette)
{
    const Colours &c = coloursOf(palette);
    switch (tint) {
    case IconTint::Text:
        return palette.color(QPalette::ButtonText);
    case IconTint::Muted:
        return c.mutedText;
    case IconTint::OnAccent:
        return c.onAccent;
    case IconTint::Accent:
        return c.accentText;
    case IconTint::Ready:
        return c.ready;
    case IconTint::Busy:
        return c.busy;
    case IconTint::Crashed:
        return c.crashed;
    }
    return {};
}

/** Points to where the reading goes. Play and Restart are the same everywhere. */
bool isMirrored(IconName name)
{
    return name == IconName::Right && QGuiApplication::isRightToLeft();
}

QPixmap renderTinted(IconName name, const QColor &colour, const QSize &pixels)
{
    const QString key = u"portico-%1%2-%3-%4x%5"_s
                            .arg(fileName(name), isMirrored(name) ? u"-mirrored"_s : QString(),
                                 colour.name(QColor::HexArgb))
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/icons/%1.svg"_s.arg(fileName(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(file.readAll());
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    painter.end();
    if (isMirrored(name))
        pixmap = pixmap.transformed(QTransform::fromScale(-1, 1));
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/** Draws in the palette of the moment, so that a change of scheme needs no new icons. */
class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(IconName name, IconTint tint)
        : m_name(name)
        , m_tint(tint)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        QPixmap image = draw(rect.size() * ratio, mode);
        image.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), image);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return draw(size, mode);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        return draw(size, mode);
    }
    QIconEngine *clone() const override { return new TintedEngine(m_name, m_tint); }

private:
    QPixmap draw(const QSize &pixels, QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        QColor colour = tintColour(m_tint, palette);
        if (mode == QIcon::Disabled)
            colour = palette.color(QPalette::Disabled, QPalette::ButtonText);
        return renderTinted(m_name, colour, pixels);
    }

    IconName m_name;
    IconTint m_tint;
};

} // namespace

QIcon makeIcon(IconName name, IconTint tint)
{
    return QIcon(new TintedEngine(name, tint));
}

QPixmap iconPixmap(IconName name, IconTint tint, int size, qreal devicePixelRatio,
                   const QPalette &palette)
{
    const int pixels = qRound(size * devicePixelRatio);
    QPixmap pixmap = renderTinted(name, tintColour(tint, palette), {pixels, pixels});
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon applicationIcon()
{
    return QIcon(u":/icons/app.svg"_s);
}

} // namespace portico::app
