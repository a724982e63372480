// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"

namespace portico::app {

/** Lists exactly which folders of environments would go, with sizes, before anything is touched. */
class RemoveEnvsDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    struct Item
    {
        QString folder{};
        qint64 bytes = -1; ///< not counted yet
    };
    struct Request
    {
        QString title{};
        QString words{}; ///< what it means, a whole sentence
        QList<Item> items{};
    };

    RemoveEnvsDialog(const Request &request, QWidget *parent);
};

} // namespace portico::app
