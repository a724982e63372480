// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace portico::app {

/** A word that somebody new to ComfyUI may not know; the guide's glossary has a heading for each.
 */
enum class Topic {
    Bundle,
    Accelerator,
    Base,
    Layer,
    IsolatedEnvironment,
    Generation,
    Snapshot,
    Drift,
    WaitingTime,
    Store,
    Track,
};

/** What the word means, in one or two sentences: for a tool tip and for who cannot see. */
QString explanationOf(Topic topic);
/** The anchor of its heading in docs/guide.md, whatever language is shown. */
QString anchorOf(Topic topic);
QList<Topic> allTopics();

} // namespace portico::app
