// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"
#include "core/base/error.h"
#include "core/base/identifiers.h"
#include "core/bundles/differencetext.h"

#include <QPointer>

class QComboBox;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace portico {
class Job;
}

namespace portico::app {

class JobProgress;
class MessageCard;

/** What a bundle can be compared with: another bundle, or what one of an install would hold. */
struct Comparable
{
    QString name{};      ///< for people
    QString file{};      ///< of a bundle; absolute
    InstallId install{}; ///< else
};

/** What differs between a bundle and another one or an install. It never changes anything. */
class CompareDialog final : public ReadingOrderDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareDialog)

public:
    CompareDialog(const QString &bundle, const QList<Comparable> &others,
                  QWidget *parent = nullptr);
    ~CompareDialog() override; ///< cancels a comparison

    void showComparing(Job &job);
    void showDifference(const DifferenceText &difference);
    void showError(const Error &error);

signals:
    void compareRequested(const Comparable &other);

private:
    void refresh();
    void chooseFile();
    QWidget *makeDifference(const DifferenceText &difference);

    QList<Comparable> m_others;
    QComboBox *m_other;
    JobProgress *m_progress;
    MessageCard *m_problem;
    QScrollArea *m_found;
    QPushButton *m_accept = nullptr;
    QPointer<Job> m_job;
};

} // namespace portico::app
