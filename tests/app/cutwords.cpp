// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/cutwords.h"

#include "app/widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

/// A pixel more or less is the rounding of a scale.
constexpr int kRounding = 1;

bool isCut(const QLabel &label)
{
    if (label.text().isEmpty() || qobject_cast<const ElidedLabel *>(&label))
        return false;
    const bool isTooLow = label.wordWrap() && label.hasHeightForWidth()
        && label.height() + kRounding < label.heightForWidth(label.width());
    return isTooLow || label.width() + kRounding < label.minimumSizeHint().width();
}

} // namespace

QStringList cutWords(const QWidget &window)
{
    QStringList found;
    for (const auto *area : window.findChildren<QScrollArea *>()) {
        const int beyond = area->horizontalScrollBar()->maximum();
        if (area->isVisibleTo(&window) && beyond > kRounding)
            found += u"a page scrolls sideways by %1 px"_s.arg(beyond);
    }
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&window) && isCut(*label))
            found += u"the label “%1” is cut"_s.arg(label->text());
    }
    for (const auto *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisibleTo(&window) && !button->text().isEmpty()
            && button->width() + kRounding < button->minimumSizeHint().width())
            found += u"the button “%1” is cut"_s.arg(button->text());
    }
    return found;
}

} // namespace portico::app
