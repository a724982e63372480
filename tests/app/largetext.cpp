// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/largetext.h"

#include <QApplication>
#include <QFont>

namespace portico::app {

double enlargeText()
{
    bool isNumber = false;
    const double scale = qEnvironmentVariable("PORTICO_TEST_TEXT").toDouble(&isNumber);
    if (!isNumber || scale <= 0)
        return 1;
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * scale);
    QApplication::setFont(font);
    return scale;
}

} // namespace portico::app
