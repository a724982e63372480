// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/linkdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/models/advice.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/factlist.h"
#include "core/base/lists.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

namespace {

/** The host as it is really asked for: a look-alike of another alphabet begins with xn--. */
QString hostOf(const QUrl &url)
{
    return url.isLocalFile() ? LinkDialog::tr("a folder of this computer")
                             : url.host(QUrl::FullyEncoded);
}

/** "Anymatix, from github.com": the list that has it, and the hosts of its files. */
QString placesOf(const CatalogueEntry &entry, const CatalogueAnswer &catalogue)
{
    QString source = entry.sourceId;
    for (const SourceState &state : catalogue.sources) {
        if (state.id == entry.sourceId)
            source = state.title;
    }
    QStringList hosts;
    for (const BundleFile &file : entry.files)
        hosts += hostOf(file.url);
    hosts.removeDuplicates();
    return LinkDialog::tr("%1, from %2", "a list of builds; hosts")
        .arg(source, listedWithAnd(hosts));
}

} // namespace

LinkDialog::LinkDialog(QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_facts(new FactList(this))
    , m_what(m_facts->addFact(tr("What"), {}))
    , m_from(m_facts->addFact(tr("From"), {}))
    , m_size(m_facts->addFact(tr("Size"), {}))
    , m_check(m_facts->addFact(tr("Check"), {}))
    , m_state(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, tr("A link asks to add ComfyUI"));
    column->addWidget(makeSentence(
        tr("It comes from outside Portico, such as a web page. Go on only if you expected it: "
           "what is added is a program that runs on your computer. Nothing is fetched yet."),
        TextRole::Body, this));
    for (QLabel *fact : {m_what, m_from, m_size, m_check}) {
        fact->setTextFormat(Qt::PlainText);
        fact->setWordWrap(true);
    }
    column->addWidget(m_facts);
    column->addWidget(m_state);
    column->addStretch(1);
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Go on…"));
    m_go = buttons.accept;
    connect(m_go, &QPushButton::clicked, this, &QDialog::accept);
    buttons.cancel->setDefault(true);
    buttons.cancel->setFocus();
}

LinkDialog::LinkDialog(Advice &advice, const QString &id, QWidget *parent)
    : LinkDialog(parent)
{
    connect(&advice, &Advice::catalogueChanged, this,
            [this, &advice, id] { showBuild(advice, id); });
    advice.begin();
    showBuild(advice, id);
}

LinkDialog::LinkDialog(const QUrl &address, QWidget *parent)
    : LinkDialog(parent)
{
    m_what->setText(address.fileName(QUrl::FullyEncoded));
    m_from->setText(hostOf(address));
    m_size->setText(tr("Not known before it is fetched"));
    m_check->setText(tr("Not verified by its publisher, unless you have its SHA-256"));
    m_state->hide();
    fitHeight();
}

/** What is told later needs room, too. */
void LinkDialog::fitHeight()
{
    const int width = dialogSize(parentWidget(), {560, 0}).width();
    layout()->activate();
    resize(width, std::max(height(), layout()->totalHeightForWidth(width)));
}

void LinkDialog::showBuild(const Advice &advice, const QString &id)
{
    const CatalogueEntry *entry = advice.catalogue().entry(id);
    m_go->setEnabled(entry != nullptr);
    m_facts->setVisible(entry != nullptr);
    if (entry) {
        m_what->setText(entry->name);
        m_from->setText(placesOf(*entry, advice.catalogue()));
        m_size->setText(entry->size() < 0 ? tr("Not known before it is fetched")
                                          : sizeText(entry->size()));
        m_check->setText(entry->hasPublishedHash()
                             ? tr("Against the SHA-256 that its publisher gives")
                             : tr("Not verified by its publisher: no SHA-256 of it was published"));
        m_state->hide();
        fitHeight();
        return;
    }
    m_state->show();
    m_state->setText(advice.isAsking() || advice.catalogue().sources.isEmpty()
                         ? tr("Looking for “%1” in the lists of builds…").arg(id)
                         : tr("None of your lists of builds has “%1”. Add the list that has it in "
                              "the settings, then use the link again.")
                               .arg(id));
    fitHeight();
}

} // namespace portico::app
