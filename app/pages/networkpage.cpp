// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/networkpage.h"

#include "app/context.h"
#include "app/networkkeeper.h"
#include "app/pages/proxyrows.h"
#include "app/services.h"
#include "app/style/metrics.h"
#include "app/widgets/settingrow.h"
#include "core/base/sizes.h"
#include "core/jobs/jobrunner.h"
#include "core/net/authorities.h"
#include "core/selfcheck/tooltest.h"
#include "core/settings/settingsstore.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

NetworkPage::NetworkPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{
    addTitle(tr("Network"),
             tr("How Portico, git, uv, pip and ComfyUI reach the internet. What you change here "
                "counts at once; ComfyUI takes it up at its next start."));
    m_testAll = new QPushButton(tr("&Test everything"), widget());
    column()->addWidget(m_testAll, 0, Qt::AlignLeft);
    buildProxy();
    buildCertificates();
    buildMirrors();
    buildTools();
    addStretch();
    showValues();
    connect(m_testAll, &QPushButton::clicked, this, &NetworkPage::testAll);
    connect(&m_context.settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (isNetworkKey(key))
            showValues();
    });
}

void NetworkPage::buildProxy()
{
    QVBoxLayout *card = addSection(tr("Proxy"));
    m_proxy = new ProxyRows(m_context.settings, m_context.services.networkKeeper(), widget());
    card->addWidget(m_proxy);
}

void NetworkPage::buildCertificates()
{
    QVBoxLayout *card = addSection(tr("Certificates"));
    card->addWidget(makeSentence(
        tr("Some networks look into https connections and show certificates of their own. Their "
           "administrator has a file with the authority behind them. It is trusted besides the "
           "ones this computer trusts; no check is switched off."),
        TextRole::Body, widget()));
    m_authority = new QLineEdit(widget());
    m_authority->setPlaceholderText(tr("None besides this computer's"));
    m_authorityRow = new SettingRow(tr("&Additional certificate authority"), m_authority, widget());
    QPushButton *choose =
        m_authorityRow->addButton(tr("Choose…"), tr("Choose the authority's file"));
    card->addWidget(m_authorityRow);
    m_fields[NetworkKey::Authority] = m_authority;
    connect(choose, &QPushButton::clicked, this, &NetworkPage::chooseAuthority);
    connect(m_authority, &QLineEdit::editingFinished, this,
            [this] { save(NetworkKey::Authority, m_authority, m_authorityRow); });
}

void NetworkPage::buildMirrors()
{
    QVBoxLayout *card = addSection(tr("Mirrors and indexes"));
    const NetworkChain usual = makeNetworkChain({}, {});
    addMirror(card, tr("&GitHub"), NetworkKey::GithubMirror, u"https://github.com"_s,
              NetworkTest::Github);
    addMirror(card, tr("Package &index"), NetworkKey::PackageIndex, usual.packageIndex.toString(),
              NetworkTest::PackageIndex);
    addMirror(card, tr("T&orch index"), NetworkKey::TorchIndex, usual.torchIndex.toString(),
              NetworkTest::TorchIndex);
    addMirror(card, tr("P&ython releases"), NetworkKey::PythonMirror, tr("From GitHub"),
              NetworkTest::PythonMirror);
}

void NetworkPage::buildTools()
{
    QVBoxLayout *card = addSection(tr("Programs"));
    card->addWidget(makeSentence(tr("Each is given the settings above in its own way. Its test "
                                    "lets the real program fetch something small."),
                                 TextRole::Body, widget()));
    for (const Consumer tool : testableTools()) {
        auto *row = new SettingRow(consumerName(tool), nullptr, widget());
        card->addWidget(row);
        addTest(row, consumerName(tool), [this, tool](const JobContext &job) {
            return runToolTest({.consumer = tool, .program = findToolProgram(tool)},
                               m_context.services.network(), m_context.services.processes(), job);
        });
    }
}

SettingRow *NetworkPage::addMirror(QVBoxLayout *card, const QString &name, NetworkKey key,
                                   const QString &usual, NetworkTest test)
{
    auto *field = new QLineEdit(widget());
    field->setPlaceholderText(usual);
    auto *row = new SettingRow(name, field, widget());
    card->addWidget(row);
    m_fields[key] = field;
    connect(field, &QLineEdit::editingFinished, this,
            [this, key, field, row] { save(key, field, row); });
    addTest(row, QString(name).remove(u'&'), [this, test](const JobContext &job) {
        return runNetworkTest(test, m_context.services.network(), m_context.services.http(), job);
    });
    return row;
}

void NetworkPage::addTest(SettingRow *row, const QString &name, const Body &body)
{
    QPushButton *button = row->addButton(tr("Test"), tr("Test: %1").arg(name));
    m_testButtons += button;
    connect(button, &QPushButton::clicked, this,
            [this, row, button, body] { run(row, button, body); });
}

void NetworkPage::run(SettingRow *row, QPushButton *button, const Body &body)
{
    button->setEnabled(false);
    row->showBusy(tr("Testing…"));
    m_context.background.start<NetworkTestReport>(
        {.title = button->accessibleName(), .exclusiveKey = {}}, body, this,
        [row, button](const Outcome &outcome) {
            button->setEnabled(true);
            if (outcome) {
                row->showSuccess(
                    tr("%1 (%2, %3 ms)", "what a test found; its way; its time")
                        .arg(outcome->summary, outcome->way, numberText(outcome->took.count())));
            } else {
                row->showFailure(outcome.error());
            }
        });
}

void NetworkPage::testAll()
{
    for (QPushButton *button : std::as_const(m_testButtons))
        button->click();
}

void NetworkPage::save(NetworkKey key, QLineEdit *field, SettingRow *row)
{
    const NetworkSettings now = readNetworkSettings(m_context.settings);
    if (!field->isModified() && field->text() == networkValue(now, key))
        return;
    const Result<NetworkSettings> changed = withNetworkValue(now, key, field->text());
    if (!changed) {
        row->showFailure(changed.error());
        return;
    }
    field->setModified(false);
    row->showNothing();
    writeNetworkSettings(m_context.settings, *changed);
    showValues();
}

/** What counts; what is being typed, or was refused and waits to be mended, is left alone. */
void NetworkPage::showValues()
{
    const NetworkSettings settings = readNetworkSettings(m_context.settings);
    for (const auto &[key, field] : m_fields) {
        if (!field->isModified())
            field->setText(networkValue(settings, key));
    }
    m_proxy->showValues();
    showAuthority();
}

void NetworkPage::showAuthority()
{
    const QString file = m_context.settings.get(settings::kAuthorityFile);
    QStringList names;
    if (const auto authorities = readAuthorities(file); !file.isEmpty() && authorities) {
        for (const QSslCertificate &each : authorities->mid(0, 3))
            names += authorityName(each);
    } else if (!file.isEmpty()) {
        m_authorityRow->showFailure(authorities.error());
    }
    m_authorityRow->setNote(names.join(u'\n'));
}

void NetworkPage::chooseAuthority()
{
    auto *dialog =
        new QFileDialog(this, tr("The authority's file"), QFileInfo(m_authority->text()).path(),
                        tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_authority->setText(QDir::toNativeSeparators(file));
        m_authority->setModified(true);
        save(NetworkKey::Authority, m_authority, m_authorityRow);
    });
    dialog->open();
}

} // namespace portico::app
