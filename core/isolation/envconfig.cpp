// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envconfig.h"

#include "core/isolation/configreader.h"
#include "core/isolation/pixitables.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::EnvConfig)
};

QStringList torchFamily()
{
    return {u"torch"_s, u"torchvision"_s, u"torchaudio"_s};
}

/** One file, by one version's rules. */
class EnvConfigParser
{
public:
    EnvConfigParser(ConfigReader &reader, const EnvRules &rules)
        : m_reader(reader)
        , m_rules(rules)
    { }

    Result<EnvConfig> run();

private:
    Result<> refuseSections() const;
    Result<> refuseCompilersOwn() const;
    Result<QString> python() const;
    Result<> readCuda(EnvConfig &config) const;
    Result<> readOptions(EnvConfig &config);
    QStringList ownKeys() const;
    void takePassthrough(EnvConfig &config) const;

    ConfigReader &m_reader;
    const EnvRules &m_rules;
};

/** What belongs into the other file, or went with an earlier version. */
Result<> EnvConfigParser::refuseSections() const
{
    if (!m_rules.hasClosedRoot)
        return {};
    QStringList rootsOwn{m_rules.nodePacksSection};
    if (m_rules.knowsSettings)
        rootsOwn += u"settings"_s;
    if (m_rules.knowsTypes)
        rootsOwn += u"types"_s;
    for (const QString &section : rootsOwn) {
        if (m_reader.content().contains(section))
            return m_reader.error(
                {section}, Text::tr("[%1] has no effect in this file.").arg(section),
                Text::tr("Move it to %1 in the pack's own folder.").arg(rootConfigName()));
    }
    if (m_rules.knowsTypes && m_reader.content().contains(u"serializers"_s))
        return m_reader.error({u"serializers"_s}, Text::tr("[serializers] is not known any more."),
                              Text::tr("Declare the sockets under [types] in %1, and put their "
                                       "code into serialization.py.")
                                  .arg(rootConfigName()));
    const QVariant schema = m_reader.content().value(u"schema"_s);
    if (m_rules.knowsSchema && schema.isValid() && schema != QVariant(qint64(1)))
        return m_reader.error(
            {u"schema"_s}, Text::tr("The format %1 is not known, only 1.").arg(pythonText(schema)),
            Text::tr("Remove the line, or use a newer comfy-env."));
    return refuseCompilersOwn();
}

/** What comfy-env itself writes into the manifest. */
Result<> EnvConfigParser::refuseCompilersOwn() const
{
    for (const QString &section : {u"environments"_s, u"feature"_s}) {
        if (m_reader.content().contains(section))
            return m_reader.error({section},
                                  Text::tr("[%1] is written by comfy-env itself.").arg(section),
                                  Text::tr("Remove it: each file describes one environment."));
    }
    const QVariantMap workspace = m_reader.content().value(u"workspace"_s).toMap();
    for (const QString &key : {u"name"_s, u"version"_s, u"platforms"_s}) {
        if (workspace.contains(key))
            return m_reader.error(
                {u"workspace"_s, key},
                Text::tr("“%1” in [workspace] is written by comfy-env itself.").arg(key),
                Text::tr("Remove the line."));
    }
    return {};
}

Result<QString> EnvConfigParser::python() const
{
    const QVariant value = m_reader.content().value(u"python"_s);
    if (!value.isValid())
        return QString();
    if (value.typeId() != QMetaType::QString && m_rules.wantsPythonAsText)
        return m_reader.error(
            {u"python"_s},
            Text::tr("the Python version %1 is a number, and 3.10 would be 3.1.")
                .arg(pythonText(value)),
            Text::tr("Put it into quotes: python = \"%1\".").arg(pythonText(value)));
    const QString text = pythonText(value);
    static const QRegularExpression minor(uR"(3\.(\d+))"_s);
    const QRegularExpressionMatch match = minor.match(text);
    if (m_rules.wantsPython310 && match.hasMatch() && match.capturedView(1).toInt() < 10)
        return m_reader.error({u"python"_s},
                              Text::tr("Python %1 is too old for comfy-env %2.")
                                  .arg(text, m_rules.version.toString()),
                              Text::tr("Ask for Python 3.10 or newer."));
    return text;
}

