// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/site/comparesite.h"

#include "core/installs/installfile.h"
#include "core/installs/settingsjson.h"
#include "core/platform/filerules.h"
#include "core/site/siteparts.h"
#include "core/snapshots/comparesnapshots.h"
#include "core/snapshots/secretnames.h"
#include "core/snapshots/stateparts.h"
#include "core/snapshots/takesnapshot.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CompareSite)
};

QString originText(const SiteOrigin &from)
{
    switch (from.kind) {
    case SiteOrigin::Kind::Nowhere:
        return Text::tr("the file does not say where from");
    case SiteOrigin::Kind::Bundle:
        return QDir::toNativeSeparators(from.place);
    case SiteOrigin::Kind::Catalogue:
        return Text::tr("%1 of the catalogue").arg(from.place);
    case SiteOrigin::Kind::Kept:
        return Text::tr("%1, kept for offline").arg(from.place);
    }
    return {};
}

QString wantedText(const SitePack &pack)
{
    const QString source = shownSource(pack.source);
    return pack.isEnabled ? source : Text::tr("%1, disabled").arg(source);
}

QString valueText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toInteger());
    QStringList texts;
    for (const QJsonValue one : value.toArray())
        texts += one.toString();
    return texts.join(u' ');
}

/** One install of the site beside what there is of it. */
class Comparison
{
public:
    Comparison(const Library &library, const SiteInstall &wanted, SiteDrift &drift,
               const JobContext &job)
        : m_library(library)
        , m_wanted(wanted)
        , m_drift(drift)
        , m_job(job)
    { }

    Result<> run();

private:
    Result<> compare(const Install &install);
    Result<> comparePacks(const QList<RecordedPack> &now);
    void compareLayer(const RecordedLayer &now);
    Result<> compareSettings(const Install &install);
    void compareVariables(const QJsonObject &now, const QJsonObject &wanted);
    Result<> compareManifest(const Install &install, const SnapshotContent &content);
    void differs(SitePart part, const QString &name, const QString &before, const QString &after)
    {
        m_drift.differences += {
            .install = m_wanted.name, .part = part, .name = name, .before = before, .after = after};
    }

    const Library &m_library;
    const SiteInstall &m_wanted;
    SiteDrift &m_drift;
    const JobContext &m_job;
};

Result<> Comparison::comparePacks(const QList<RecordedPack> &now)
{
    const auto states = sitePackStates(now, m_wanted.nodes, m_job);
    if (!states)
        return states.error();
    for (qsizetype i = 0; i < states->size(); ++i) {
        const SitePackState &state = states->at(i);
        if (!state.isMet)
            differs(SitePart::Packs, m_wanted.nodes.at(i).name,
                    state.now ? packText(*state.now) : QString(), wantedText(m_wanted.nodes.at(i)));
    }
    for (const RecordedPack &pack : now) {
        const bool isDeclared =
            std::any_of(m_wanted.nodes.begin(), m_wanted.nodes.end(), [&](const SitePack &other) {
                return collisionKey(other.name) == collisionKey(pack.name);
            });
        if (!isDeclared)
            m_drift.others += {.install = m_wanted.name, .pack = pack.name};
    }
    return {};
}

void Comparison::compareLayer(const RecordedLayer &now)
{
    if (!m_wanted.layer)
        return;
    for (const LockedPackage &package : m_wanted.layer->lock.packages) {
        const LockedPackage *const is = now.lock.find(package.name);
        if (is && isSamePackage(*is, package))
            continue;
        const bool isVersion = is && is->version == package.version;
        differs(SitePart::Layer, package.name, is ? is->version : QString(),
                isVersion ? Text::tr("%1, another file").arg(package.version) : package.version);
    }
    for (const LockedPackage &package : now.lock.packages) {
        if (!m_wanted.layer->lock.find(package.name))
            differs(SitePart::Layer, package.name, package.version, {});
    }
}

/** Their values are nobody's business where the name speaks of a secret. */
void Comparison::compareVariables(const QJsonObject &now, const QJsonObject &wanted)
{
    for (auto it = m_wanted.settings.environment.begin(); it != m_wanted.settings.environment.end();
         ++it) {
        const QString before = now.value(it.key()).toString();
        const QString after = wanted.value(it.key()).toString();
        if (before == after)
            continue;
        const auto shown = [&](const QString &value) {
            return speaksOfSecret(it.key()) && !value.isEmpty() ? u"…"_s : value;
        };
        differs(SitePart::Settings, u"env."_s + it.key(), shown(before), shown(after));
    }
}

