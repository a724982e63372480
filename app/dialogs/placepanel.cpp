// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/placepanel.h"

#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/widgets/wraprow.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

PlacePanel::PlacePanel(const QString &place, QWidget *parent)
    : AddPanel(parent)
    , m_words(makeSentence({}, TextRole::Body, this))
    , m_place(new QLineEdit(place, this))
    , m_browse(new QPushButton(tr("Choose…"), this))
    , m_hashLabel(new QLabel(tr("SHA-&256, if one was published"), this))
    , m_hash(new QLineEdit(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    m_words->setMinimumHeight(m_words->fontMetrics().lineSpacing() * 2);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(m_words);
    m_browse->setIcon(makeIcon(IconName::Folder));
    auto *placeRow = new WrapRow;
    placeRow->setSpacing(space::kSmall);
    placeRow->addWidget(m_place, 1);
    placeRow->addWidget(m_browse);
    column->addLayout(placeRow);
    m_hashLabel->setBuddy(m_hash);
    m_hash->setAccessibleName(tr("SHA-256, if one was published"));
    m_hash->setPlaceholderText(tr("64 hexadecimal digits"));
    m_hash->setFont(monospaceFont(font()));
    auto *pair = new QVBoxLayout;
    pair->setSpacing(space::kTight);
    pair->addWidget(m_hashLabel);
    pair->addWidget(m_hash);
    column->addLayout(pair);
    column->addStretch(1);
    for (QLineEdit *edit : {m_place, m_hash})
        connect(edit, &QLineEdit::textChanged, this, &PlacePanel::changed);
    connect(m_browse, &QPushButton::clicked, this, &PlacePanel::browse);
    setKind(Kind::File);
}

QString PlacePanel::kindName() const
{
    switch (m_kind) {
    case Kind::File:
        return tr("A file");
    case Kind::Address:
        return tr("An address");
    case Kind::Folder:
        break;
    }
    return tr("A folder I have");
}

void PlacePanel::setKind(Kind kind)
{
    m_kind = kind;
    switch (kind) {
    case Kind::File:
        m_words->setText(tr("A portable bundle on this computer: zip, 7z or tar."));
        m_place->setPlaceholderText(tr("Path of the bundle"));
        break;
    case Kind::Address:
        m_words->setText(tr("A portable bundle on the internet. A download that is interrupted "
                            "goes on where it stopped."));
        m_place->setPlaceholderText(u"https://"_s);
        break;
    case Kind::Folder:
        m_words->setText(tr("A ComfyUI that you already have. It stays where it is, and nothing "
                            "in it is changed."));
        m_place->setPlaceholderText(tr("Path of the folder"));
        break;
    }
    m_place->setAccessibleName(kindName());
    m_browse->setVisible(kind != Kind::Address);
    m_hash->setVisible(kind != Kind::Folder);
    m_hashLabel->setVisible(kind != Kind::Folder);
}

QString PlacePanel::place() const
{
    return m_place->text().trimmed();
}

bool PlacePanel::isComplete() const
{
    return !place().isEmpty() && remark().isEmpty();
}

QString PlacePanel::remark() const
{
    if (place().isEmpty())
        return {};
    if (m_kind == Kind::Address) {
        const QUrl url(place(), QUrl::StrictMode);
        const QString scheme = url.scheme();
        if (!url.isValid() || (scheme != "https"_L1 && scheme != "http"_L1 && scheme != "file"_L1))
            return tr("An address begins with https:// or http://.");
    }
    const QString hash = m_hash->text().trimmed();
    if (m_kind != Kind::Folder && !hash.isEmpty() && !Sha256::fromHex(hash))
        return tr("A SHA-256 has 64 hexadecimal digits.");
    return {};
}

QString PlacePanel::usualName() const
{
    if (place().isEmpty())
        return tr("Made from the bundle’s name");
    return m_kind == Kind::Folder ? QFileInfo(QDir(place()).path()).fileName()
                                  : suggestedName(place());
}

SetUpPlan PlacePanel::plan(const QString &name) const
{
    AddRequest request;
    request.source = place();
    request.name = name;
    request.sha256 = Sha256::fromHex(m_hash->text().trimmed());
    return {.what = request, .after = AfterSetUp::Show};
}

QWidget *PlacePanel::firstField() const
{
    return m_place;
}

void PlacePanel::browse()
{
    auto *dialog = new QFileDialog(this, kindName());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_kind == Kind::Folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({tr("Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz "
                                   "*.tar.zst)"),
                                tr("All files (*)")});
    }
    connect(dialog, &QFileDialog::fileSelected, m_place, &QLineEdit::setText);
    dialog->open();
}

} // namespace portico::app
