// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"

#include <QUrl>

class QLabel;
class QPushButton;

namespace portico::app {

class Advice;
class FactList;

/** A link asks for a bundle: what it is, from where, how large, and whether it can be verified.
 *  Accepting leads to the dialog that adds it; nothing is fetched before. */
class LinkDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    /** A build of the catalogue, which is asked for it. */
    LinkDialog(Advice &advice, const QString &id, QWidget *parent);
    /** A bundle at an address. Nobody is asked anything. */
    LinkDialog(const QUrl &address, QWidget *parent);

private:
    explicit LinkDialog(QWidget *parent);
    void showBuild(const Advice &advice, const QString &id);
    void fitHeight();

    FactList *m_facts;
    QLabel *m_what;
    QLabel *m_from;
    QLabel *m_size;
    QLabel *m_check;
    QLabel *m_state;
    QPushButton *m_go = nullptr;
};

} // namespace portico::app
