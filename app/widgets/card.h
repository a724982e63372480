// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/style/icons.h"
#include "core/base/error.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace portico::app {

class WrapLayout;

/** What a card is about: its ground, edge and icon. */
enum class CardTone { Plain, Warning, Failure };

/** A raised area with rounded corners that holds things that belong together. */
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(CardTone tone, QWidget *parent = nullptr);

    CardTone tone() const { return m_tone; }
    void setTone(CardTone tone);
    QVBoxLayout *content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    CardTone m_tone;
    QVBoxLayout *m_content;
};

/** A card that tells one thing: an icon, a sentence, what to do next, and buttons for it. */
class MessageCard final : public Card
{
    Q_OBJECT

public:
    explicit MessageCard(CardTone tone, QWidget *parent = nullptr);

    void setMessage(const QString &message, const QString &nextStep);
    void setError(const Error &error);
    QPushButton *addButton(const QString &text);
    /** A button that closes the card; closed() tells. */
    void addCloseButton();
    /** More below the sentences; before the first button. */
    void addDetail(QWidget *detail);

signals:
    void closed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcon();

    QLabel *m_icon;
    QLabel *m_message;
    QLabel *m_nextStep;
    QGridLayout *m_top;
    QVBoxLayout *m_words;
    WrapLayout *m_buttons = nullptr; ///< an empty row would narrow the words
};

} // namespace portico::app
