// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueservices.h"
#include "core/catalogue/recommend.h"
#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace portico {
class JobRunner;
class Services;
class SettingsStore;
} // namespace portico

namespace portico::app {

/** What an Advice tells, as values. */
struct AdviceValues
{
    std::optional<Computer> computer{};
    CatalogueAnswer catalogue{};
    VersionList versions{};
    bool isLooking = false;
    bool isAsking = false;
    bool isPatient = true; ///< while asking: something better is still waited for
};

/**
 * What the window knows of this computer and of what can be installed on it: read on workers when
 * somebody first wants to see it, kept as long as the window, told by signals. The catalogue comes
 * twice: at once as it is kept on disk, then with what is new, source by source as they answer.
 */
class Advice final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Advice)

public:
    Advice(const Services &services, JobRunner &background, QObject *parent = nullptr);

    /** Tells these from now on and reads nothing by itself: for pictures and tests of views. */
    void tell(const AdviceValues &values);

    /** Reads what nobody has read yet. Returns at once; may be called as often as one likes. */
    void begin();
    void lookAgain(); ///< at the computer
    void askAgain();  ///< every source, for what is new

    /** Nothing until it was read. */
    const std::optional<Computer> &computer() const { return m_computer; }
    /** Counts only with a computer(). */
    const AcceleratorChoice &choice() const { return m_choice; }
    bool isLooking() const { return m_isLooking; }

    const CatalogueAnswer &catalogue() const { return m_catalogue; }
    const VersionList &versions() const { return m_versions; }
    bool isAsking() const { return m_isAsking; }

    /** The titles of the sources that have not answered yet. */
    QStringList stillAsked() const;

    /** Nothing while it is not known what suits: the computer is not read, or a source that may
     *  have better is being asked, for two seconds at most: then what is there counts. */
    const std::optional<Recommendation> &recommendation() const { return m_recommendation; }
    /** Why there is no list at all: of the first source that failed; nothing while one is left. */
    std::optional<Error> problem() const;
    /** How well a bundle suits; nothing without a computer(). */
    std::optional<BundleFit> fit(const CatalogueEntry &entry) const;
    /** The bundles that are at least usable here. */
    QList<CatalogueEntry> suitable() const;

signals:
    void computerChanged();  ///< or isLooking()
    void catalogueChanged(); ///< catalogue, versions, isAsking()
    void recommendationChanged();

private:
    struct SoFar; // what a worker was told and nobody here has read yet

    void ask(Asking asking);
    void takeSoFar();
    void take(const CatalogueLook &asked);
    void finish(Asking asking, const Result<CatalogueLook> &asked);
    void recommend();
    bool mayChange(const Recommendation &found) const;

    const Services &m_services;
    JobRunner &m_background;
    std::optional<Computer> m_computer;
    AcceleratorChoice m_choice;
    CatalogueAnswer m_catalogue;
    VersionList m_versions;
    std::optional<Recommendation> m_recommendation;
    std::shared_ptr<SoFar> m_soFar;
    QTimer m_patience; ///< until what is there is recommended
    bool m_isLooking = false;
    bool m_isAsking = false;
    bool m_isPatient = false;
    bool m_wasAsked = false;
    bool m_wasTold = false;
};

} // namespace portico::app
