// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/style/colours.h"

#include <cmath>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

Colours light()
{
    Colours c;
    c.window = QColor(0xf7f8fa);
    c.sidebar = QColor(0xeef0f4);
    c.surface = QColor(0xffffff);
    c.card = QColor(0xffffff);
    c.text = QColor(0x1a1e27);
    c.mutedText = QColor(0x565f70);
    c.border = QColor(0xdde1e8);
    c.control = QColor(0xc3c9d4);
    c.hover = QColor(20, 30, 60, 14);
    c.accent = QColor(0x3b57d0);
    c.accentHover = QColor(0x2f48b8);
    c.onAccent = QColor(0xffffff);
    c.accentText = QColor(0x2f4bc4);
    c.selection = QColor(0xdfe5fb);
    c.ready = QColor(0x187033);
    c.busy = QColor(0x8a5a00);
    c.crashed = QColor(0xbf1d2c);
    c.stopped = QColor(0x6b7485);
    c.warningGround = QColor(0xfdf4dc);
    c.errorGround = QColor(0xfdeced);
    c.match = QColor(0xffe28a);
    return c;
}

Colours dark()
{
    Colours c;
    c.window = QColor(0x1c1f26);
    c.sidebar = QColor(0x16181e);
    c.surface = QColor(0x14161b);
    c.card = QColor(0x23272f);
    c.text = QColor(0xe8ebf1);
    c.mutedText = QColor(0xa9b2c2);
    c.border = QColor(0x31363f);
    c.control = QColor(0x49505c);
    c.hover = QColor(255, 255, 255, 16);
    c.accent = QColor(0x4a66dd);
    c.accentHover = QColor(0x3f5bd2);
    c.onAccent = QColor(0xffffff);
    c.accentText = QColor(0x9db0ff);
    c.selection = QColor(0x2c3765);
    c.ready = QColor(0x54c878);
    c.busy = QColor(0xe0b04a);
    c.crashed = QColor(0xff9592);
    c.stopped = QColor(0x98a1b1);
    c.warningGround = QColor(0x352c16);
    c.errorGround = QColor(0x3a2023);
    c.match = QColor(0x6b5510);
    return c;
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

} // namespace

const Colours &coloursFor(Scheme scheme)
{
    static const Colours lightColours = light();
    static const Colours darkColours = dark();
    return scheme == Scheme::Dark ? darkColours : lightColours;
}

Scheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
}

const Colours &coloursOf(const QPalette &palette)
{
    return coloursFor(schemeOf(palette));
}

QPalette paletteFor(Scheme scheme)
{
    const Colours &c = coloursFor(scheme);
    const QColor faint =
        blended(QColor(c.mutedText.red(), c.mutedText.green(), c.mutedText.blue(), 150), c.window);
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.window);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.mutedText);
    palette.setColor(QPalette::Button, c.card);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.crashed);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accentText);
    palette.setColor(QPalette::LinkVisited, c.accentText);
    palette.setColor(QPalette::ToolTipBase, c.card);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Light, c.card);
    palette.setColor(QPalette::Midlight, c.border);
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Dark, c.control);
    palette.setColor(QPalette::Shadow, c.control);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.control);
    return palette;
}

QList<TextPair> textPairs(Scheme scheme)
{
    const Colours &c = coloursFor(scheme);
    QList<TextPair> pairs{
        {u"text on the main button"_s, c.onAccent, c.accent},
        {u"text on the main button under the pointer"_s, c.onAccent, c.accentHover},
        {u"text on a found word"_s, c.text, c.match},
        {u"second words on a selected row"_s, c.mutedText, c.selection},
        {u"warning"_s, c.busy, c.warningGround},
        {u"text on a warning"_s, c.text, c.warningGround},
        {u"second words on a warning"_s, c.mutedText, c.warningGround},
        {u"failure"_s, c.crashed, c.errorGround},
        {u"text on a failure"_s, c.text, c.errorGround},
        {u"second words on a failure"_s, c.mutedText, c.errorGround},
        {u"text on a selected row"_s, c.text, c.selection}};
    const struct
    {
        QString name;
        QColor colour;
    } grounds[] = {{u"window"_s, c.window},
                   {u"sidebar"_s, c.sidebar},
                   {u"surface"_s, c.surface},
                   {u"card"_s, c.card},
                   {u"pressed button"_s, blended(c.hover, blended(c.hover, c.card))}};
    for (const auto &ground : grounds) {
        pairs.append({u"text on the "_s + ground.name, c.text, ground.colour});
        pairs.append({u"second words on the "_s + ground.name, c.mutedText, ground.colour});
        pairs.append({u"links on the "_s + ground.name, c.accentText, ground.colour});
        for (const QColor &state : {c.ready, c.busy, c.crashed})
            pairs.append({u"state on the "_s + ground.name, state, ground.colour});
    }
    return pairs;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor blended(const QColor &over, const QColor &ground)
{
    const double a = over.alphaF();
    const auto mix = [a](double top, double bottom) { return top * a + bottom * (1 - a); };
    return QColor::fromRgbF(static_cast<float>(mix(over.redF(), ground.redF())),
                            static_cast<float>(mix(over.greenF(), ground.greenF())),
                            static_cast<float>(mix(over.blueF(), ground.blueF())));
}

} // namespace portico::app
