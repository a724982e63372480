// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

namespace portico::app {

/** What a button is for: one main button in a view, red ones for acts that take something away. */
enum class ButtonKind { Plain, Main, Quiet };

/**
 * Fusion with flat, rounded controls in our colours: the same on every system, no style sheets
 * (they cost start-up time and do not follow a change of palette).
 */
class PorticoStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    PorticoStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget = nullptr) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr,
                  const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;

private:
    /** Draws a text that Fusion would give another colour; false where it is none of those. */
    bool drawRecoloured(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const;
};

/** Marks a button; the style draws it accordingly. */
void setButtonKind(QWidget *button, ButtonKind kind);

} // namespace portico::app
