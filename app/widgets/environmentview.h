// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/health.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace portico::app {

/** The packages of an install: base and torch with their verdict, each finding with its repair,
 *  what drifted, and the layer. */
class EnvironmentView final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentView(QWidget *parent = nullptr);

    void setFacts(const Install &install, const PackageFacts &facts, const DriftWork &work = {});

signals:
    void repairRequested();
    void absorbRequested();
    void putBackRequested();
    void driftForgotten(); ///< the person has seen why it was not done
    void layerFolderRequested();

private:
    void clear();
    void addFindings(const PackageFacts &facts);
    void addFacts(const Install &install, const PackageFacts &facts);

    QVBoxLayout *m_column;
};

} // namespace portico::app
