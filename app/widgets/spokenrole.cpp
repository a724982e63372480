// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/spokenrole.h"

#include "app/style/metrics.h"

#include <QAbstractButton>
#include <QAccessibleWidget>
#include <QApplication>
#include <QComboBox>
#include <QCoreApplication>
#include <QKeySequence>
#include <QLabel>

namespace portico::app {

namespace {

constexpr char kRoleProperty[] = "porticoSpokenRole";
constexpr char kMarkProperty[] = "porticoMark";

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::Mark)
};

/** A checkable button that is no check box. */
class SpokenButton final : public QAccessibleWidget
{
public:
    SpokenButton(QAbstractButton &button, SpokenRole role)
        : QAccessibleWidget(
            &button, role == SpokenRole::Place ? QAccessible::RadioButton : QAccessible::Button)
        , m_button(button)
        , m_role(role)
    { }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        if (m_role == SpokenRole::Place) {
            state.checkable = true;
            state.checked = m_button.isChecked();
        } else {
            state.expandable = true;
            state.expanded = m_button.isChecked();
            state.collapsed = !m_button.isChecked();
        }
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Accelerator)
            return QKeySequence::mnemonic(m_button.text()).toString(QKeySequence::NativeText);
        QString said = QAccessibleWidget::text(kind);
        if (kind == QAccessible::Name && said.isEmpty())
            said = m_button.text().remove(u'&');
        return said;
    }

    QStringList actionNames() const override
    {
        return QStringList{pressAction()} + QAccessibleWidget::actionNames();
    }

    void doAction(const QString &name) override
    {
        if (name == pressAction())
            m_button.click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QAbstractButton &m_button;
    SpokenRole m_role;
};

/** An icon: a picture with the name of a state, or nothing that is worth a word. */
class SpokenMark final : public QAccessibleWidget
{
public:
    explicit SpokenMark(QLabel &label)
        : QAccessibleWidget(&label, QAccessible::Graphic)
        , m_label(label)
    { }

    QAccessible::Role role() const override
    {
        return m_label.accessibleName().isEmpty() ? QAccessible::Whitespace : QAccessible::Graphic;
    }

private:
    QLabel &m_label;
};

QAccessibleInterface *makeSpoken(const QString &, QObject *object)
{
    auto *label = qobject_cast<QLabel *>(object);
    if (label && label->property(kMarkProperty).toBool())
        return new SpokenMark(*label);
    auto *button = qobject_cast<QAbstractButton *>(object);
    const QVariant role = button ? button->property(kRoleProperty) : QVariant();
    return role.isValid() ? new SpokenButton(*button, SpokenRole(role.toInt())) : nullptr;
}

/** Qt may have made its own for the widget while that was set up, and keeps it: it goes. */
void speakFor(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    static const bool isInstalled = [] {
        QAccessible::installFactory(&makeSpoken);
        return true;
    }();
    Q_UNUSED(isInstalled)
    widget->setProperty(property, value);
    if (QAccessibleInterface *made = QAccessible::queryAccessibleInterface(widget))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(made));
}

/** Empty for an icon that tells no state. */
QString markWord(IconName icon)
{
    switch (icon) {
    case IconName::Check:
        return Text::tr("In order", "what an icon says");
    case IconName::Warning:
        return Text::tr("Warning", "what an icon says");
    case IconName::Failed:
        return Text::tr("Failed", "what an icon says");
    case IconName::Info:
        return Text::tr("Note", "what an icon says");
    case IconName::Pending:
        return Text::tr("Waiting", "what an icon says");
    default:
        return {};
    }
}

} // namespace

void setSpokenRole(QAbstractButton *button, SpokenRole role)
{
    speakFor(button, kRoleProperty, int(role));
    if (role == SpokenRole::Place)
        return; // Qt tells of what is checked
    QObject::connect(button, &QAbstractButton::toggled, button, [button] {
        QAccessible::State changed;
        changed.expanded = true;
        QAccessibleStateChangeEvent event(button, changed);
        QAccessible::updateAccessibility(&event);
    });
}

void setOrnament(QLabel *label)
{
    speakFor(label, kMarkProperty, true);
    label->setAccessibleName({});
}

void nameChoice(QComboBox *box, const QString &name)
{
    box->setAccessibleName(name);
    box->setAccessibleDescription(name);
}

void showMark(QLabel *label, IconName icon, IconTint tint)
{
    speakFor(label, kMarkProperty, true);
    label->setAccessibleName(markWord(icon));
    // A widget hears of a new palette before its children have it: the program's is always new.
    label->setPixmap(iconPixmap(icon, tint, iconSide(), label->devicePixelRatioF(),
                                QApplication::palette(label)));
}

} // namespace portico::app
