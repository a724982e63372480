// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/overviewtab.h"

#include "app/context.h"
#include "app/models/diagnoses.h"
#include "app/models/guiltysearches.h"
#include "app/models/health.h"
#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/diagnosiscards.h"
#include "app/widgets/elidedlabel.h"
#include "app/widgets/spokenrole.h"
#include "app/widgets/wraprow.h"
#include "core/installs/installstore.h"
#include "core/io/tree.h"
#include "core/jobs/jobrunner.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostDiagnoses = 3;

/** What torch computed on when it was last tried. */
QString deviceText(const std::optional<PastProbe> &past)
{
    if (!past)
        return OverviewTab::tr("Not tried yet");
    const TorchProbe &probe = past->probe;
    if (probe.device.isEmpty())
        return OverviewTab::tr("Nothing: torch cannot be used");
    QString device = probe.name.isEmpty() ? probe.device : probe.name;
    if (probe.device == "cpu"_L1)
        device = OverviewTab::tr("The processor");
    return OverviewTab::tr("%1 · tried: %2", "a device, a moment")
        .arg(device, momentWithin(past->when.toLocalTime()));
}

} // namespace

OverviewTab::OverviewTab(const Context &context, const Tellers &tellers, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_tellers(tellers)
    , m_crashPlace(new QWidget(widget()))
    , m_attentionPlace(new QWidget(widget()))
    , m_guiltyPlace(new QWidget(widget()))
    , m_diagnoses(new DiagnosisCards(kMostDiagnoses, widget()))
{
    buildHealth();
    buildFacts();
    buildPlaces();
    addStretch();
    connect(&m_context.sessions, &Sessions::statusChanged, this, [this](const InstallId &id) {
        if (id == m_id)
            refreshHealth();
    });
    connect(&m_context.installs, &InstallStore::changed, this, [this](const InstallId &id) {
        if (id == m_id)
            refresh();
    });
    connect(&m_tellers.diagnoses, &Diagnoses::changed, this, &OverviewTab::refreshHealth);
    connect(&m_tellers.guilty, &GuiltySearches::changed, this, [this](const InstallId &id) {
        if (id == m_id)
            showGuilty();
    });
    connect(m_diagnoses, &DiagnosisCards::fixRequested, this, &OverviewTab::fixRequested);
    connect(&m_context.health, &Health::changed, this, [this](const InstallId &id) {
        if (id == m_id)
            refreshHealth();
    });
}

void OverviewTab::buildHealth()
{
    m_healthLine = new QWidget(widget());
    auto *row = new QHBoxLayout(m_healthLine);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    m_healthIcon = new QLabel(m_healthLine);
    m_healthIcon->setFixedWidth(iconSide());
    m_health = makeSentence({}, TextRole::Body, m_healthLine);
    row->addWidget(m_healthIcon, 0, Qt::AlignTop);
    row->addWidget(m_health, 1);
    column()->addWidget(m_healthLine);
    auto *place = new QVBoxLayout(m_crashPlace);
    place->setContentsMargins(0, 0, 0, 0);
    auto *guilty = new QVBoxLayout(m_guiltyPlace);
    guilty->setContentsMargins(0, 0, 0, 0);
    column()->addWidget(m_guiltyPlace);
    column()->addWidget(m_crashPlace);
    column()->addWidget(m_diagnoses);
    auto *cards = new QVBoxLayout(m_attentionPlace);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(space::kSmall);
    m_attentionPlace->hide();
    column()->addWidget(m_attentionPlace);
}

void OverviewTab::buildFacts()
{
    QVBoxLayout *card = addSection(tr("What is installed"));
    auto *facts = new FactList(widget());
    m_kind = facts->addFact(tr("Kind"), {});
    m_version = facts->addFact(tr("ComfyUI"), {});
    m_torch = facts->addFact(tr("PyTorch"), {});
    m_device = facts->addFact(tr("Computes on"), {});
    m_python = facts->addFact(tr("Python"), {});
    m_origin = facts->addFact(tr("Came from"), {});
    m_lastStart = facts->addFact(tr("Last start"), {});
    card->addWidget(facts);
}

void OverviewTab::buildPlaces()
{
    QVBoxLayout *card = addSection(tr("Where it is"));
    auto *place = new QWidget(widget());
    auto *row = new WrapRow(place);
    row->setLeastStretched(withText(kLeastWords));
    row->setContentsMargins(0, 0, 0, 0);
    m_folder = new ElidedLabel(place, Qt::ElideMiddle);
    m_folder->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *open = new QPushButton(tr("Open &folder"), place);
    open->setIcon(makeIcon(IconName::Folder));
    row->addWidget(m_folder, 1);
    row->addWidget(open);
    card->addWidget(place);
    auto *facts = new FactList(widget());
    m_runtimeSize = facts->addFact(tr("Python and ComfyUI"), {});
    m_dataSize = facts->addFact(tr("Your files"), {});
    m_modelsSize = facts->addFact(tr("Shared models"), {});
    m_logsSize = facts->addFact(tr("Logs"), {});
    card->addWidget(facts);
    connect(open, &QPushButton::clicked, this, [this] {
        if (const Install *install = m_context.installs.find(m_id))
            QDesktopServices::openUrl(QUrl::fromLocalFile(
                install->isAdopted() ? install->adoptedFolder
                                     : m_context.services.library().installFolder(m_id)));
    });
}

void OverviewTab::setInstall(const InstallId &id)
{
    m_id = id;
    refresh();
    if (isVisible()) {
        measure();
        m_context.health.look(m_id);
    }
}

void OverviewTab::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    measure();
    m_context.health.look(m_id);
}

