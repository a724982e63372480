// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/setup.h"
#include "app/widgets/offercard.h"
#include "core/catalogue/bundlecatalogue.h"

#include <QScrollArea>

class QPushButton;
class QVBoxLayout;

namespace portico::app {

struct Context;
class MessageCard;

/**
 * The page of an empty library: this computer in one sentence, one recommended build with what it
 * takes, and one button that leads to a running ComfyUI. Usable while everything is still being
 * looked for, and after anything failed.
 */
class FirstStartPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit FirstStartPage(const Context &context, QWidget *parent = nullptr);

    /** Shows that a drop would be taken. */
    void setDropHint(Qt::CheckState state);

signals:
    void buildsRequested();
    void folderRequested();
    void fileRequested();
    void selfCheckRequested();
    void libraryChosen(const QString &folder);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void addWays(QVBoxLayout *column);
    void refresh();
    void showProblems();
    OfferState offerState() const;
    /** What is being set up, or was not finished. */
    Offer begunOffer() const;
    /** What the button would set up; nothing while it is not known. */
    std::optional<SetUpPlan> plan() const;
    std::optional<Recommendation> recommendation() const;
    void accept();

    const Context &m_context;
    bool m_prefersCompose = false; ///< the person chose it where there is no catalogue
    QLabel *m_computer;
    MessageCard *m_failure;
    MessageCard *m_problem;
    MessageCard *m_warning;
    QPushButton *m_compose = nullptr; ///< of m_problem
    OfferCard *m_offer;
};

} // namespace portico::app
