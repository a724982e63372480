// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/jsonlines.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <vector>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** One open object or array. */
struct Level
{
    QString pointer;
    bool isObject = false;
    qsizetype index = 0; ///< of an array
    bool wantsKey = false;
};

class Lines
{
public:
    explicit Lines(QByteArrayView text)
        : m_text(text)
    { }

    QHash<QString, int> run()
    {
        while (m_at < m_text.size())
            step(m_text.at(m_at));
        return m_lines;
    }

private:
    void step(char c);
    void open(bool isObject);
    void value();
    QByteArrayView string();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    QString m_pointer; ///< of the value that comes next
    std::vector<Level> m_levels;
    QHash<QString, int> m_lines;
};

/** The value that begins here: in a list it has no key that told its line. */
void Lines::value()
{
    if (!m_levels.empty() && !m_levels.back().isObject)
        m_pointer = m_levels.back().pointer + u'/' + QString::number(m_levels.back().index);
    if (!m_lines.contains(m_pointer))
        m_lines.insert(m_pointer, m_line);
}

void Lines::open(bool isObject)
{
    value();
    m_levels.push_back({m_pointer, isObject, 0, isObject});
    ++m_at;
}

/** Past the string that begins here; its content as it is written. */
QByteArrayView Lines::string()
{
    const qsizetype start = ++m_at;
    while (m_at < m_text.size() && m_text.at(m_at) != '"')
        m_at += m_text.at(m_at) == '\\' ? 2 : 1;
    const QByteArrayView content = m_text.sliced(start, std::min(m_at, m_text.size()) - start);
    ++m_at;
    return content;
}

QString unescaped(QByteArrayView written)
{
    if (!written.contains('\\'))
        return QString::fromUtf8(written);
    const QByteArray list = "[\"" + written.toByteArray() + "\"]";
    return QJsonDocument::fromJson(list).array().at(0).toString();
}

void Lines::step(char c)
{
    const bool wantsKey = !m_levels.empty() && m_levels.back().wantsKey;
    if (c == '\n') {
        ++m_line;
        ++m_at;
    } else if (c == '{' || c == '[') {
        open(c == '{');
    } else if (c == '}' || c == ']') {
        if (!m_levels.empty())
            m_levels.pop_back();
        ++m_at;
    } else if (c == ',') {
        if (!m_levels.empty()) {
            m_levels.back().wantsKey = m_levels.back().isObject;
            ++m_levels.back().index;
        }
        ++m_at;
    } else if (c == '"' && wantsKey) {
        const int line = m_line;
        m_pointer = m_levels.back().pointer + u'/' + pointerPart(unescaped(string()));
        m_lines.insert(m_pointer, line);
        m_levels.back().wantsKey = false;
    } else if (c == '"') {
        value();
        string();
    } else {
        if (QByteArrayView("0123456789-tfn").contains(c))
            value();
        ++m_at;
    }
}

} // namespace

QString pointerPart(const QString &key)
{
    return QString(key).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

QHash<QString, int> jsonLines(QByteArrayView text)
{
    return Lines(text).run();
}

} // namespace portico
