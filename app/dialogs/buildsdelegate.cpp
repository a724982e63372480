// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/buildsdelegate.h"

#include "app/models/cataloguemodel.h"
#include "app/style/colours.h"
#include "app/style/metrics.h"

namespace portico::app {

QSize BuildsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), option.fontMetrics.height() + 2 * space::kSmall - 2};
}

void BuildsDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.parent().isValid()) {
        option->font = fontFor(TextRole::Strong, option->font);
        option->fontMetrics = QFontMetrics(option->font);
        return;
    }
    const Colours &colours = coloursOf(option->palette);
    const QVariant suitability = index.data(CatalogueModel::SuitabilityRole);
    const bool isUnfit =
        suitability.isValid() && Suitability(suitability.toInt()) == Suitability::Not;
    const QColor colour = isUnfit ? colours.mutedText : colours.text;
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    option->font.setItalic(isUnfit);
}

} // namespace portico::app
