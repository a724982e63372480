// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/packpanel.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace portico::app {

/** Node packs that the person knows the place of: an address of git, a folder or archive of this
 *  computer, or a list of addresses. */
class PackPlacePanel final : public PackPanel
{
    Q_OBJECT

public:
    enum class Kind { Address, Place, List };

    PackPlacePanel(Kind kind, QWidget *parent);

    void setPlace(const QString &place);

    bool isComplete() const override;
    QString remark() const override;
    PackOrder order() const override;
    QWidget *firstField() const override;

private:
    QString place() const;
    void describe();
    void browseFile();
    void browseFolder();

    const Kind m_kind;
    QLabel *m_words;
    QLineEdit *m_place;
    QLabel *m_refLabel;
    QLineEdit *m_ref;
    QPushButton *m_file;
    QPushButton *m_folder;
};

} // namespace portico::app
