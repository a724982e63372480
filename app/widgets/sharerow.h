// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace portico::app {

/** A name, a bar that shows its share of a whole, its size; further words below. */
class ShareRow final : public QWidget
{
    Q_OBJECT

public:
    struct Share
    {
        QString name;
        QString words{}; ///< caption below; empty: none
        qint64 bytes = 0;
        qint64 whole = 0; ///< bytes of all
    };

    explicit ShareRow(const Share &share, QWidget *parent = nullptr);
};

} // namespace portico::app
