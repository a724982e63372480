// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/installsettingstab.h"

#include "app/context.h"
#include "app/models/advice.h"
#include "app/pages/testworkflowrows.h"
#include "app/services.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/folderfield.h"
#include "app/widgets/hardwarechoice.h"
#include "app/widgets/portfield.h"
#include "app/widgets/wraprow.h"
#include "core/installs/installstore.h"
#include "core/installs/launchcommand.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

QStringList linesOf(const QPlainTextEdit *edit)
{
    QStringList lines;
    for (const QString &line : edit->toPlainText().split(u'\n')) {
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty())
            lines.append(trimmed);
    }
    return lines;
}

} // namespace

InstallSettingsTab::InstallSettingsTab(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{
    buildStart();
    buildHardware();
    buildArguments();
    buildCommand();
    buildFolders();
    buildTests();
    addStretch();
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &InstallSettingsTab::showCommand);
    connect(&m_context.installs, &InstallStore::changed, this, [this](const InstallId &id) {
        if (id == m_id)
            refresh();
    });
}

void InstallSettingsTab::buildStart()
{
    QVBoxLayout *card = addSection(tr("Start"));
    m_port = new PortField(widget());
    m_start = new QComboBox(widget());
    m_start->setAccessibleName(tr("What the Start button does"));
    m_start->addItem(tr("Start"), int(StartBehaviour::Start));
    m_start->addItem(tr("Start, and open the browser when ready"),
                     int(StartBehaviour::StartAndOpen));
    m_start->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_start->setMinimumContentsLength(12);
    auto *row = new WrapRow;
    row->setSpacing(space::kHuge);
    row->addWidget(m_port);
    auto *label = new QLabel(tr("The Start &button does"), widget());
    label->setBuddy(m_start);
    auto *choice = new WrapRow;
    choice->setSpacing(space::kSmall);
    choice->addWidget(label);
    choice->addWidget(m_start, 1);
    row->addLayout(choice, 1);
    card->addLayout(row);
    connect(m_port, &PortField::chosen, this, [this](quint16 port) {
        if (const Result<> saved = m_context.installs.setPort(m_id, port); !saved)
            emit failed(saved.error());
    });
    connect(m_start, &QComboBox::activated, this, &InstallSettingsTab::save);
}

void InstallSettingsTab::buildHardware()
{
    m_hardware = new HardwareChoice(widget());
    addSection(tr("Hardware"), Topic::Accelerator)->addWidget(m_hardware);
    connect(m_hardware, &HardwareChoice::chosen, this, &InstallSettingsTab::save);
    connect(&m_context.advice, &Advice::computerChanged, this, &InstallSettingsTab::refresh);
}

void InstallSettingsTab::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_context.advice.begin();
}

void InstallSettingsTab::buildFolders()
{
    QVBoxLayout *card = addSection(tr("Folders"));
    const auto addField = [&](const QString &name) {
        auto *label = makeLabel(name, TextRole::Body, widget());
        auto *field = new FolderField(name, widget());
        auto *pair = new QVBoxLayout;
        pair->setSpacing(space::kTight);
        pair->addWidget(label);
        pair->addWidget(field);
        card->addLayout(pair);
        connect(field, &FolderField::chosen, this, &InstallSettingsTab::save);
        return field;
    };
    m_output = addField(tr("Pictures and other results"));
    m_input = addField(tr("Input"));
    m_user = addField(tr("Workflows and ComfyUI's own settings"));
    auto *label = makeLabel(tr("Further model folders, one a line"), TextRole::Body, widget());
    m_models = makeLines(tr("Further model folders, one a line"), {});
    auto *pair = new QVBoxLayout;
    pair->setSpacing(space::kTight);
    pair->addWidget(label);
    pair->addWidget(m_models);
    card->addLayout(pair);
}

QPlainTextEdit *InstallSettingsTab::makeLines(const QString &name, const QString &placeholder)
{
    auto *edit = new QPlainTextEdit(widget());
    edit->setAccessibleName(name);
    edit->setPlaceholderText(placeholder);
    edit->setFont(monospaceFont(font()));
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * 4 + 18);
    edit->installEventFilter(this);
    return edit;
}

