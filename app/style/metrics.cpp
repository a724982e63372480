// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/style/metrics.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QHeaderView>
#include <QLabel>

#include <algorithm>

namespace portico::app {

namespace {

/// The highest line that the lengths of this program are made for: 10 points at 96 dots per inch,
/// in the tallest of the systems' fonts.
constexpr double kUsualLine = 20;
/// What a button or field has above and below its words.
constexpr int kControlPadding = 12;

} // namespace

double textScale(const QFont &font)
{
    return std::max(1.0, QFontMetrics(font).height() / kUsualLine);
}

int withText(int pixels, const QFont &font)
{
    return qRound(pixels * textScale(font));
}

int withText(int pixels)
{
    return withText(pixels, QApplication::font());
}

int controlHeight(const QFont &font)
{
    return std::max(kControlHeight, QFontMetrics(font).height() + kControlPadding);
}

int controlHeight()
{
    return controlHeight(QApplication::font());
}

int iconSide()
{
    return withText(kIconSide);
}

QFont fontFor(TextRole role, const QFont &base)
{
    QFont font = base;
    const auto scale = [&](double factor) {
        if (base.pointSizeF() > 0)
            font.setPointSizeF(base.pointSizeF() * factor);
        else
            font.setPixelSize(qRound(base.pixelSize() * factor));
    };
    switch (role) {
    case TextRole::Title:
        scale(1.55);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Heading:
        scale(1.1);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Caption:
        scale(0.93);
        break;
    case TextRole::Body:
        break;
    }
    return font;
}

QFont monospaceFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF());
    return font;
}

QLabel *makeLabel(const QString &text, TextRole role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(fontFor(role, parent ? parent->font() : label->font()));
    label->setTextFormat(Qt::PlainText);
    if (role == TextRole::Caption)
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *makeSentence(const QString &text, TextRole role, QWidget *parent)
{
    QLabel *label = makeLabel(text, role, parent);
    label->setWordWrap(true);
    return label;
}

void fitColumn(QHeaderView *header, int column, int letters)
{
    const int wanted = header->fontMetrics().averageCharWidth() * letters;
    header->resizeSection(column, std::max(wanted, header->sectionSizeHint(column)));
}

} // namespace portico::app
