// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/wishcards.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/card.h"
#include "core/base/lists.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::WishCards)
};

MessageCard *makeProblemCard(const PackWishes &wishes, QWidget *parent)
{
    auto *card = new MessageCard(CardTone::Warning, parent);
    card->setError(*wishes.problem);
    return card;
}

MessageCard *makePacksCard(const PackWishes &wishes, QWidget *parent, const WishActs &acts)
{
    auto *card = new MessageCard(CardTone::Warning, parent);
    card->setMessage(
        Text::tr("“%1” wants other node packs: %2.")
            .arg(wishes.pack, listedWithAnd(wishes.missingPacks)),
        Text::tr("Its nodes may not work without them; the plan says what would be installed."));
    if (acts.installPacks) {
        QPushButton *install = card->addButton(Text::tr("Show the plan…"));
        install->setAccessibleName(Text::tr("Show the plan for “%1”").arg(wishes.pack));
        QObject::connect(install, &QPushButton::clicked, card,
                         [wishes, acts] { acts.installPacks(wishes); });
    }
    return card;
}

MessageCard *makeDisabledCard(const PackWishes &wishes, QWidget *parent)
{
    auto *card = new MessageCard(CardTone::Warning, parent);
    card->setMessage(Text::tr("“%1” wants node packs that are disabled: %2.")
                         .arg(wishes.pack, listedWithAnd(wishes.disabledPacks)),
                     Text::tr("They can be enabled under “Nodes”."));
    return card;
}

MessageCard *makeSystemCard(const PackWishes &wishes, QWidget *parent, const WishActs &acts)
{
    auto *card = new MessageCard(CardTone::Plain, parent);
    card->setMessage(Text::tr("“%1” needs packages of the system.").arg(wishes.pack),
                     Text::tr("Portico never installs them by itself. This is the command:"));
    QLabel *command = makeSentence(wishes.systemCommand, TextRole::Body, card);
    command->setFont(monospaceFont(command->font()));
    command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    command->setAccessibleDescription(Text::tr("The command that installs them"));
    card->addDetail(command);
    QPushButton *copy = card->addButton(Text::tr("&Copy"));
    copy->setIcon(makeIcon(IconName::Copy));
    copy->setAccessibleName(Text::tr("Copy the command for “%1”").arg(wishes.pack));
    QPushButton *run = card->addButton(Text::tr("Run in a &terminal…"));
    run->setIcon(makeIcon(IconName::Terminal));
    run->setAccessibleName(Text::tr("Run the command for “%1” in a terminal").arg(wishes.pack));
    run->setToolTip(Text::tr("The terminal shows the command and asks before it runs it"));
    QObject::connect(copy, &QPushButton::clicked, card, [text = wishes.systemCommand] {
        QGuiApplication::clipboard()->setText(text);
    });
    QObject::connect(run, &QPushButton::clicked, card,
                     [text = wishes.systemCommand, acts] { acts.runCommand(text); });
    return card;
}

MessageCard *makeRemarksCard(const PackWishes &wishes, QWidget *parent)
{
    QStringList lines;
    for (const ConfigRemark &remark : wishes.root->remarks)
        lines += Text::tr("Line %1: %2").arg(remark.line).arg(remark.message);
    auto *card = new MessageCard(CardTone::Plain, parent);
    card->setMessage(Text::tr("About comfy-env-root.toml of “%1”").arg(wishes.pack),
                     lines.join(u'\n'));
    return card;
}

} // namespace

QList<MessageCard *> makeWishCards(const PackWishes &wishes, QWidget *parent, const WishActs &acts)
{
    QList<MessageCard *> cards;
    if (wishes.problem)
        cards += makeProblemCard(wishes, parent);
    if (!wishes.missingPacks.isEmpty())
        cards += makePacksCard(wishes, parent, acts);
    if (!wishes.disabledPacks.isEmpty())
        cards += makeDisabledCard(wishes, parent);
    if (wishes.systemProblem) {
        cards += new MessageCard(CardTone::Warning, parent);
        cards.last()->setError(*wishes.systemProblem);
    }
    if (!wishes.systemCommand.isEmpty())
        cards += makeSystemCard(wishes, parent, acts);
    if (wishes.root && !wishes.root->remarks.isEmpty())
        cards += makeRemarksCard(wishes, parent);
    return cards;
}

} // namespace portico::app
