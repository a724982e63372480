// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/pixitoml.h"

#include "core/io/tomldocument.h"
#include "core/isolation/manifestparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** The one feature of a manifest of the later generations. */
class FeatureBuilder
{
public:
    explicit FeatureBuilder(const ManifestRequest &request)
        : m_request(request)
        , m_platform(pixiPlatform(request.host.os, request.host.architecture))
    { }

    Result<QVariantMap> run();

private:
    void setDependencies();
    void setPackages(HostPinned &pinned);
    void setTarget(HostPinned &pinned);
    void setRest();
    QVariant familyEntry(const QString &pin) const;

    const ManifestRequest &m_request;
    QString m_platform;
    QVariantMap m_feature;
    QVariantMap m_packages;
};

void FeatureBuilder::setDependencies()
{
    const EnvConfig &config = m_request.config;
    const QString python = config.python.isEmpty() ? m_request.host.python : config.python;
    QVariantMap dependencies{
        {u"python"_s, python + ".*"_L1}, {u"pip"_s, u"*"_s}, {u"setuptools"_s, u">=75.0,<82"_s}};
    dependencies.insert(withoutTorch(config.table(u"dependencies"_s)));
    m_feature.insert(u"dependencies"_s, dependencies);
}

QVariant FeatureBuilder::familyEntry(const QString &pin) const
{
    if (m_request.torch.index.isEmpty())
        return pin;
    return QVariantMap{{u"version"_s, pin}, {u"index"_s, m_request.torch.index}};
}

void FeatureBuilder::setPackages(HostPinned &pinned)
{
    const QMap<QString, QString> family = torchFamilyPins(m_request.torch.pin, m_request.host);
    for (auto pin = family.cbegin(); pin != family.cend(); ++pin)
        m_packages.insert(pin.key(), familyEntry(pin.value()));
    m_packages.insert(pinned.replacedIn(
        withoutTorch(m_request.config.table(u"pypi-dependencies"_s)), u"pypi-dependencies"_s));
    if (!m_request.torch.pin.isEmpty()) {
        const QVariantMap wanted = pinned.wantedFor(m_request.torch.index);
        for (auto pin = wanted.cbegin(); pin != wanted.cend(); ++pin) {
            if (!m_packages.contains(pin.key()))
                m_packages.insert(pin.key(), pin.value());
        }
    }
    if (m_request.rules.hasWheelsInManifest) {
        for (auto wheel = m_request.wheels.cbegin(); wheel != m_request.wheels.cend(); ++wheel)
            m_packages.insert(wheel.key().toLower().replace(u'_', u'-'),
                              QVariantMap{{u"url"_s, wheel.value()}});
    }
}

/** Of the tables for platforms that of this one alone. */
void FeatureBuilder::setTarget(HostPinned &pinned)
{
    const QVariantMap targets = m_request.config.table(u"target"_s);
    if (!targets.contains(m_platform))
        return;
    QVariantMap target = targets.value(m_platform).toMap();
    for (const QString &name : {u"dependencies"_s, u"pypi-dependencies"_s}) {
        if (!target.contains(name))
            continue;
        QVariantMap table = withoutTorch(target.value(name).toMap());
        if (name == "pypi-dependencies"_L1)
            m_packages.insert(pinned.splitFrom(table, u"target."_s + m_platform));
        if (table.isEmpty())
            target.remove(name);
        else
            target.insert(name, table);
    }
    if (!target.isEmpty())
        m_feature.insert(u"target"_s, QVariantMap{{m_platform, target}});
}

