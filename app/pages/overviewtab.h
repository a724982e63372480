// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"
#include "app/widgets/startbutton.h"
#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/findguilty.h"

namespace portico {
class Job;
struct Install;
} // namespace portico

namespace portico::app {

struct Context;
class Diagnoses;
class DiagnosisCards;
class ElidedLabel;
class GuiltySearches;
class MessageCard;

/** What is installed, where, how large, how healthy; and what to do after a crash. */
class OverviewTab final : public Page
{
    Q_OBJECT

public:
    /** What it tells of the install's starts beside the context. */
    struct Tellers
    {
        const Diagnoses &diagnoses;
        GuiltySearches &guilty;
    };

    OverviewTab(const Context &context, const Tellers &tellers, QWidget *parent = nullptr);

    void setInstall(const InstallId &id);

signals:
    void startRequested(portico::app::StartAct act);
    void logRequested();
    void nodesRequested();
    void fixRequested(const portico::Diagnosis &diagnosis);

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
    void addCrashLines(const QStringList &lines);
    void addCrashButtons(const Diagnosis *told);
    void showDiagnoses();
    const Diagnosis *fatal() const;
    void showGuilty();
    void addGuiltyQuestion(const GuiltyRound &round);
    void addGuiltyAnswer(const GuiltyFound &found);
    void showAttention();
    bool addPackagesCard(const Install &install);
    void addPacksCard();
    void measure();
    void showSizes(const Result<Sizes> &sizes);
    void copyReport() const;

    const Context &m_context;
    const Tellers m_tellers;
    InstallId m_id;
    InstallId m_measured; ///< whose sizes are shown
    QWidget *m_healthLine;
    QLabel *m_healthIcon;
    QLabel *m_health;
    QWidget *m_crashPlace;
    QWidget *m_attentionPlace;
    QString m_attentionMark{};    ///< what the cards are about
    bool m_tellsPackages = false; ///< one of them is about the packages
    MessageCard *m_crash = nullptr;
    QWidget *m_guiltyPlace;
    DiagnosisCards *m_diagnoses;
    QLabel *m_kind;
    QLabel *m_version;
    QLabel *m_torch;
    QLabel *m_device;
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
