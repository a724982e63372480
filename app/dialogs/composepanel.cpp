// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/composepanel.h"

#include "app/models/advice.h"
#include "app/models/offer.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostVersions = 30;

/** What torch is built for on that system, besides what suits the computer. */
QStringList acceleratorsOf(Os os)
{
    if (os == Os::MacOS)
        return {u"mps"_s, u"cpu"_s};
    return {u"cuda 13.0"_s, u"cuda 12.8"_s, u"cuda 12.6"_s, u"rocm 7.2"_s, u"xpu"_s, u"cpu"_s};
}

} // namespace

ComposePanel::ComposePanel(Advice &advice, QWidget *parent)
    : AddPanel(parent)
    , m_advice(advice)
    , m_version(new QComboBox(this))
    , m_accelerator(new QComboBox(this))
    , m_python(new QComboBox(this))
    , m_git(new QLineEdit(this))
    , m_cost(makeSentence({}, TextRole::Caption, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(makeSentence(tr("Python, ComfyUI and torch are fetched one by one, locked "
                                      "with their hashes and put together. It takes longer than a "
                                      "ready build and works where none fits."),
                                   TextRole::Body, this));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::kLarge);
    form->setVerticalSpacing(space::kSmall);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addField(form, tr("&Version, branch or commit"), tr("Version, branch or commit"), m_version);
    addField(form, tr("&Runs on"), tr("Runs on"), m_accelerator);
    addField(form, tr("&Python"), tr("Python"), m_python);
    addField(form, tr("&Git address"), tr("Git address"), m_git);
    column->addLayout(form);
    column->addWidget(m_cost);
    column->addStretch(1);
    m_version->setEditable(true);
    m_version->lineEdit()->setAccessibleName(tr("Version, branch or commit"));
    m_git->setText(ComposeRequest::defaultComfyRepository());
    m_git->setPlaceholderText(tr("https:// address or a folder of this computer"));
    m_python->setEditable(true);
    m_python->lineEdit()->setAccessibleName(tr("Python"));
    m_python->lineEdit()->setPlaceholderText(tr("The one that suits"));
    m_python->addItems({QString(), u"3.13"_s, u"3.12"_s, u"3.11"_s, u"3.10"_s});
    fillVersions();
    fillAccelerators();
    connect(&m_advice, &Advice::catalogueChanged, this, &ComposePanel::fillVersions);
    connect(&m_advice, &Advice::computerChanged, this, &ComposePanel::fillAccelerators);
    connect(m_accelerator, &QComboBox::currentIndexChanged, this, &ComposePanel::showCost);
    connect(m_version, &QComboBox::editTextChanged, this, &ComposePanel::changed);
    connect(m_git, &QLineEdit::textChanged, this, &ComposePanel::changed);
}

void ComposePanel::addField(QFormLayout *form, const QString &label, const QString &name,
                            QWidget *field)
{
    auto *words = new QLabel(label, this);
    words->setBuddy(field);
    words->setMinimumHeight(controlHeight()); // centred beside the field
    field->setAccessibleName(name);
    form->addRow(words, field);
}

void ComposePanel::fillVersions()
{
    const QString before = m_version->currentText();
    const QSignalBlocker quiet(m_version);
    m_version->clear();
    const QList<ComfyRelease> &releases = m_advice.versions().releases;
    const ComfyRelease *stable =
        releaseOf(releases, Track::Stable, QDateTime::currentDateTimeUtc());
    if (stable)
        m_version->addItem(stable->tag);
    for (const ComfyRelease &release : releases) {
        const bool isListed = stable && release.tag == stable->tag;
        if (!release.isPrerelease && !isListed && m_version->count() < kMostVersions)
            m_version->addItem(release.tag);
    }
    if (!before.isEmpty())
        m_version->setEditText(before);
    m_version->lineEdit()->setPlaceholderText(tr("The default branch"));
    emit changed();
}

void ComposePanel::fillAccelerators()
{
    const QVariant before = m_accelerator->currentData();
    m_accelerator->clear();
    const auto &computer = m_advice.computer();
    if (!computer) {
        m_accelerator->addItem(tr("This computer is being looked at…"));
        m_accelerator->setEnabled(false);
        return;
    }
    m_accelerator->setEnabled(true);
    const QString suits = m_advice.choice().accelerator.text();
    m_accelerator->addItem(tr("%1, which suits this computer").arg(acceleratorText(suits)), suits);
    for (const QString &other : acceleratorsOf(computer->os)) {
        if (other != suits)
            m_accelerator->addItem(acceleratorText(other), other);
    }
    m_accelerator->setCurrentIndex(qMax(0, m_accelerator->findData(before)));
    showCost();
}

void ComposePanel::showCost()
{
    const SetUpCost cost = costOfComposing(choice().accelerator);
    m_cost->setText(tr("About %1 to download and %2 of disk at most; %3 with a connection of %4 "
                       "Mbit/s.")
                        .arg(sizeText(cost.download), sizeText(cost.peakDisk), aboutText(cost.time))
                        .arg(kSupposedMegabits));
    emit changed();
}

void ComposePanel::chooseVersion(const QString &ref)
{
    m_version->setEditText(ref);
}

QString ComposePanel::ref() const
{
    return m_version->currentText().trimmed();
}

/** As detected where that was left chosen, so that its reasons stay. */
AcceleratorChoice ComposePanel::choice() const
{
    const auto &computer = m_advice.computer();
    const auto wanted = Accelerator::fromText(m_accelerator->currentData().toString());
    if (!computer || !wanted || *wanted == m_advice.choice().accelerator)
        return m_advice.choice();
    return choiceByHand(*computer, *wanted);
}

bool ComposePanel::isComplete() const
{
    return m_advice.computer().has_value() && !m_git->text().trimmed().isEmpty();
}

QString ComposePanel::remark() const
{
    const AcceleratorChoice chosen = choice();
    const bool isOther = !(chosen.accelerator == m_advice.choice().accelerator);
    return m_advice.computer() && isOther && chosen.reasons.size() > 1 ? chosen.reasons.at(1)
                                                                       : QString();
}

QString ComposePanel::usualName() const
{
    return tr("Made from its version");
}

SetUpPlan ComposePanel::plan(const QString &name) const
{
    ComposeRequest request;
    request.git = m_git->text().trimmed();
    request.ref = ref();
    request.python = m_python->currentText().trimmed();
    request.accelerator = choice();
    request.name = name;
    return {.what = request, .after = AfterSetUp::Show};
}

QWidget *ComposePanel::firstField() const
{
    return m_version;
}

} // namespace portico::app