Result<> EnvConfigParser::readCuda(EnvConfig &config) const
{
    const Result<QStringList> packages = m_reader.texts(u"cuda"_s, u"packages"_s);
    if (!packages)
        return packages.error();
    config.cudaPackages = *packages;
    for (const QString &package : *packages) {
        if (m_rules.pinsTorch && torchFamily().contains(package))
            return m_reader.error(
                {u"cuda"_s, u"packages"_s},
                Text::tr("%1 is always that of ComfyUI, and must not stand here.").arg(package),
                Text::tr("Remove it from the list."));
    }
    return {};
}

Result<> EnvConfigParser::readOptions(EnvConfig &config)
{
    const Result<QVariantMap> options = m_reader.table(u"options"_s);
    if (!options)
        return options.error();
    const QVariant limit = options->value(u"health_check_timeout"_s);
    if (!limit.isValid())
        return {};
    bool isNumber = false;
    config.healthCheckTimeout = limit.toDouble(&isNumber);
    if (!isNumber)
        return m_reader.error({u"options"_s, u"health_check_timeout"_s},
                              Text::tr("“health_check_timeout” must be a number of seconds."),
                              Text::tr("Write it as 5.0."));
    return {};
}

/** What never reaches pixi. */
QStringList EnvConfigParser::ownKeys() const
{
    QStringList own{u"python"_s, u"cuda"_s, u"env_vars"_s, u"options"_s, m_rules.nodePacksSection};
    if (m_rules.knowsSchema)
        own += u"schema"_s;
    if (m_rules.knowsSystemPackages)
        own += {u"apt"_s, u"brew"_s};
    if (m_rules.knowsSettings)
        own += u"settings"_s;
    if (m_rules.knowsTypes)
        own += u"types"_s;
    return own;
}

void EnvConfigParser::takePassthrough(EnvConfig &config) const
{
    config.passthrough = m_reader.content();
    for (const QString &section : ownKeys())
        config.passthrough.remove(section);
}

Result<EnvConfig> EnvConfigParser::run()
{
    const Result<> allowed = refuseSections();
    if (!allowed)
        return allowed.error();
    EnvConfig config;
    const Result<QString> version = python();
    if (!version)
        return version.error();
    config.python = *version;
    const Result<QVariantMap> variables = m_reader.table(u"env_vars"_s);
    if (!variables)
        return variables.error();
    for (auto variable = variables->cbegin(); variable != variables->cend(); ++variable)
        config.envVars.insert(variable.key(), pythonText(variable.value()));
    for (const Result<> &read : {readCuda(config), readOptions(config)}) {
        if (!read)
            return read.error();
    }
    if (m_rules.knowsSystemPackages) {
        const Result<QStringList> apt = m_reader.texts(u"apt"_s, u"packages"_s);
        const Result<QStringList> brew = m_reader.texts(u"brew"_s, u"packages"_s);
        if (!apt || !brew)
            return apt ? brew.error() : apt.error();
        config.aptPackages = *apt;
        config.brewPackages = *brew;
    }
    const Result<> pixis = checkPixiTables(m_reader, ownKeys());
    if (!pixis)
        return pixis.error();
    m_reader.remarkUnknown(u"cuda"_s, {u"packages"_s});
    m_reader.remarkUnknown(u"options"_s, {u"health_check_timeout"_s});
    if (m_rules.hasClosedRoot)
        m_reader.remarkUnknown(u"workspace"_s, {u"channels"_s});
    takePassthrough(config);
    config.remarks = m_reader.remarks();
    return config;
}

} // namespace

QString envConfigName()
{
    return u"comfy-env.toml"_s;
}

QString rootConfigName()
{
    return u"comfy-env-root.toml"_s;
}

Result<EnvConfig> parseEnvConfig(const QByteArray &bytes, const QString &name,
                                 const EnvRules &rules)
{
    const Result<TomlDocument> document = parseTomlDocument(bytes, name);
    if (!document)
        return document.error();
    ConfigReader reader(*document, name);
    Result<EnvConfig> config = EnvConfigParser(reader, rules).run();
    if (config)
        config->bytes = bytes;
    return config;
}

} // namespace portico
