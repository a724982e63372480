// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/adddialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QUrl>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

AddDialog::AddDialog(Source source, const QString &place, QWidget *parent)
    : QDialog(parent)
    , m_sources(new QTabBar(this))
    , m_words(makeSentence({}, TextRole::Body, this))
    , m_place(new QLineEdit(place, this))
    , m_browse(new QPushButton(tr("Choose…"), this))
    , m_name(new QLineEdit(this))
    , m_hashLabel(new QLabel(tr("SHA-&256, if one was published"), this))
    , m_hash(new QLineEdit(this))
    , m_problem(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, tr("Add ComfyUI"));
    m_sources->setDrawBase(false);
    m_sources->setExpanding(false);
    m_sources->setAccessibleName(tr("Where it comes from"));
    m_sources->addTab(tr("A &file"));
    m_sources->addTab(tr("An &address"));
    m_sources->addTab(tr("A folder &I have"));
    m_sources->setCurrentIndex(source);
    auto *tabs = new QHBoxLayout;
    tabs->addWidget(m_sources);
    tabs->addStretch(1);
    tabs->setContentsMargins(-space::kSmall, 0, 0, 0);
    column->addLayout(tabs);
    m_words->setMinimumHeight(m_words->fontMetrics().lineSpacing() * 2);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(m_words);
    m_browse->setIcon(makeIcon(IconName::Folder));
    auto *placeRow = new QHBoxLayout;
    placeRow->setSpacing(space::kSmall);
    placeRow->addWidget(m_place, 1);
    placeRow->addWidget(m_browse);
    column->addLayout(placeRow);

    const auto addField = [&](QLabel *label, QLineEdit *field) {
        label->setBuddy(field);
        auto *pair = new QVBoxLayout;
        pair->setSpacing(space::kTight);
        pair->addWidget(label);
        pair->addWidget(field);
        column->addLayout(pair);
    };
    addField(new QLabel(tr("&Name"), this), m_name);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(80);
    addField(m_hashLabel, m_hash);
    m_hash->setAccessibleName(tr("SHA-256, if one was published"));
    m_hash->setPlaceholderText(tr("64 hexadecimal digits"));
    m_hash->setFont(monospaceFont(font()));
    m_problem->setForegroundRole(QPalette::BrightText);
    m_problem->setMinimumHeight(m_problem->fontMetrics().lineSpacing());
    column->addWidget(m_problem);
    column->addStretch(1);
    m_add = addDialogButtons(this, column, tr("A&dd")).accept;
    m_add->setAccessibleName(tr("Add"));

    for (QLineEdit *edit : {m_place, m_hash})
        connect(edit, &QLineEdit::textChanged, this, &AddDialog::refresh);
    connect(m_sources, &QTabBar::currentChanged, this, &AddDialog::refresh);
    connect(m_browse, &QPushButton::clicked, this, &AddDialog::browse);
    connect(m_add, &QPushButton::clicked, this, &AddDialog::finish);
    setMinimumWidth(520);
    m_place->setFocus();
    refresh();
}

AddDialog::Source AddDialog::source() const
{
    return Source(m_sources->currentIndex());
}

QString AddDialog::problem() const
{
    const QString place = m_place->text().trimmed();
    if (place.isEmpty())
        return {};
    if (source() == Address) {
        const QUrl url(place, QUrl::StrictMode);
        const QString scheme = url.scheme();
        if (!url.isValid() || (scheme != "https"_L1 && scheme != "http"_L1 && scheme != "file"_L1))
            return tr("An address begins with https:// or http://.");
    }
    const QString hash = m_hash->text().trimmed();
    if (source() != Folder && !hash.isEmpty() && !Sha256::fromHex(hash))
        return tr("A SHA-256 has 64 hexadecimal digits.");
    return {};
}

void AddDialog::refresh()
{
    const QString place = m_place->text().trimmed();
    switch (source()) {
    case File:
        m_words->setText(tr("A portable bundle on this computer: zip, 7z or tar."));
        m_place->setPlaceholderText(tr("Path of the bundle"));
        break;
    case Address:
        m_words->setText(tr("A portable bundle on the internet. A download that is interrupted "
                            "goes on where it stopped."));
        m_place->setPlaceholderText(u"https://"_s);
        break;
    case Folder:
        m_words->setText(tr("A ComfyUI that you already have. It stays where it is, and nothing "
                            "in it is changed."));
        m_place->setPlaceholderText(tr("Path of the folder"));
        break;
    }
    m_place->setAccessibleName(m_sources->tabText(m_sources->currentIndex()).remove(u'&'));
    m_browse->setVisible(source() != Address);
    m_hash->setVisible(source() != Folder);
    m_hashLabel->setVisible(source() != Folder);
    m_name->setPlaceholderText(place.isEmpty()          ? tr("Made from the bundle’s name")
                                   : source() == Folder ? QFileInfo(QDir(place).path()).fileName()
                                                        : suggestedName(place));
    const QString wrong = problem();
    m_problem->setText(wrong);
    m_add->setEnabled(!place.isEmpty() && wrong.isEmpty());
}

void AddDialog::browse()
{
    auto *dialog = new QFileDialog(this, m_sources->tabText(source()).remove(u'&'));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (source() == Folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({tr("Bundles (*.zip *.7z *.7z.001 *.tar *.tar.gz *.tgz *.tar.xz "
                                   "*.tar.zst)"),
                                tr("All files (*)")});
    }
    connect(dialog, &QFileDialog::fileSelected, m_place, &QLineEdit::setText);
    dialog->open();
}

void AddDialog::finish()
{
    const QString place = m_place->text().trimmed();
    if (source() == Folder) {
        AdoptRequest request;
        request.folder = QDir::fromNativeSeparators(place);
        request.name = m_name->text().simplified();
        emit folderChosen(request);
    } else {
        AddRequest request;
        request.source = place;
        request.name = m_name->text().simplified();
        request.sha256 = Sha256::fromHex(m_hash->text().trimmed());
        emit bundleChosen(request);
    }
    accept();
}

} // namespace portico::app
