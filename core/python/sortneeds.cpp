// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/sortneeds.h"

#include "core/base/lists.h"
#include "core/python/abiwheel.h"
#include "core/python/packageversion.h"
#include "core/python/provider.h"
#include "core/python/torchaccelerator.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SortNeeds)
};

/** One need that counts here, understood. */
struct ActiveNeed
{
    QString pack;
    LayerNeed written;
    PackageNeed need;
};

class Sorter
{
public:
    Sorter(const QList<LayerNeeds> &packs, const PythonEnvironment &base)
        : m_packs(packs)
        , m_base(base)
    { }

    SortedNeeds run();

private:
    void readAll();
    void read(const QString &pack, const LayerNeed &written);
    void chooseProviders();
    void sort(const ActiveNeed &active);
    void sortOutside(const ActiveNeed &active);
    void strip(const ActiveNeed &active);
    void meetFromBase(const ActiveNeed &active, const QString &name, const Distribution &present);
    void pinComfyEnv();
    void addPresent(const QString &pack, const Distribution &present);

    const QList<LayerNeeds> &m_packs;
    const PythonEnvironment &m_base;
    QList<ActiveNeed> m_active;
    QList<ActiveNeed> m_comfyEnv;
    QHash<QString, QString> m_keptFor; ///< provider that lost -> the one that is kept
    SortedNeeds m_sorted;
};

NeedChoice choiceOf(const ActiveNeed &active)
{
    return {active.pack, requirementKey(active.written.name, active.written.text)};
}

WantedNeed wanted(const ActiveNeed &active, const QString &name, const QString &request)
{
    return {active.pack, active.written.text, name, request, choiceOf(active).requirement};
}

/** Extras and versions of a need, for a package of that name. */
QString requestOf(const PackageNeed &need, const QString &name)
{
    const QString extras = need.extras.isEmpty() ? QString() : u'[' + need.extras.join(u',') + u']';
    return name + extras + need.versions.text();
}

QString markerOfAddress(const QString &text)
{
    static const QRegularExpression marker(uR"re(\s;\s*(.+)$)re"_s);
    return marker.match(text).captured(1);
}

/** The address that a need names, without what only pip wants to know. */
QString addressIn(const QString &text)
{
    static const QRegularExpression address(uR"re((?:(?:git\+)?https?|file)://\S+)re"_s);
    return address.match(text).captured(0);
}

void Sorter::read(const QString &pack, const LayerNeed &written)
{
    if (written.source != PackageSource::Wheel) {
        const QString marker = markerOfAddress(written.text);
        if (marker.isEmpty() || markerHolds(marker, m_base.markers).value_or(false))
            m_active += ActiveNeed{pack, written, {.name = written.name}};
        return;
    }
    const std::optional<PackageNeed> need = PackageNeed::fromText(written.text);
    const bool isMarkerKnown =
        need && (need->marker.isEmpty() || markerHolds(need->marker, m_base.markers));
    if (!isMarkerKnown) {
        m_sorted.unmet += UnmetNeed{
            .packs = {pack},
            .texts = {needOf(written.text, pack)},
            .message =
                Text::tr("“%1” asks for “%2”, which cannot be understood.").arg(pack, written.text),
            .choices = {{pack, requirementKey(written.name, written.text)}}};
        return;
    }
    if (!need->isActive(m_base.markers))
        return;
    const ActiveNeed active{pack, written, *need};
    if (need->name == "comfy-env"_L1)
        m_comfyEnv += active;
    else
        m_active += active;
}

void Sorter::readAll()
{
    for (const LayerNeeds &pack : m_packs) {
        for (const LayerNeed &need : pack.needs)
            read(pack.pack, need);
    }
}

void Sorter::chooseProviders()
{
    ProviderQuestion question{.base = m_base};
    for (const ActiveNeed &active : std::as_const(m_active))
        question.wanted += active.need.name;
    QSet<QString> kept;
    for (const ActiveNeed &active : std::as_const(m_active)) {
        const std::optional<ProviderChoice> choice = chooseProvider(active.need.name, question);
        if (!choice || kept.contains(choice->kept))
            continue;
        kept += choice->kept;
        if (!choice->dropped.isEmpty())
            m_sorted.providers += *choice;
        for (const QString &member : providersBeside(choice->kept)) {
            if (member != choice->kept) {
                m_keptFor.insert(member, choice->kept);
                m_sorted.excluded += member;
            }
        }
    }
}

void Sorter::strip(const ActiveNeed &active)
{
    StrippedNeed stripped{.text = active.written.text,
                          .by = active.pack,
                          .present = presentPackage(m_base, active.need.name)};
    stripped.isMet =
        !stripped.present.isEmpty() && active.need.versions.take(stripped.present.section(u' ', 1));
    m_sorted.stripped += stripped;
}