void InstallSettingsTab::buildArguments()
{
    QVBoxLayout *card = addSection(tr("Arguments and environment"));
    const auto add = [&](const QString &name, const QString &placeholder) {
        auto *pair = new QVBoxLayout;
        pair->setSpacing(space::kTight);
        pair->addWidget(makeSentence(name, TextRole::Body, widget()));
        QPlainTextEdit *edit = makeLines(name, placeholder);
        pair->addWidget(edit);
        card->addLayout(pair);
        connect(edit, &QPlainTextEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
        return edit;
    };
    m_arguments = add(tr("Arguments for ComfyUI, one a line"), u"--lowvram"_s);
    m_environment = add(tr("Environment variables, one a line as NAME=value"),
                        u"PYTORCH_ALLOC_CONF=expandable_segments:True"_s);
    m_problem = makeSentence({}, TextRole::Body, widget());
    m_problem->setForegroundRole(QPalette::BrightText);
    m_problem->setAccessibleDescription(tr("What is wrong with these settings"));
    m_problem->hide();
    card->addWidget(m_problem);
    buildLayout(card);
}

void InstallSettingsTab::buildLayout(QVBoxLayout *card)
{
    m_layout = new QComboBox(widget());
    m_layout->setAccessibleName(tr("Where ComfyUI finds node packs and models"));
    m_layout->addItem(tr("In the data folder"), int(DataLayout::Separate));
    m_layout->addItem(tr("Classic: beside main.py, by links"), int(DataLayout::Classic));
    m_layout->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_layout->setMinimumContentsLength(12);
    auto *label = new QLabel(tr("ComfyUI finds node packs and &models"), widget());
    label->setBuddy(m_layout);
    auto *row = new WrapRow;
    row->setSpacing(space::kSmall);
    row->addWidget(label);
    row->addWidget(m_layout, 1);
    card->addLayout(row);
    card->addWidget(makeSentence(
        tr("Some node packs look for their files beside ComfyUI's main.py and break otherwise. In "
           "the classic layout links lead from there to the same data folder; the next start makes "
           "them, and takes them away again."),
        TextRole::Caption, widget()));
    connect(m_layout, &QComboBox::activated, this, &InstallSettingsTab::save);
}

void InstallSettingsTab::buildTests()
{
    m_tests = new TestWorkflowRows(m_context, widget());
    addSection(tr("Test workflows"))->addWidget(m_tests);
    connect(m_tests, &TestWorkflowRows::failed, this, &InstallSettingsTab::failed);
}

void InstallSettingsTab::buildCommand()
{
    QVBoxLayout *card = addSection(tr("The exact command"));
    m_command = makeSentence({}, TextRole::Body, widget());
    m_command->setFont(monospaceFont(fontFor(TextRole::Caption, font())));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_command->setAccessibleDescription(tr("The exact command as it will be run"));
    auto *copy = new QPushButton(tr("&Copy command"), widget());
    copy->setIcon(makeIcon(IconName::Copy));
    card->addWidget(m_command);
    card->addWidget(copy, 0, Qt::AlignLeft);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
}

void InstallSettingsTab::setInstall(const InstallId &id)
{
    m_id = id;
    m_tests->setInstall(id);
    refresh();
}

void InstallSettingsTab::refresh()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install)
        return;
    m_isFilling = true;
    const InstallSettings &settings = install->settings;
    const Library &library = m_context.services.library();
    m_port->setPort(install->port);
    m_port->setEditable(!install->isReadOnly());
    m_start->setCurrentIndex(m_start->findData(int(settings.startBehaviour)));
    const auto &computer = m_context.advice.computer();
    m_hardware->show(*install, computer ? &*computer : nullptr, m_context.services.host().os());
    const QString folder = install->isAdopted() ? install->adoptedFolder : library.dataFolder(m_id);
    m_output->setFolder(settings.outputFolder);
    m_output->setPlaceholder(folder + u"/output"_s);
    m_input->setFolder(settings.inputFolder);
    m_input->setPlaceholder(folder + u"/input"_s);
    m_user->setFolder(settings.userFolder);
    m_user->setPlaceholder(folder + u"/user"_s);
    m_layout->setCurrentIndex(m_layout->findData(int(settings.layout)));
    m_layout->setEnabled(!install->isAdopted() && !install->isReadOnly());
    m_models->setPlaceholderText(tr("Besides %1").arg(library.models()));
    const auto fill = [](QPlainTextEdit *edit, const QStringList &lines) {
        if (!edit->hasFocus() && linesOf(edit) != lines)
            edit->setPlainText(lines.join(u'\n'));
    };
    fill(m_models, settings.modelFolders);
    fill(m_arguments, settings.arguments);
    QStringList variables;
    for (auto it = settings.environment.begin(); it != settings.environment.end(); ++it)
        variables.append(it.key() + u'=' + it.value());
    fill(m_environment, variables);
    m_isFilling = false;
    showCommand();
}

QString InstallSettingsTab::wrongVariable() const
{
    for (const QString &line : linesOf(m_environment)) {
        if (line.indexOf(u'=') < 1)
            return line;
    }
    return {};
}

InstallSettings InstallSettingsTab::written() const
{
    const Install *install = m_context.installs.find(m_id);
    InstallSettings settings = install ? install->settings : InstallSettings();
    settings.arguments = linesOf(m_arguments);
    settings.environment.clear();
    for (const QString &line : linesOf(m_environment)) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0)
            settings.environment.insert(line.left(equals).trimmed(), line.mid(equals + 1));
    }
    settings.outputFolder = m_output->folder();
    settings.inputFolder = m_input->folder();
    settings.userFolder = m_user->folder();
    settings.modelFolders = linesOf(m_models);
    m_hardware->write(settings);
    settings.layout = DataLayout(m_layout->currentData().toInt());
    settings.startBehaviour = StartBehaviour(m_start->currentData().toInt());
    return settings;
}

void InstallSettingsTab::showCommand()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install || m_isFilling)
        return;
    Install changed = *install;
    changed.settings = written();
    const Os os = m_context.services.host().os();
    LaunchOptions options;
    options.port = install->port;
    const Result<Command> command =
        launchCommand(m_context.services.library(), changed, options, QProcessEnvironment(), os);
    const QString variable = wrongVariable();
    m_problem->setVisible(!command || !variable.isEmpty());
    if (!variable.isEmpty())
        m_problem->setText(tr("“%1” is no NAME=value.").arg(variable));
    else if (!command)
        m_problem->setText(command.error().message + u' ' + command.error().nextStep);
    if (command)
        m_command->setText(displayText(*command, os));
}

void InstallSettingsTab::save()
{
    const Install *install = m_context.installs.find(m_id);
    if (!install || m_isFilling)
        return;
    showCommand();
    const InstallSettings settings = written();
    if (settings == install->settings || !m_problem->isHidden())
        return;
    if (const Result<> saved = m_context.installs.setSettings(m_id, settings); !saved)
        emit failed(saved.error());
}

bool InstallSettingsTab::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        save();
    return Page::eventFilter(watched, event);
}

} // namespace portico::app
