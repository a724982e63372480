// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/pages/page.h"
#include "core/net/networktest.h"
#include "core/net/networkvalues.h"
#include "core/net/toolenvironment.h"

#include <functional>
#include <map>

class QLineEdit;
class QPushButton;

namespace portico::app {

struct Context;
class ProxyRows;
class SettingRow;

/**
 * How Portico and its tools reach the internet: proxy, certificate authority, mirrors and indexes,
 * each checked as it is entered and tried out by its Test button. Each change counts at once and is
 * saved by itself.
 */
class NetworkPage final : public Page
{
    Q_OBJECT

public:
    explicit NetworkPage(const Context &context, QWidget *parent = nullptr);

    /** Presses every Test button. */
    void testAll();

private:
    using Outcome = Result<NetworkTestReport>;
    using Body = std::function<Outcome(const JobContext &)>;

    void buildProxy();
    void buildCertificates();
    void buildMirrors();
    void buildTools();
    SettingRow *addMirror(QVBoxLayout *card, const QString &name, NetworkKey key,
                          const QString &usual, NetworkTest test);
    void addTest(SettingRow *row, const QString &name, const Body &body);
    void run(SettingRow *row, QPushButton *button, const Body &body);
    void save(NetworkKey key, QLineEdit *field, SettingRow *row);
    void showValues();
    void chooseAuthority();
    void showAuthority();

    const Context &m_context;
    ProxyRows *m_proxy;
    QLineEdit *m_authority;
    SettingRow *m_authorityRow;
    std::map<NetworkKey, QLineEdit *> m_fields;
    QList<QPushButton *> m_testButtons;
    QPushButton *m_testAll;
};

} // namespace portico::app
