// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/offer.h"
#include "app/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace portico::app {

class FolderField;

/** What the button of an offer is there for. */
enum class OfferAct {
    Wait,     ///< nothing to press yet
    Install,  ///< from the beginning
    Continue, ///< from what an earlier try has downloaded
    Working,  ///< it is under way
};

/** Everything an OfferCard shows. */
struct OfferState
{
    std::optional<Offer> offer{}; ///< nothing: still being looked for
    QString age{};                ///< a sentence where the offer is from an older answer
    QString library{};
    qint64 free = -1; ///< bytes on the library's disk; -1: not known
    OfferAct act = OfferAct::Wait;
};

/**
 * The one thing that is recommended: what and why, what it takes, where it goes, and the button.
 * Every line is there from the beginning, so that nothing jumps when it is filled.
 */
class OfferCard final : public Card
{
    Q_OBJECT

public:
    explicit OfferCard(QWidget *parent = nullptr);

    void show(const OfferState &state);
    /** Shows that what is dragged over the window would be taken. */
    void setHighlight(Qt::CheckState state);

signals:
    void accepted();
    void libraryChosen(const QString &folder);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *addFact(QGridLayout *facts, const QString &name);
    void showFacts(const OfferState &state);

    QLabel *m_caption;
    QLabel *m_title;
    QLabel *m_reasons;
    QLabel *m_download;
    QLabel *m_disk;
    QLabel *m_time;
    FolderField *m_library;
    QPushButton *m_button;
    QLabel *m_note;
    QString m_libraryFolder;
    bool m_isHighlighted = false;
};

} // namespace portico::app
