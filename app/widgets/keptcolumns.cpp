// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/keptcolumns.h"

#include "core/settings/settingsstore.h"

#include <QEvent>
#include <QHeaderView>
#include <QTimer>
#include <QTreeView>

#include <optional>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kPause{500}; ///< while a column is dragged nothing is written
constexpr int kWidest = 4000;                    ///< pixels: no screen has use for more

class KeptColumns final : public QObject
{
public:
    KeptColumns(QTreeView *table, SettingsStore &settings, const Setting<QStringList> &setting)
        : QObject(table)
        , m_table(*table)
        , m_settings(settings)
        , m_setting(setting)
    {
        const QStringList kept = settings.get(setting);
        if (!kept.isEmpty() && !takeUp(kept))
            settings.reset(setting);
        m_last = now();
        m_soon.setSingleShot(true);
        m_soon.setInterval(kPause);
        connect(&m_soon, &QTimer::timeout, this, [this] { keep(); });
        const QHeaderView *header = table->header();
        connect(header, &QHeaderView::sectionResized, &m_soon, qOverload<>(&QTimer::start));
        connect(header, &QHeaderView::sortIndicatorChanged, &m_soon, qOverload<>(&QTimer::start));
        table->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Hide && m_soon.isActive())
            keep();
        return QObject::eventFilter(watched, event);
    }

private:
    bool isByHand(int column) const
    {
        const QHeaderView *header = m_table.header();
        const bool isLast = header->visualIndex(column) == header->count() - 1;
        return header->sectionResizeMode(column) == QHeaderView::Interactive
            && !(isLast && header->stretchLastSection());
    }

    QStringList now() const
    {
        const QHeaderView *header = m_table.header();
        QStringList words;
        for (int column = 0; column < header->count(); ++column)
            words += isByHand(column) ? QString::number(header->sectionSize(column)) : u"-"_s;
        if (m_table.isSortingEnabled())
            words +=
                u"%1 %2"_s.arg(header->sortIndicatorSection())
                    .arg(header->sortIndicatorOrder() == Qt::AscendingOrder ? "up"_L1 : "down"_L1);
        return words;
    }

    /** The column and its order; nothing where the word says something else. */
    std::optional<std::pair<int, Qt::SortOrder>> sorting(const QString &word) const
    {
        const QStringList parts = word.split(u' ');
        bool isNumber = false;
        const int column = parts.value(0).toInt(&isNumber);
        const bool isUp = parts.value(1) == "up"_L1;
        if (parts.size() != 2 || !isNumber || column < 0 || column >= m_table.header()->count()
            || (!isUp && parts.value(1) != "down"_L1))
            return std::nullopt;
        return std::pair(column, isUp ? Qt::AscendingOrder : Qt::DescendingOrder);
    }

    /** All of it, or false and nothing. */
    bool takeUp(const QStringList &words)
    {
        QHeaderView *header = m_table.header();
        const qsizetype count = header->count();
        const bool sorts = m_table.isSortingEnabled();
        if (words.size() != count + (sorts ? 1 : 0))
            return false;
        QList<int> widths;
        for (int column = 0; column < count; ++column) {
            bool isNumber = false;
            const int width = words.at(column).toInt(&isNumber);
            if (isByHand(column) ? !isNumber || width < 1 || width > kWidest
                                 : words.at(column) != "-"_L1)
                return false;
            widths += width;
        }
        const auto order = sorts ? sorting(words.constLast()) : std::nullopt;
        if (sorts && !order)
            return false;
        for (int column = 0; column < count; ++column) {
            if (isByHand(column))
                header->resizeSection(column,
                                      qMax(widths.at(column), header->minimumSectionSize()));
        }
        if (order)
            m_table.sortByColumn(order->first, order->second);
        return true;
    }

    void keep()
    {
        m_soon.stop();
        const QStringList words = now();
        if (std::exchange(m_last, words) != words)
            m_settings.set(m_setting, words);
    }

    QTreeView &m_table;
    SettingsStore &m_settings;
    const Setting<QStringList> &m_setting;
    QStringList m_last;
    QTimer m_soon;
};

} // namespace

void keepColumns(QTreeView *table, SettingsStore &settings, const Setting<QStringList> &setting)
{
    new KeptColumns(table, settings, setting);
}

} // namespace portico::app
