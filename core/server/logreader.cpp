// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/logreader.h"

#include "core/server/logtext.h"

namespace portico {

using namespace Qt::StringLiterals;

LogReader::LogReader(LogStream stream)
    : m_stream(stream)
{ }

void LogReader::feed(QByteArrayView bytes, const Receiver &receiver)
{
    m_splitter.feed(bytes, [&](const SplitLine &line) { read(line, receiver); });
}

void LogReader::finish(const Receiver &receiver)
{
    m_splitter.finish([&](const SplitLine &line) { read(line, receiver); });
}

void LogReader::giveBegunProgress(const Receiver &receiver)
{
    if (!m_splitter.pending().contains("%|"))
        return;
    const QString text = withoutSecrets(plainLogText(m_splitter.pending()));
    if (const std::optional<LogProgress> progress = progressIn(text))
        readProgress(*progress, text, receiver);
}

void LogReader::read(const SplitLine &line, const Receiver &receiver)
{
    QString text = withoutSecrets(plainLogText(line.bytes));
    if (const std::optional<LogProgress> progress = progressIn(text)) {
        readProgress(*progress, text, receiver);
        if (line.end != LineEnd::Rewrite)
            m_bar.reset();
        return;
    }
    if (line.end == LineEnd::Rewrite && text.trimmed().isEmpty())
        return;                              // the CR before a bar's next frame
    if (m_bar && text.trimmed().isEmpty()) { // the newline that ends a bar
        m_bar.reset();
        return;
    }
    m_bar.reset();
    const std::optional<LevelTag> tag = levelTag(text);
    if (tag) {
        text.remove(0, tag->length);
        m_level = tag->level;
        m_isInRecord = false;
        m_tagStandsAlone = text.isEmpty();
        if (m_tagStandsAlone)
            return;
    }
    if (line.cut > 0)
        text += u" [%1 bytes left out]"_s.arg(line.cut);
    Read read;
    read.line.stream = m_stream;
    read.line.level = m_level;
    read.line.text = text;
    read.line.isContinuation = m_isInRecord;
    m_isInRecord = tag.has_value() || m_tagStandsAlone || m_isInRecord;
    m_tagStandsAlone = false;
    receiver(std::move(read));
}

void LogReader::readProgress(LogProgress progress, const QString &text, const Receiver &receiver)
{
    if (m_bar == progress)
        return; // given out as begun, now with its end
    Read read;
    read.line.stream = m_stream;
    read.line.text = text.trimmed();
    read.line.progress = progress;
    read.isRedraw = m_bar && m_bar->description == progress.description;
    m_isInRecord = false;
    m_bar = std::move(progress);
    receiver(std::move(read));
}

} // namespace portico