Result<> Comparison::compareSettings(const Install &install)
{
    const Result<QJsonObject> wanted = settingsWanted(install, m_wanted.settings);
    if (!wanted)
        return wanted.error();
    const QJsonObject now = settingsJson(install);
    if (wanted->contains("port"_L1) && wanted->value("port"_L1) != now.value("port"_L1))
        differs(SitePart::Settings, u"port"_s, valueText(now.value("port"_L1)),
                valueText(wanted->value("port"_L1)));
    const QJsonObject before = now.value("settings"_L1).toObject();
    const QJsonObject after = wanted->value("settings"_L1).toObject();
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (it.key() == "environment"_L1)
            compareVariables(before.value(it.key()).toObject(), it.value().toObject());
        else if (before.value(it.key()) != it.value())
            differs(SitePart::Settings, it.key(), valueText(before.value(it.key())),
                    valueText(it.value()));
    }
    return {};
}

/** Told where nothing else is: it follows from the rest. */
Result<> Comparison::compareManifest(const Install &install, const SnapshotContent &content)
{
    const bool isKnown =
        std::any_of(m_drift.differences.begin(), m_drift.differences.end(),
                    [&](const SiteDifference &one) { return one.install == m_wanted.name; });
    if (m_wanted.manifest.isNull() || isKnown)
        return {};
    Result<QList<StatePart>> parts = stateParts(m_library, install, content, m_job);
    if (!parts)
        return parts.error();
    for (const RecordedEnv &env : content.environments) {
        if (env.isThere)
            *parts += environmentPart(env);
    }
    const Sha256 hash = manifestHash(*parts);
    if (hash != m_wanted.manifest)
        differs(SitePart::Manifest, {}, hash.toHex(), m_wanted.manifest.toHex());
    return {};
}

Result<> Comparison::compare(const Install &install)
{
    const Result<SnapshotContent> content = contentOf(m_library, install, m_job);
    if (!content)
        return content.error();
    const QString version = install.generation() ? install.generation()->comfyVersion : QString();
    if (!m_wanted.comfyui.isEmpty() && version != m_wanted.comfyui)
        differs(SitePart::Comfyui, {}, version, m_wanted.comfyui);
    if (const Result<> packs = comparePacks(content->packs); !packs)
        return packs;
    QStringList leftOut = content->leftOut;
    QStringList without = m_wanted.without.value_or(leftOut);
    leftOut.sort();
    without.sort();
    if (leftOut != without)
        differs(SitePart::Packs, u"without"_s, leftOut.join(", "_L1), without.join(", "_L1));
    compareLayer(content->layer);
    if (const Result<> settings = compareSettings(install); !settings)
        return settings;
    return compareManifest(install, *content);
}

Result<> Comparison::run()
{
    const auto install = installNamed(m_library, m_wanted.name);
    if (!install)
        return install.error();
    if (*install)
        return compare(**install);
    differs(SitePart::Install, {}, {}, originText(m_wanted.from));
    // What comes with a kept state is not told pack by pack.
    return m_wanted.from.kind == SiteOrigin::Kind::Kept ? Result<>() : comparePacks({});
}

} // namespace

QString sitePartName(SitePart part)
{
    switch (part) {
    case SitePart::Install:
        return u"install"_s;
    case SitePart::Comfyui:
        return u"comfyui"_s;
    case SitePart::Packs:
        return u"packs"_s;
    case SitePart::Layer:
        return u"layer"_s;
    case SitePart::Settings:
        return u"settings"_s;
    case SitePart::Manifest:
        return u"manifest"_s;
    }
    return {};
}

bool SiteDrift::has(const QString &install, SitePart part) const
{
    return std::any_of(differences.begin(), differences.end(), [&](const SiteDifference &one) {
        return one.install == install && one.part == part;
    });
}

QJsonObject toJson(const SiteDifference &difference)
{
    return {{u"install"_s, difference.install},
            {u"part"_s, sitePartName(difference.part)},
            {u"name"_s, difference.name},
            {u"before"_s, difference.before},
            {u"after"_s, difference.after}};
}

QJsonObject toJson(const SiteDrift &drift)
{
    QJsonArray differences;
    for (const SiteDifference &one : drift.differences)
        differences.append(toJson(one));
    QJsonArray others;
    for (const SiteOther &other : drift.others)
        others.append(QJsonObject{{u"install"_s, other.install}, {u"pack"_s, other.pack}});
    return {
        {u"matches"_s, drift.isEmpty()}, {u"differences"_s, differences}, {u"others"_s, others}};
}

Result<SiteDrift> compareSite(const Library &library, const Site &site, const JobContext &job)
{
    SiteDrift drift;
    for (const SiteInstall &wanted : site.installs) {
        if (const Result<> done = Comparison(library, wanted, drift, job).run(); !done)
            return done.error();
    }
    for (const Install &install : listInstalls(library).installs) {
        const bool isDeclared =
            std::any_of(site.installs.begin(), site.installs.end(),
                        [&](const SiteInstall &wanted) { return wanted.name == install.name; });
        if (!isDeclared)
            drift.others += {.install = install.name};
    }
    return drift;
}

} // namespace portico
