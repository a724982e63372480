// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/base/sizes.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QString>

namespace portico::cli {

enum class OutputFormat { Text, Json };

/**
 * Where porticoctl writes: results on standard output, everything else on standard error.
 *
 * In Json format each result is one compact JSON document on a line of its own, and nothing but
 * JSON reaches standard output. Progress is drawn as one moving line on a terminal, as a line a
 * step elsewhere. Main thread.
 */
class Terminal
{
public:
    explicit Terminal(OutputFormat format);

    OutputFormat format() const { return m_format; }

    /** A result for people; ignored in Json format. */
    void print(const QString &line);
    /** A result for programs; ignored in Text format. */
    void print(const QJsonObject &document);
    /** Something a person may want to know while it runs. */
    void say(const QString &line);
    /** What failed, where, why, and the next step. In Json format also `{"error": …}` as the
     * result. */
    void printError(const Error &error);
    void showProgress(const Progress &progress, double speed);
    /** Ends a moving progress line, if there is one. */
    void endProgress();

private:
    void write(FILE *stream, const QString &text);

    OutputFormat m_format;
    bool m_isErrorTerminal;
    QString m_step;
    bool m_hasMovingLine = false;
    QElapsedTimer m_lastDrawn;
};

/** "23 Nov 2026 14:05": a moment for a table, by locale and in the time of this computer. */
QString momentText(const QDateTime &moment);

} // namespace portico::cli
