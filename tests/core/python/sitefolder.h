// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/environment.h"
#include "core/python/verdict.h"

#include <QMap>
#include <QTemporaryDir>

/**
 * A site-packages folder that a test fills with distributions in their real format: METADATA,
 * WHEEL, INSTALLER and a RECORD with hashes and sizes.
 */
class SitePackages
{
public:
    struct Package
    {
        QString name;
        QString version;
        QStringList needs{};
        QMap<QString, QByteArray> files{}; ///< but for its metadata; empty: one module
        QByteArray tag = "py3-none-any";
    };

    /** `below` is where it lies in its temporary folder. */
    explicit SitePackages(const QString &below = {});

    QString root() const { return m_folder.path(); }

    QString path(const QString &relative = {}) const;
    void put(const QString &relative, const QByteArray &bytes);
    void remove(const QString &relative);
    void add(const Package &package);
    /** torch, torchvision and torchaudio with that label, libraries included. */
    void addTorch(const QString &label, const QString &version = QStringLiteral("2.9.1"));

    portico::EnvironmentRequest request(portico::Os os = portico::Os::Linux) const;
    portico::PythonEnvironment read() const;
    portico::Verdict verdict(const portico::VerdictRequest &request = {}) const;

private:
    QTemporaryDir m_folder;
    QString m_path;
};

/** "cpu-torch breaks torch", one line a finding. */
QStringList linesOf(const portico::Verdict &verdict);
