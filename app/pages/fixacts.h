// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/packchangeflow.h"
#include "app/widgets/startbutton.h"
#include "core/base/error.h"
#include "core/base/identifiers.h"
#include "core/diagnosis/diagnosis.h"

#include <QObject>

class QWidget;

namespace portico::app {

struct Context;

/** Does what the button of a diagnosis promises, whichever part of Portico that is. */
class FixActs final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FixActs)

public:
    /** Dialogs stand over `page`. */
    FixActs(const Context &context, QWidget *page);

    void carryOut(const InstallId &id, const Diagnosis &diagnosis);

signals:
    void failed(const portico::Error &error);
    void startRequested(portico::app::StartAct act);
    /** The pack that has a node of that type is looked for. */
    void packRequested(const QString &type);
    void versionsRequested();
    void diskRequested();

private:
    void changePack(const InstallId &id, const Fix &fix);
    void installNeeds(const InstallId &id, const QString &pack, const QString &package);
    PackChangeFlow *begin(const PackWish &wish);
    QUrl placeOf(const Fix &fix) const;
    void changeSettings(const InstallId &id, const Fix &fix);
    void open(const QUrl &place);

    const Context &m_context;
    QWidget *m_page;
};

} // namespace portico::app
