// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/python/layerworld.h"

#include <QObject>

/** A test of layers with a world of its own for each function; skipped where nothing can be built,
 *  and what is left in staging fails it. */
class LayerCase : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

protected:
    LayerWorld &world() const { return *m_world; }

private:
    std::unique_ptr<LayerWorld> m_world;
};

/** All an error says, for a test's failure. */
QString wordsOf(const portico::Error &error);
/** Writes a file and the folders above it. */
bool put(const QString &path, const QByteArray &bytes);
