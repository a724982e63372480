// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringView>

#include <array>
#include <vector>

namespace portico {

/**
 * Finds which of many words occur in a text, in one pass over its characters whatever their number
 * (Aho and Corasick). Words are ASCII and compared exactly. After construction it is only read.
 */
class LiteralScan
{
public:
    explicit LiteralScan(const QList<QByteArray> &words);

    /** Calls `found` with the index of each word that occurs, once per occurrence. */
    template <typename Found>
    void scan(QStringView text, const Found &found) const
    {
        std::size_t state = 0;
        for (const QChar character : text) {
            const char16_t code = character.unicode();
            state = m_next[state * m_classes + (code < m_classOf.size() ? m_classOf[code] : 0U)];
            for (const quint16 word : m_words[state])
                found(word);
        }
    }

private:
    std::size_t addWord(const QByteArray &word);
    void link();

    std::array<quint8, 128> m_classOf{}; ///< 0: a character that no word has
    std::size_t m_classes = 1;
    std::vector<quint16> m_next;               ///< by state and class
    std::vector<std::vector<quint16>> m_words; ///< that end in a state
};

} // namespace portico
