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

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

QString fileName(IconName name)
{
    switch (name) {
    case IconName::Add:
        return u"add"_s;
    case IconName::Play:
        return u"play"_s;
    case IconName::Stop:
        return u"stop"_s;
    case IconName::Restart:
        return u"restart"_s;
    case IconName::Browser:
        return u"browser"_s;
    case IconName::Shield:
        return u"shield"_s;
    case IconName::Folder:
        return u"folder"_s;
    case IconName::File:
        return u"file"_s;
    case IconName::Link:
        return u"link"_s;
    case IconName::Computer:
        return u"computer"_s;
    case IconName::Network:
        return u"network"_s;
    case IconName::Settings:
        return u"settings"_s;
    case IconName::Search:
        return u"search"_s;
    case IconName::Copy:
        return u"copy"_s;
    case IconName::Save:
        return u"save"_s;
    case IconName::Clear:
        return u"clear"_s;
    case IconName::Remove:
        return u"remove"_s;
    case IconName::Follow:
        return u"follow"_s;
    case IconName::Wrap:
        return u"wrap"_s;
    case IconName::Rename:
        return u"rename"_s;
    case IconName::Up:
        return u"up"_s;
    case IconName::Down:
        return u"down"_s;
    case IconName::Right:
        return u"right"_s;
    case IconName::Close:
        return u"close"_s;
    case IconName::Check:
        return u"check"_s;
    case IconName::Warning:
        return u"warning"_s;
    case IconName::Failed:
        return u"failed"_s;
    case IconName::Info:
        return u"info"_s;
    case IconName::More:
        return u"more"_s;
    case IconName::Pending:
        return u"pending"_s;
    }
    return {};
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

QPixmap renderTinted(IconName name, const QColor &colour, const QSize &pixels)
{
    const QString key = u"portico-%1-%2-%3x%4"_s.arg(fileName(name), colour.name(QColor::HexArgb))
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
