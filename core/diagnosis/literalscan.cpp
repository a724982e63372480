// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/literalscan.h"

#include <deque>

namespace portico {

LiteralScan::LiteralScan(const QList<QByteArray> &words)
{
    for (const QByteArray &word : words) {
        for (const char byte : word) {
            quint8 &number = m_classOf.at(static_cast<quint8>(byte));
            if (number == 0)
                number = static_cast<quint8>(m_classes++);
        }
    }
    m_next.assign(m_classes, 0);
    m_words.resize(1);
    for (qsizetype i = 0; i < words.size(); ++i)
        m_words[addWord(words.at(i))].push_back(static_cast<quint16>(i));
    link();
}

/** The state in which that word ends; the states on the way are made. */
std::size_t LiteralScan::addWord(const QByteArray &word)
{
    std::size_t state = 0;
    for (const char byte : word) {
        const std::size_t place = state * m_classes + m_classOf.at(static_cast<quint8>(byte));
        if (m_next[place] == 0) {
            m_next[place] = static_cast<quint16>(m_words.size());
            m_words.emplace_back();
            m_next.resize(m_words.size() * m_classes, 0);
        }
        state = m_next[place];
    }
    return state;
}

/** Turns the tree into an automaton: from every state there is a way on with every character. */
void LiteralScan::link()
{
    std::vector<quint16> fallback(m_words.size(), 0);
    std::deque<quint16> open;
    for (std::size_t c = 0; c < m_classes; ++c) {
        if (m_next[c] != 0)
            open.push_back(m_next[c]);
    }
    while (!open.empty()) {
        const std::size_t state = open.front();
        open.pop_front();
        const std::vector<quint16> &shorter = m_words[fallback[state]];
        m_words[state].insert(m_words[state].end(), shorter.begin(), shorter.end());
        for (std::size_t c = 0; c < m_classes; ++c) {
            quint16 &next = m_next[state * m_classes + c];
            const quint16 otherwise = m_next[fallback[state] * m_classes + c];
            if (next == 0) {
                next = otherwise;
                continue;
            }
            fallback[next] = otherwise;
            open.push_back(next);
        }
    }
}

} // namespace portico
