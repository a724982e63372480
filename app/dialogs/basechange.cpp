// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/basechange.h"

#include "app/models/advice.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/foldsection.h"
#include "core/hardware/sensibleaccelerators.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLowWindow = 700; ///< pixels: below it the rows scroll within the dialog
constexpr int kLowRows = 90;
constexpr int kAllRows = 170;

/** "3.12" of "3.12.10". */
QString minorOf(const QString &version)
{
    return version.section(u'.', 0, 1);
}

} // namespace

BaseChange::BaseChange(Advice &advice, const Install &install, QWidget *parent)
    : QWidget(parent)
    , m_advice(advice)
    , m_name(install.name)
    , m_now(install.generation() ? *install.generation() : Generation())
    , m_fold(new FoldSection(tr("Something else than its version"), this))
    , m_accelerator(new QComboBox(this))
    , m_changeAccelerator(new QPushButton(tr("Change what it &runs on…"), this))
    , m_why(makeSentence({}, TextRole::Caption, this))
    , m_python(new QComboBox(this))
    , m_changePython(new QPushButton(tr("Change &Python…"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_fold);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::kLarge);
    form->setVerticalSpacing(space::kSmall);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addRow(form, tr("Runs on"), m_accelerator, m_changeAccelerator);
    form->addRow(QString(), m_why);
    addRow(form, tr("Python"), m_python, m_changePython);
    auto *bundle = new QPushButton(tr("Take ComfyUI and Python of a &bundle…"), this);
    form->addRow(QString(), bundle);
    m_fold->content()->addLayout(form);
    const QWidget *const behind = parent->parentWidget();
    const bool isLow = behind && behind->window()->height() < kLowWindow;
    m_fold->setMostHeight(isLow ? kLowRows : kAllRows);
    connect(bundle, &QPushButton::clicked, this, &BaseChange::chooseBundle);
    connect(m_accelerator, &QComboBox::currentIndexChanged, this, &BaseChange::showChosen);
    connect(m_changeAccelerator, &QPushButton::clicked, this, [this] {
        const AcceleratorChoice choice = m_choices.value(m_accelerator->currentIndex());
        emit wished({.id = {}, .accelerator = choice},
                    tr("Take %1 to %2", "an install; an accelerator")
                        .arg(m_name, choice.accelerator.title()));
    });
    connect(m_changePython, &QPushButton::clicked, this, [this] {
        const QString version = m_python->currentText();
        emit wished({.id = {}, .python = version},
                    tr("Take %1 to Python %2", "an install; a version").arg(m_name, version));
    });
    connect(&m_advice, &Advice::computerChanged, this, &BaseChange::fillAccelerators);
    fillPythons();
    fillAccelerators();
}

void BaseChange::addRow(QFormLayout *form, const QString &label, QComboBox *field,
                        QPushButton *button)
{
    field->setAccessibleName(label);
    field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    field->setMinimumContentsLength(10);
    auto *words = new QLabel(label, this);
    words->setMinimumHeight(controlHeight()); // centred beside the field
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(field, 1);
    row->addWidget(button);
    form->addRow(words, row);
}

/** A difference in its versions alone counts, too: "CUDA 12.6" where CUDA 13.0 suits. */
void BaseChange::fillAccelerators()
{
    const auto &computer = m_advice.computer();
    m_choices = computer ? sensibleAccelerators(*computer) : QList<AcceleratorChoice>();
    const QSignalBlocker quiet(m_accelerator);
    m_accelerator->clear();
    const auto now = Accelerator::fromText(m_now.accelerator);
    for (const AcceleratorChoice &choice : std::as_const(m_choices)) {
        const QString title = choice.accelerator.title();
        const bool isNow = now && *now == choice.accelerator;
        m_accelerator->addItem(isNow ? tr("%1, as now").arg(title) : title);
        if (isNow)
            m_accelerator->setCurrentIndex(m_accelerator->count() - 1);
    }
    m_accelerator->setEnabled(!m_choices.isEmpty());
    if (m_choices.isEmpty())
        m_accelerator->addItem(tr("This computer is being looked at…"));
    const bool suits =
        m_choices.isEmpty() || !now || now->kind == m_choices.constFirst().accelerator.kind;
    m_fold->setSummary(suits ? IconName::Info : IconName::Warning,
                       suits ? IconTint::Muted : IconTint::Busy,
                       suits ? tr("What it runs on, Python, or all of it by a bundle")
                             : tr("%1 would suit this computer better than %2.")
                                   .arg(m_choices.constFirst().accelerator.title(), now->title()));
    showChosen();
}

/** Those that current versions of ComfyUI and torch are made for. */
void BaseChange::fillPythons()
{
    for (const QString &version : {u"3.13"_s, u"3.12"_s, u"3.11"_s, u"3.10"_s}) {
        if (version != minorOf(m_now.pythonVersion))
            m_python->addItem(version);
    }
}

void BaseChange::showChosen()
{
    const AcceleratorChoice choice = m_choices.value(m_accelerator->currentIndex());
    const bool isOther = !m_choices.isEmpty() && choice.accelerator.text() != m_now.accelerator;
    m_changeAccelerator->setEnabled(isOther);
    m_why->setText(choice.reasons.isEmpty() ? QString() : choice.reasons.constFirst());
    m_why->setVisible(!m_why->text().isEmpty());
}

void BaseChange::chooseBundle()
{
    auto *chooser = new QFileDialog(this, tr("Choose a bundle"), QDir::homePath(),
                                    tr("Bundles (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;All files "
                                       "(*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &file) {
        UpdateRequest request{.id = {}};
        request.bundle.emplace();
        request.bundle->archive.source = file;
        emit wished(request,
                    tr("Take %1 to the bundle %2", "an install; a file")
                        .arg(m_name, QFileInfo(file).fileName()));
    });
    chooser->open();
}

} // namespace portico::app
