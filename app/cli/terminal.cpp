// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/terminal.h"

#include "core/platform/terminal.h"
#include "core/server/sessionstatus.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::Terminal)
};

constexpr qint64 kRedrawMs = 100;

QString progressText(const Progress &progress, double speed)
{
    QString text = progress.step;
    if (progress.unit == ProgressUnit::Items) {
        if (progress.total > 0)
            text += u"  %1 / %2"_s.arg(numberText(progress.done), numberText(progress.total));
        return text;
    }
    if (progress.total > 0) {
        const auto percent = static_cast<int>(100 * progress.done / progress.total);
        text += u"  %1  %2 / %3"_s.arg(Text::tr("%1 %", "per cent").arg(percent),
                                       sizeText(progress.done), sizeText(progress.total));
    } else if (progress.done > 0) {
        text += u"  "_s + sizeText(progress.done);
    }
    if (speed > 0)
        text += u"  "_s + Text::tr("%1/s").arg(sizeText(static_cast<qint64>(speed)));
    return text;
}

} // namespace

QString momentText(const QDateTime &moment)
{
    return QLocale().toString(moment.toLocalTime(), QLocale::ShortFormat);
}

Terminal::Terminal(OutputFormat format)
    : m_format(format)
    , m_isErrorTerminal(isTerminal(StandardStream::Error))
{ }

void Terminal::print(const QString &line)
{
    if (m_format == OutputFormat::Json)
        return;
    endProgress();
    write(stdout, line + u'\n');
}

void Terminal::print(const QJsonObject &document)
{
    if (m_format == OutputFormat::Text)
        return;
    write(stdout,
          QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Compact)) + u'\n');
}

void Terminal::say(const QString &line)
{
    endProgress();
    write(stderr, line + u'\n');
}

void Terminal::printError(const Error &error)
{
    say(error.message);
    if (!error.nextStep.isEmpty())
        say(error.nextStep);
    if (!error.detail.isEmpty())
        say(Text::tr("Details: %1").arg(error.detail));
    print(QJsonObject{{u"error"_s, errorToJson(error)}});
}

void Terminal::showProgress(const Progress &progress, double speed)
{
    const bool isNewStep = progress.step != m_step;
    m_step = progress.step;
    if (!m_isErrorTerminal) {
        if (isNewStep && !progress.step.isEmpty())
            write(stderr, progress.step + u'\n');
        return;
    }
    if (isNewStep)
        endProgress();
    else if (m_lastDrawn.isValid() && m_lastDrawn.elapsed() < kRedrawMs)
        return;
    m_lastDrawn.start();
    write(stderr, u"\r\033[K"_s + progressText(progress, speed));
    m_hasMovingLine = true;
}

void Terminal::endProgress()
{
    if (!m_hasMovingLine)
        return;
    m_hasMovingLine = false;
    write(stderr, u"\n"_s);
}

void Terminal::write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace portico::cli