void FeatureBuilder::setRest()
{
    static const QStringList handled{
        u"dependencies"_s, u"pypi-dependencies"_s, u"target"_s,       u"system-requirements"_s,
        u"activation"_s,   u"workspace"_s,         u"environments"_s, u"feature"_s};
    const QVariantMap &own = m_request.config.passthrough;
    for (auto table = own.cbegin(); table != own.cend(); ++table) {
        const bool isEmptyOptions =
            table.key() == "pypi-options"_L1 && table.value().toMap().isEmpty();
        if (!handled.contains(table.key()) && !isEmptyOptions)
            m_feature.insert(table.key(), table.value());
    }
    const QVariantMap system = m_request.config.table(u"system-requirements"_s);
    QVariantMap floors;
    if (!m_request.rules.hasPlatformTable)
        floors = systemFloors(m_request.host, FloorSpelling::Requirements);
    if (const QVariantMap &counting = system.isEmpty() ? floors : system; !counting.isEmpty())
        m_feature.insert(u"system-requirements"_s, counting);
    QVariantMap activation = m_request.config.table(u"activation"_s);
    QVariantMap variables = activation.value(u"env"_s).toMap();
    variables.insert(u"KMP_DUPLICATE_LIB_OK"_s, u"TRUE"_s);
    activation.insert(u"env"_s, variables);
    m_feature.insert(u"activation"_s, activation);
}

Result<QVariantMap> FeatureBuilder::run()
{
    HostPinned pinned(m_request.rules, m_request.host);
    setDependencies();
    setPackages(pinned);
    setTarget(pinned);
    if (pinned.problem())
        return *pinned.problem();
    if (!m_packages.isEmpty())
        m_feature.insert(u"pypi-dependencies"_s, m_packages);
    setRest();
    return m_feature;
}

QVariantList channelsOf(const EnvConfig &config)
{
    QVariantList channels{u"conda-forge"_s};
    for (const QVariant &channel : config.table(u"workspace"_s).value(u"channels"_s).toList()) {
        if (!channels.contains(channel))
            channels += channel;
    }
    return channels;
}

QVariant platformEntry(const ManifestRequest &request)
{
    const QString platform = pixiPlatform(request.host.os, request.host.architecture);
    QVariantMap entry;
    if (request.rules.hasPlatformTable && request.config.table(u"system-requirements"_s).isEmpty())
        entry = systemFloors(request.host, FloorSpelling::Platform);
    if (entry.isEmpty())
        return platform;
    entry.insert(u"platform"_s, platform);
    return entry;
}

} // namespace

QString pixiPlatform(Os os, Architecture architecture)
{
    const bool isArm = architecture == Architecture::Arm64;
    switch (os) {
    case Os::Linux:
        return isArm ? u"linux-aarch64"_s : u"linux-64"_s;
    case Os::MacOS:
        return isArm ? u"osx-arm64"_s : u"osx-64"_s;
    case Os::Windows:
        return u"win-64"_s;
    }
    return {};
}

Result<QVariantMap> pixiManifest(const ManifestRequest &request)
{
    if (request.rules.generation == EnvGeneration::First)
        return firstManifest(request);
    const Result<QVariantMap> feature = FeatureBuilder(request).run();
    if (!feature)
        return feature.error();
    const QVariantMap workspace{{u"name"_s, "comfy-env-"_L1 + request.name},
                                {u"version"_s, u"0.1.0"_s},
                                {u"channels"_s, channelsOf(request.config)},
                                {u"platforms"_s, QVariantList{platformEntry(request)}}};
    const QVariantMap environment{{u"features"_s, QVariantList{u"node"_s}},
                                  {u"no-default-feature"_s, true}};
    return QVariantMap{{u"workspace"_s, workspace},
                       {u"feature"_s, QVariantMap{{u"node"_s, *feature}}},
                       {u"environments"_s, QVariantMap{{u"default"_s, environment}}}};
}

QByteArray pixiTomlBytes(const QVariantMap &manifest, const ManifestRequest &request)
{
    // The words of comfy-env's own header: its users look for them.
    return "# Generated by Portico for comfy-env " + request.rules.version.toString().toUtf8()
        + " -- DO NOT EDIT.\n# Source: the comfy-env.toml of env '" + request.name.toUtf8()
        + "'. Fix errors there.\n" + tomlToBytes(manifest);
}

} // namespace portico
