// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networkvalues.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace portico {
class NetworkKeeper;
class SettingsStore;
} // namespace portico

namespace portico::app {

class SettingRow;

/** The proxy: its kind, address or script, login and exceptions. The password goes to the keychain
 *  and is never shown again; where it is, is. */
class ProxyRows final : public QWidget
{
    Q_OBJECT

public:
    ProxyRows(SettingsStore &settings, NetworkKeeper &keeper, QWidget *parent = nullptr);

    void showValues();

private:
    void buildAddress();
    void buildLogin();
    void chooseKind();
    void saveAddress();
    void saveScript();
    void save(NetworkKey key, const QString &value, SettingRow *row);
    void savePassword();
    void showPassword();
    ProxySettings::Mode kind() const;

    SettingsStore &m_settings;
    NetworkKeeper &m_keeper;
    std::optional<ProxySettings::Mode> m_unfinished; ///< chosen, but its address is not there yet
    QComboBox *m_kind;
    SettingRow *m_kindRow;
    QLineEdit *m_host;
    QLineEdit *m_port;
    SettingRow *m_addressRow;
    QLineEdit *m_script;
    SettingRow *m_scriptRow;
    QLineEdit *m_user;
    SettingRow *m_userRow;
    QLineEdit *m_password;
    SettingRow *m_passwordRow;
    QPushButton *m_forget;
    QLineEdit *m_exceptions;
    SettingRow *m_exceptionsRow;
};

} // namespace portico::app
