// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/marker.h"

#include "core/python/torchfamily.h"
#include "core/python/versionspecifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr int kDeepest = 32;
constexpr qsizetype kLongestMarker = 8'192;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'.';
}

/** "==", "not in": whether left stands in that relation to right. */
bool compare(const QString &left, const QString &comparison, const QString &right)
{
    if (comparison == "in"_L1)
        return right.contains(left);
    if (comparison == "not in"_L1)
        return !right.contains(left);
    if (const auto versions = VersionSpecifiers::fromText(comparison + right))
        return versions->take(left);
    if (comparison == "=="_L1 || comparison == "==="_L1)
        return left == right;
    if (comparison == "!="_L1)
        return left != right;
    if (comparison == "<"_L1)
        return left < right;
    if (comparison == "<="_L1)
        return left <= right;
    if (comparison == ">"_L1)
        return left > right;
    if (comparison == ">="_L1)
        return left >= right;
    return false;
}

/** One side of a comparison. */
struct Side
{
    QString text;
    bool isExtra = false;
};

/** or < and < comparison, by recursive descent. */
class Parser
{
public:
    Parser(QStringView text, const MarkerEnvironment &environment, const QStringList &extras)
        : m_text(text)
        , m_environment(environment)
        , m_extras(extras.isEmpty() ? QStringList{QString()} : extras)
    { }

    std::optional<bool> whole()
    {
        const bool holds = anyOf(0);
        skipBlanks();
        if (m_hasFailed || m_position != m_text.size())
            return std::nullopt;
        return holds;
    }

private:
    bool anyOf(int depth)
    {
        bool holds = allOf(depth);
        while (!m_hasFailed && takeWord("or"_L1))
            holds = allOf(depth) || holds;
        return holds;
    }

    bool allOf(int depth)
    {
        bool holds = one(depth);
        while (!m_hasFailed && takeWord("and"_L1))
            holds = one(depth) && holds;
        return holds;
    }

    bool one(int depth)
    {
        if (depth > kDeepest)
            return fail();
        if (takeSymbol(u'(')) {
            const bool holds = anyOf(depth + 1);
            return takeSymbol(u')') ? holds : fail();
        }
        const Side left = side();
        const QString comparison = relation();
        const Side right = side();
        if (m_hasFailed)
            return false;
        if (!left.isExtra && !right.isExtra)
            return compare(left.text, comparison, right.text);
        const QString name = normalisedPackage(left.isExtra ? right.text : left.text);
        return std::any_of(m_extras.begin(), m_extras.end(), [&](const QString &extra) {
            const QString asked = normalisedPackage(extra);
            if (comparison == "in"_L1 || comparison == "not in"_L1)
                return left.isExtra && compare(asked, comparison, name);
            return (asked == name) != (comparison == "!="_L1);
        });
    }

    Side side()
    {
        skipBlanks();
        const QChar quote = m_position < m_text.size() ? m_text.at(m_position) : QChar();
        if (quote == u'\'' || quote == u'"') {
            const qsizetype end = m_text.indexOf(quote, m_position + 1);
            if (end < 0) {
                fail();
                return {};
            }
            const QString text = m_text.sliced(m_position + 1, end - m_position - 1).toString();
            m_position = end + 1;
            return {.text = text};
        }
        QString name = word().toString();
        name.replace(u'.', u'_'); // the old "sys.platform", "os.name"
        if (name == "python_implementation"_L1)
            name = u"platform_python_implementation"_s;
        if (name == "extra"_L1 || name == "extras"_L1)
            return {.text = {}, .isExtra = true};
        if (!m_environment.values.contains(name))
            fail();
        return {.text = m_environment.values.value(name)};
    }

    QString relation()
    {
        skipBlanks();
        const qsizetype begin = m_position;
        while (m_position < m_text.size() && u"<>=!~"_s.contains(m_text.at(m_position)))
            ++m_position;
        const QString symbols = m_text.sliced(begin, m_position - begin).toString();
        static const QStringList known{u"=="_s, u"!="_s, u"<="_s, u">="_s,
                                       u"<"_s,  u">"_s,  u"~="_s, u"==="_s};
        if (known.contains(symbols))
            return symbols;
        if (takeWord("in"_L1))
            return u"in"_s;
        if (takeWord("not"_L1) && takeWord("in"_L1))
            return u"not in"_s;
        fail();
        return {};
    }

    QStringView word()
    {
        skipBlanks();
        const qsizetype begin = m_position;
        while (m_position < m_text.size() && isWordCharacter(m_text.at(m_position)))
            ++m_position;
        return m_text.sliced(begin, m_position - begin);
    }

    bool takeWord(QLatin1StringView wanted)
    {
        const qsizetype before = m_position;
        if (word() == wanted)
            return true;
        m_position = before;
        return false;
    }

    bool takeSymbol(QChar wanted)
    {
        skipBlanks();
        if (m_position == m_text.size() || m_text.at(m_position) != wanted)
            return false;
        ++m_position;
        return true;
    }

    void skipBlanks()
    {
        while (m_position < m_text.size() && m_text.at(m_position).isSpace())
            ++m_position;
    }

    bool fail()
    {
        m_hasFailed = true;
        return false;
    }

    QStringView m_text;
    const MarkerEnvironment &m_environment;
    const QStringList m_extras;
    qsizetype m_position = 0;
    bool m_hasFailed = false;
};

} // namespace

MarkerEnvironment markerEnvironment(const QString &pythonVersion, Os os, Architecture architecture)
{
    const bool isArm = architecture == Architecture::Arm64;
    const QString arm = os == Os::Linux ? u"aarch64"_s : u"arm64"_s;
    const QString full = pythonVersion.count(u'.') < 2 ? pythonVersion + ".0"_L1 : pythonVersion;
    MarkerEnvironment environment;
    environment.values = {
        {u"python_version"_s, pythonVersion.section(u'.', 0, 1)},
        {u"python_full_version"_s, full},
        {u"implementation_name"_s, u"cpython"_s},
        {u"implementation_version"_s, full},
        {u"platform_python_implementation"_s, u"CPython"_s},
        {u"platform_release"_s, QString()},
        {u"platform_version"_s, QString()},
    };
    switch (os) {
    case Os::Linux:
        environment.values.insert({{u"os_name"_s, u"posix"_s},
                                   {u"sys_platform"_s, u"linux"_s},
                                   {u"platform_system"_s, u"Linux"_s},
                                   {u"platform_machine"_s, isArm ? arm : u"x86_64"_s}});
        break;
    case Os::Windows:
        environment.values.insert({{u"os_name"_s, u"nt"_s},
                                   {u"sys_platform"_s, u"win32"_s},
                                   {u"platform_system"_s, u"Windows"_s},
                                   {u"platform_machine"_s, isArm ? u"ARM64"_s : u"AMD64"_s}});
        break;
    case Os::MacOS:
        environment.values.insert({{u"os_name"_s, u"posix"_s},
                                   {u"sys_platform"_s, u"darwin"_s},
                                   {u"platform_system"_s, u"Darwin"_s},
                                   {u"platform_machine"_s, isArm ? arm : u"x86_64"_s}});
        break;
    }
    return environment;
}

std::optional<bool> markerHolds(QStringView marker, const MarkerEnvironment &environment,
                                const QStringList &extras)
{
    if (marker.size() > kLongestMarker)
        return std::nullopt;
    return Parser(marker, environment, extras).whole();
}

} // namespace portico
