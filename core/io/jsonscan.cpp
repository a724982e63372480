// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/jsonscan.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <cmath>
#include <vector>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Json)
};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/** One open object or array. */
struct Level
{
    bool isObject = false;
    QSet<QByteArray> keys;
};

class Scanner
{
public:
    Scanner(QByteArrayView text, const JsonLimits &limits)
        : m_text(text)
        , m_limits(limits)
    { }

    std::optional<JsonFault> run()
    {
        do {
            skipSpace();
            if (!value())
                return m_fault;
        } while (!m_levels.empty());
        skipSpace();
        if (m_at < m_text.size())
            fail(Text::tr("something follows its end"));
        return m_fault;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char here() const { return atEnd() ? '\0' : m_text.at(m_at); }

    bool fail(const QString &reason)
    {
        m_fault = JsonFault{m_at, atEnd(), reason};
        return false;
    }
    bool failSyntax()
    {
        return fail(atEnd() ? Text::tr("it ends too early") : Text::tr("it is not valid JSON"));
    }

    void skipSpace()
    {
        while (!atEnd() && isSpace(here()))
            ++m_at;
    }

    bool take(char expected)
    {
        if (here() != expected || atEnd())
            return failSyntax();
        ++m_at;
        return true;
    }

    /** A value where one must stand; an object or array only opens here. */
    bool value()
    {
        switch (here()) {
        case '{':
            return open(true);
        case '[':
            return open(false);
        case '"':
            return string() && afterValue();
        case 't':
            return word("true") && afterValue();
        case 'f':
            return word("false") && afterValue();
        case 'n':
            return word("null") && afterValue();
        default:
            return number() && afterValue();
        }
    }

    bool open(bool isObject)
    {
        if (static_cast<int>(m_levels.size()) >= m_limits.maxDepth)
            return fail(Text::tr("it is nested too deeply"));
        ++m_at;
        m_levels.push_back({isObject, {}});
        skipSpace();
        if (here() == (isObject ? '}' : ']'))
            return close();
        return !isObject || key();
    }

    bool close()
    {
        ++m_at;
        m_levels.pop_back();
        return afterValue();
    }

    /** After a value: closes what closes here, or stands before the next value. */
    bool afterValue()
    {
        while (!m_levels.empty()) {
            skipSpace();
            const bool isObject = m_levels.back().isObject;
            if (here() == (isObject ? '}' : ']')) {
                ++m_at;
                m_levels.pop_back();
                continue;
            }
            if (!take(','))
                return false;
            skipSpace();
            return !isObject || key();
        }
        return true;
    }

    bool key()
    {
        const qsizetype start = m_at;
        if (!string())
            return false;
        QByteArray name = m_text.sliced(start, m_at - start).toByteArray();
        if (name.contains('\\')) // "a" may be written "\u0061"
            name = QJsonDocument::fromJson('[' + name + ']').array().at(0).toString().toUtf8();
        else
            name = name.mid(1).chopped(1);
        if (m_levels.back().keys.contains(name))
            return fail(Text::tr("the key “%1” comes twice").arg(QString::fromUtf8(name)));
        m_levels.back().keys.insert(name);
        skipSpace();
        if (!take(':'))
            return false;
        skipSpace();
        return true;
    }

    bool string()
    {
        if (!take('"'))
            return false;
        while (!atEnd() && here() != '"') {
            if (static_cast<unsigned char>(here()) < 0x20)
                return failSyntax();
            m_at += here() == '\\' ? 2 : 1;
        }
        m_at = std::min(m_at, m_text.size());
        return take('"');
    }

    bool word(QByteArrayView expected)
    {
        if (!m_text.sliced(m_at).startsWith(expected)) {
            if (expected.startsWith(m_text.sliced(m_at)))
                m_at = m_text.size();
            return failSyntax();
        }
        m_at += expected.size();
        return true;
    }

    bool number()
    {
        const qsizetype start = m_at;
        while (!atEnd() && QByteArrayView("+-.0123456789eE").contains(here()))
            ++m_at;
        bool isNumber = false;
        const double parsed = m_text.sliced(start, m_at - start).toDouble(&isNumber);
        if (start == m_at)
            return failSyntax();
        if (isNumber && std::isfinite(parsed))
            return true;
        if (!atEnd())
            m_at = start;
        return fail(Text::tr("a number in it is out of range"));
    }

    QByteArrayView m_text;
    const JsonLimits &m_limits;
    qsizetype m_at = 0;
    std::vector<Level> m_levels;
    std::optional<JsonFault> m_fault;
};

} // namespace

std::optional<JsonFault> scanJson(QByteArrayView text, const JsonLimits &limits)
{
    return Scanner(text, limits).run();
}

} // namespace portico