void Sorter::addPresent(const QString &pack, const Distribution &present)
{
    const auto found = std::find_if(m_sorted.present.begin(), m_sorted.present.end(),
                                    [&](const auto &row) { return row.name == present.name; });
    if (found == m_sorted.present.end())
        m_sorted.present += PresentPackage{present.name, present.version, {pack}};
    else if (!found->wantedBy.contains(pack))
        found->wantedBy += pack;
}

void Sorter::meetFromBase(const ActiveNeed &active, const QString &name,
                          const Distribution &present)
{
    if (active.need.versions.take(present.version)) {
        addPresent(active.pack, present);
        if (!active.need.extras.isEmpty()) // what the extra needs may be missing
            m_sorted.wanted += wanted(active, name, requestOf(active.need, name));
        return;
    }
    m_sorted.unmet += UnmetNeed{
        .packs = {active.pack},
        .name = name,
        .texts = {needOf(active.written.text, active.pack),
                  needOf(name + "=="_L1 + present.version, Text::tr("this install"))},
        .message = Text::tr("“%1” asks for %2, but this install has %3 %4, which does not change.")
                       .arg(active.pack, active.written.text, name, present.version),
        .choices = {choiceOf(active)}};
}

/** By its address or repository: never taken without consent. */
void Sorter::sortOutside(const ActiveNeed &active)
{
    const QString address = addressIn(active.written.text);
    const QString file = QUrl(address).fileName(QUrl::FullyDecoded);
    const QString name = active.written.name;
    if (isAbiCoupled(name) && active.written.source == PackageSource::Address) {
        const QString problem = couplingProblem(name, file, m_base);
        if (!problem.isEmpty()) {
            m_sorted.unmet += UnmetNeed{.packs = {active.pack},
                                        .name = name,
                                        .texts = {needOf(active.written.text, active.pack)},
                                        .message = problem,
                                        .choices = {choiceOf(active)}};
            return;
        }
    }
    const QString bare = address.startsWith("git+"_L1) ? address.mid(4) : address;
    m_sorted.outside += wanted(active, name, name.isEmpty() ? address : name + " @ "_L1 + address);
    m_sorted.outsideRows +=
        PlannedPackage{.name = name,
                       .version = file.endsWith(".whl"_L1) ? file.section(u'-', 1, 1) : QString(),
                       .source = active.written.source,
                       .address = QUrl(bare).adjusted(QUrl::RemoveUserInfo),
                       .wantedBy = {active.pack}};
}

void Sorter::sort(const ActiveNeed &active)
{
    if (!active.need.name.isEmpty() && isOfTorchFamily(active.need.name)) {
        strip(active);
        return;
    }
    const QString name = m_keptFor.value(active.need.name, active.need.name);
    const Distribution *const present = name.isEmpty() ? nullptr : m_base.find(name);
    if (present) {
        meetFromBase(active, name, *present);
        return;
    }
    if (active.written.source != PackageSource::Wheel) {
        sortOutside(active);
        return;
    }
    m_sorted.wanted += wanted(active, name, requestOf(active.need, name));
}

/** Packs pin the comfy-env they were made with, each another one; there is one in an install. */
void Sorter::pinComfyEnv()
{
    static const QRegularExpression pin(uR"re(^={2,3}\s*([^,*]+)$)re"_s);
    std::optional<PackageVersion> highest;
    QStringList versions;
    for (const ActiveNeed &active : std::as_const(m_comfyEnv)) {
        const QString text = pin.match(active.need.versions.text()).captured(1).trimmed();
        const std::optional<PackageVersion> version = PackageVersion::fromText(text);
        if (!version)
            continue;
        if (!versions.contains(version->text()))
            versions += version->text();
        if (!highest || *version > *highest)
            highest = version;
    }
    for (ActiveNeed active : std::as_const(m_comfyEnv)) {
        if (highest)
            active.need.versions = VersionSpecifiers::fromText("=="_L1 + highest->text())
                                       .value_or(VersionSpecifiers());
        sort(active);
    }
    if (versions.size() > 1)
        m_sorted.remarks += Text::tr("Node packs pin comfy-env %1: the highest counts for all.")
                                .arg(listed(versions));
}

SortedNeeds Sorter::run()
{
    readAll();
    chooseProviders();
    for (const ActiveNeed &active : std::as_const(m_active))
        sort(active);
    pinComfyEnv();
    return m_sorted;
}

} // namespace

SortedNeeds sortNeeds(const QList<LayerNeeds> &packs, const PythonEnvironment &base)
{
    return Sorter(packs, base).run();
}

QString needOf(const QString &text, const QString &who)
{
    return u"%1 (%2)"_s.arg(text, who);
}

} // namespace portico