void OverviewTab::refresh()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    const QString unknown = tr("Not known");
    const Generation *generation = install->generation();
    if (generation) {
        m_kind->setText(layoutText(generation->layout));
        m_version->setText(generation->comfyVersion.isEmpty() ? unknown : generation->comfyVersion);
        m_torch->setText(generation->torchVersion.isEmpty() ? tr("Not found")
                                                            : generation->torchVersion);
        m_python->setText(generation->pythonVersion.isEmpty() ? unknown
                                                              : generation->pythonVersion);
        const BundleOrigin &origin = generation->origin;
        m_origin->setText(
            install->isAdopted() ? tr("Your own folder; nothing in it was changed")
                : origin.isVerified
                ? tr("%1, verified by its SHA-256").arg(origin.fileName)
                : tr("%1, not verified: no published SHA-256 was given").arg(origin.fileName));
        m_origin->setToolTip(origin.url.toDisplayString());
    }
    m_folder->setText(install->isAdopted() ? install->adoptedFolder
                                           : m_context.services.library().installFolder(m_id));
    m_folder->setAccessibleName(tr("Folder: %1").arg(m_folder->text()));
    refreshHealth();
}

void OverviewTab::refreshHealth()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    const SessionStatus &status = m_context.sessions.status(m_id);
    const QDateTime lastStart = status.started.isValid() ? status.started : install->lastStart;
    m_lastStart->setText(lastStart.isValid() ? momentText(lastStart) : tr("Never"));
    showAttention();
    const bool isToldBelow = m_tellsPackages && !isRunning(status.state);
    m_healthLine->setVisible(status.state != SessionState::Crashed && !isToldBelow);
    const Generation *generation = install->generation();
    IconName icon = IconName::Check;
    IconTint tint = IconTint::Ready;
    QString text = tr("Everything that can be seen from here is in order.");
    if (!generation) {
        icon = IconName::Warning;
        tint = IconTint::Busy;
        text = tr("The record of this install names a generation that is not there.");
    } else if (status.state == SessionState::Ready) {
        text = status.device.isEmpty() ? tr("ComfyUI answers.")
                                       : tr("ComfyUI answers and uses %1.").arg(status.device);
    } else if (isRunning(status.state)) {
        icon = IconName::Pending;
        tint = IconTint::Busy;
        text = status.activity.isEmpty() ? stateWord(status.state) : status.activity;
    } else if (!install->isAdopted() && !generation->origin.isVerified) {
        icon = IconName::Info;
        tint = IconTint::Accent;
        text = tr("In order. Its bundle came without a published SHA-256, so nobody vouches for "
                  "it but its sender.");
    }
    const auto &packages = m_context.health.of(m_id).packages;
    if (generation && packages && !isRunning(status.state)) {
        const HealthLine line = healthLine(*packages, install->name);
        const bool isWorse = line.icon != IconName::Check;
        if (isWorse || icon == IconName::Check) {
            icon = line.icon;
            tint = line.tint;
            text = line.text;
        }
    }
    showMark(m_healthIcon, icon, tint);
    m_health->setText(text);
    m_device->setText(deviceText(packages ? packages->probe : std::nullopt));
    showCrash();
    showDiagnoses();
    showGuilty();
}

void OverviewTab::measure()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install || m_measured == m_id)
        return;
    m_measured = m_id;
    for (QLabel *label : {m_runtimeSize, m_dataSize, m_modelsSize, m_logsSize})
        label->setText(tr("Counting…"));
    const InstallId id = m_id;
    m_context.background.start<Sizes>(
        {.title = tr("Sizes of %1").arg(install->name), .exclusiveKey = u"sizes"_s},
        [library = m_context.services.library(),
         install = *install](const JobContext &job) -> Result<Sizes> {
            Sizes sizes;
            const std::pair<QString, qint64 &> parts[] = {
                {library.runtimeFolder(install), sizes.runtime},
                {library.dataFolder(install.id), sizes.data},
                {library.models(), sizes.models},
                {library.logFolder(install.id), sizes.logs},
            };
            for (const auto &[folder, bytes] : parts) {
                const Result<TreeSize> size = treeSize(folder, job);
                if (!size)
                    return size.error();
                bytes = size->bytes;
            }
            return sizes;
        },
        this,
        [this, id](const Result<Sizes> &sizes) {
            if (id == m_id)
                showSizes(sizes);
        });
}

void OverviewTab::showSizes(const Result<Sizes> &sizes)
{
    if (!sizes) {
        for (QLabel *label : {m_runtimeSize, m_dataSize, m_modelsSize, m_logsSize})
            label->setText(tr("Could not be counted"));
        m_runtimeSize->setToolTip(sizes.error().message);
        return;
    }
    m_runtimeSize->setText(sizeText(sizes->runtime));
    m_dataSize->setText(sizeText(sizes->data));
    m_modelsSize->setText(sizeText(sizes->models));
    m_logsSize->setText(sizeText(sizes->logs));
}

} // namespace portico::app
