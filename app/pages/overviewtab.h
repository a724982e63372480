// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"
#include "app/widgets/startbutton.h"
#include "core/base/identifiers.h"
#include "core/base/result.h"

namespace portico {
class Job;
}

namespace portico::app {

struct Context;
class ElidedLabel;
class MessageCard;

/** What is installed, where, how large, how healthy; and what to do after a crash. */
class OverviewTab final : public Page
{
    Q_OBJECT

public:
    explicit OverviewTab(const Context &context, QWidget *parent = nullptr);

    void setInstall(const InstallId &id);

signals:
    void startRequested(portico::app::StartAct act);
    void logRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Sizes
    {
        qint64 runtime = 0;
        qint64 data = 0;
        qint64 models = 0;
        qint64 logs = 0;
    };

    void buildHealth();
    void buildFacts();
    void buildPlaces();
    void refresh();
    void refreshHealth();
    void showCrash();
    void measure();
    void showSizes(const Result<Sizes> &sizes);
    void copyReport() const;

    const Context &m_context;
    InstallId m_id;
    InstallId m_measured; ///< whose sizes are shown
    QWidget *m_healthLine;
    QLabel *m_healthIcon;
    QLabel *m_health;
    QWidget *m_crashPlace;
    MessageCard *m_crash = nullptr;
    QLabel *m_kind;
    QLabel *m_version;
    QLabel *m_torch;
    QLabel *m_python;
    QLabel *m_origin;
    QLabel *m_lastStart;
    ElidedLabel *m_folder;
    QLabel *m_runtimeSize;
    QLabel *m_dataSize;
    QLabel *m_modelsSize;
    QLabel *m_logsSize;
};

} // namespace portico::app
