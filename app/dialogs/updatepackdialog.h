// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/taborder.h"
#include "core/nodes/nodepack.h"
#include "core/nodes/registryclient.h"

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;

namespace portico {
class JobRunner;
}

namespace portico::app {

/** The versions of one pack. Runs on a worker. */
using VersionSource = std::function<Result<RegistryPack>(const QString &id, const JobContext &job)>;

/** Asks which version of a pack is wanted: one that the registry lists, or what is typed. */
class UpdatePackDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    UpdatePackDialog(const NodePack &pack, const VersionSource &source, JobRunner &background,
                     QWidget *parent);

signals:
    /** A version, tag, branch or commit; empty: the newest. */
    void chosen(const QString &to);

private:
    void fill(const Result<RegistryPack> &found);
    void refresh();

    QComboBox *m_version;
    QLabel *m_state;
    QPushButton *m_accept = nullptr;
};

} // namespace portico::app
