// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"

namespace portico::app {

/** Asks before something goes for good: what it means, and the button that says what happens. */
class AskDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    struct Words
    {
        QString title{};
        QString meaning{}; ///< whole sentences
        QString accept{};  ///< what the button says
    };

    AskDialog(const Words &words, QWidget *parent);
};

} // namespace portico::app
