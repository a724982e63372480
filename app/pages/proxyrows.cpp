// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/proxyrows.h"

#include "app/networkkeeper.h"
#include "app/style/metrics.h"
#include "app/widgets/settingrow.h"
#include "app/widgets/wraprow.h"
#include "core/settings/settingsstore.h"

#include <QComboBox>
#include <QIntValidator>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

using Mode = ProxySettings::Mode;

namespace {

constexpr int kPortWidth = 96;

void showText(QLineEdit *field, const QString &text)
{
    if (!field->isModified())
        field->setText(text);
}

} // namespace

ProxyRows::ProxyRows(SettingsStore &settings, NetworkKeeper &keeper, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_keeper(keeper)
    , m_kind(new QComboBox(this))
    , m_exceptions(new QLineEdit(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    m_kind->addItem(tr("As the system"), int(Mode::System));
    m_kind->addItem(tr("None"), int(Mode::None));
    m_kind->addItem(tr("HTTP proxy"), int(Mode::Http));
    m_kind->addItem(tr("SOCKS 5 proxy"), int(Mode::Socks5));
    m_kind->addItem(tr("Script (PAC)"), int(Mode::Pac));
    m_kindRow = new SettingRow(tr("&Kind of proxy"), m_kind, this);
    m_kindRow->setNote(tr("What runs on this computer is never reached through a proxy."));
    buildAddress();
    buildLogin();
    m_exceptions->setPlaceholderText(tr("Such as intranet.example, .corp.example, 10.0.0.0/8"));
    m_exceptionsRow = new SettingRow(tr("&Exceptions, reached directly"), m_exceptions, this);
    for (SettingRow *row :
         {m_kindRow, m_addressRow, m_scriptRow, m_userRow, m_passwordRow, m_exceptionsRow})
        column->addWidget(row);
    connect(m_kind, &QComboBox::activated, this, &ProxyRows::chooseKind);
    connect(m_exceptions, &QLineEdit::editingFinished, this,
            [this] { save(NetworkKey::Exceptions, m_exceptions->text(), m_exceptionsRow); });
    connect(&m_keeper, &NetworkKeeper::passwordChanged, this, &ProxyRows::showPassword);
    showValues();
}

void ProxyRows::buildAddress()
{
    auto *address = new QWidget(this);
    auto *row = new WrapRow(address);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    m_host = new QLineEdit(address);
    m_host->setAccessibleName(tr("Proxy host"));
    m_host->setPlaceholderText(tr("Host, such as proxy.example.org"));
    m_port = new QLineEdit(address);
    m_port->setAccessibleName(tr("Proxy port"));
    m_port->setPlaceholderText(tr("Port"));
    m_port->setValidator(new QIntValidator(1, 65'535, m_port));
    m_port->setMaximumWidth(withText(kPortWidth));
    row->addWidget(m_host, 1);
    row->addWidget(m_port);
    address->setFocusProxy(m_host);
    m_addressRow = new SettingRow(tr("A&ddress"), address, this);
    m_script = new QLineEdit(this);
    m_script->setPlaceholderText(tr("Such as http://wpad.example.org/proxy.pac, or a file"));
    m_scriptRow = new SettingRow(tr("Addre&ss of the script"), m_script, this);
    connect(m_host, &QLineEdit::editingFinished, this, &ProxyRows::saveAddress);
    connect(m_port, &QLineEdit::editingFinished, this, &ProxyRows::saveAddress);
    connect(m_script, &QLineEdit::editingFinished, this, &ProxyRows::saveScript);
}

void ProxyRows::buildLogin()
{
    m_user = new QLineEdit(this);
    m_user->setPlaceholderText(tr("None"));
    m_userRow = new SettingRow(tr("&User name"), m_user, this);
    m_password = new QLineEdit(this);
    m_password->setEchoMode(QLineEdit::Password);
    m_passwordRow = new SettingRow(tr("Pass&word"), m_password, this);
    m_forget = m_passwordRow->addButton(tr("Forget"), tr("Forget the proxy's password"));
    connect(m_user, &QLineEdit::editingFinished, this,
            [this] { save(NetworkKey::ProxyUser, m_user->text(), m_userRow); });
    connect(m_password, &QLineEdit::editingFinished, this, &ProxyRows::savePassword);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_password->clear();
        m_keeper.setPassword({});
    });
}

Mode ProxyRows::kind() const
{
    return Mode(m_kind->currentData().toInt());
}

/** System and None count at once; the others when their address is there. */
void ProxyRows::chooseKind()
{
    m_kindRow->showNothing();
    m_unfinished = kind();
    if (kind() == Mode::System || kind() == Mode::None)
        save(NetworkKey::Proxy, kind() == Mode::None ? u"none"_s : u"system"_s, m_kindRow);
    else if (kind() == Mode::Pac && !m_script->text().isEmpty())
        saveScript();
    else if (kind() != Mode::Pac && !m_host->text().isEmpty())
        saveAddress();
    showValues();
    if (kind() == Mode::Pac)
        m_script->setFocus();
    else if (kind() == Mode::Http || kind() == Mode::Socks5)
        m_host->setFocus();
}

void ProxyRows::saveAddress()
{
    const bool isWanted = kind() == Mode::Http || kind() == Mode::Socks5;
    if (!isWanted || m_host->text().trimmed().isEmpty() || m_port->text().isEmpty())
        return; // not finished
    QUrl url;
    url.setScheme(kind() == Mode::Socks5 ? u"socks5"_s : u"http"_s);
    url.setHost(m_host->text().trimmed());
    url.setPort(m_port->text().toInt());
    url.setUserName(m_user->text(), QUrl::DecodedMode);
    m_host->setModified(false);
    m_port->setModified(false);
    save(NetworkKey::Proxy, url.toString(QUrl::FullyEncoded), m_addressRow);
}

void ProxyRows::saveScript()
{
    if (kind() != Mode::Pac || m_script->text().trimmed().isEmpty())
        return;
    m_script->setModified(false);
    save(NetworkKey::Proxy, u"pac+"_s + m_script->text().trimmed(), m_scriptRow);
}

void ProxyRows::save(NetworkKey key, const QString &value, SettingRow *row)
{
    const NetworkSettings now = readNetworkSettings(m_settings);
    const Result<NetworkSettings> changed = withNetworkValue(now, key, value);
    if (!changed) {
        row->showFailure(changed.error());
        return;
    }
    row->showNothing();
    if (key == NetworkKey::Proxy)
        m_unfinished.reset();
    m_user->setModified(false);
    m_exceptions->setModified(key != NetworkKey::Exceptions && m_exceptions->isModified());
    writeNetworkSettings(m_settings, *changed);
    showValues();
}

void ProxyRows::savePassword()
{
    if (m_password->text().isEmpty())
        return; // left alone; “Forget” takes it back
    m_keeper.setPassword(m_password->text());
    m_password->clear();
    m_passwordRow->showBusy(tr("Asking the keychain…"));
}

void ProxyRows::showPassword()
{
    const std::optional<SecretState> state = m_keeper.passwordState();
    m_forget->setEnabled(state && *state != SecretState::NotAvailable);
    m_password->setPlaceholderText(state == SecretState::Saved ? u"••••••••"_s : QString());
    if (!state) {
        m_passwordRow->showBusy(tr("Asking the keychain…"));
        return;
    }
    m_passwordRow->showNothing();
    m_passwordRow->setNote(secretStateText(*state));
}

void ProxyRows::showValues()
{
    const NetworkSettings settings = readNetworkSettings(m_settings);
    const ProxySettings &proxy = settings.proxy;
    m_kind->setCurrentIndex(m_kind->findData(int(m_unfinished.value_or(proxy.mode))));
    const bool hasAddress = kind() == Mode::Http || kind() == Mode::Socks5;
    if (!proxy.host.isEmpty()) {
        showText(m_host, proxy.host);
        showText(m_port, QString::number(proxy.port));
    }
    if (!settings.pacAddress.isEmpty())
        showText(m_script, settings.pacAddress);
    showText(m_user, proxy.user);
    showText(m_exceptions, networkValue(settings, NetworkKey::Exceptions));
    m_addressRow->setVisible(hasAddress);
    m_scriptRow->setVisible(kind() == Mode::Pac);
    m_userRow->setVisible(kind() != Mode::None);
    m_passwordRow->setVisible(kind() != Mode::None && !proxy.user.isEmpty());
    m_exceptionsRow->setVisible(kind() != Mode::None);
    showPassword();
}

} // namespace portico::app
