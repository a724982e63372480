// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/tomldocument.h"
#include "core/isolation/envconfig.h"

namespace portico {

/** What both readers of comfy-env's files share; private to core/isolation. */
class ConfigReader
{
public:
    ConfigReader(const TomlDocument &document, QString name)
        : m_document(document)
        , m_name(std::move(name))
    { }

    /** InvalidInput: "<file>, line <n>: <what>". */
    Error error(const QStringList &path, const QString &what, const QString &nextStep) const;
    void remark(const QStringList &path, const QString &message);
    /** One remark for each key of a table that nobody reads. */
    void remarkUnknown(const QString &section, const QStringList &known);
    /** The table of that name; an error where it is something else. */
    Result<QVariantMap> table(const QString &section) const;
    /** A list of texts; a single text counts as a list of one. */
    Result<QStringList> texts(const QString &section, const QString &key) const;

    const QVariantMap &content() const { return m_document.content; }
    const QList<ConfigRemark> &remarks() const { return m_remarks; }

private:
    const TomlDocument &m_document;
    QString m_name;
    QList<ConfigRemark> m_remarks;
};

/** A value as Python's str() writes it. */
QString pythonText(const QVariant &value);

} // namespace portico
