// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/addpanel.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace portico::app {

/** A place that the person knows: a bundle's file or address, or a folder with ComfyUI in it. */
class PlacePanel final : public AddPanel
{
    Q_OBJECT

public:
    enum class Kind { File, Address, Folder };

    PlacePanel(const QString &place, QWidget *parent);

    void setKind(Kind kind);
    QString place() const;

    bool isComplete() const override;
    QString remark() const override;
    QString usualName() const override;
    SetUpPlan plan(const QString &name) const override;
    QWidget *firstField() const override;

private:
    QString kindName() const;
    void browse();

    Kind m_kind = Kind::File;
    QLabel *m_words;
    QLineEdit *m_place;
    QPushButton *m_browse;
    QLabel *m_hashLabel;
    QLineEdit *m_hash;
};

} // namespace portico::app
