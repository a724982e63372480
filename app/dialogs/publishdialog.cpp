// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/publishdialog.h"

#include "app/dialogs/dialogframe.h"
#include "app/dialogs/formlines.h"
#include "app/models/texts.h"
#include "app/style/metrics.h"
#include "app/widgets/folderfield.h"
#include "core/bundles/releasefiles.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNotesLines = 3;

QWidget *framed(QWidget *parent, const QString &sentence, QWidget *fields)
{
    auto *page = new QWidget(parent);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(makeSentence(sentence, TextRole::Body, page));
    column->addWidget(fields);
    column->addStretch(1);
    return page;
}

} // namespace

PublishDialog::PublishDialog(const QString &bundle, const Usual &usual, QWidget *parent)
    : ReadingOrderDialog(parent)
    , m_bundle(bundle)
    , m_isSignedIn(usual.isSignedIn)
    , m_targets(new QTabBar(this))
    , m_forms(new QStackedWidget(this))
    , m_notes(new QPlainTextEdit(this))
    , m_remark(makeSentence({}, TextRole::Caption, this))
{
    QVBoxLayout *column = frameDialog(this, tr("Publish %1").arg(QFileInfo(bundle).fileName()));
    m_targets->setDrawBase(false);
    m_targets->setExpanding(false);
    m_targets->setAccessibleName(tr("Where to"));
    m_targets->addTab(tr("A &folder or team's list"));
    m_targets->addTab(tr("A release on &GitHub"));
    auto *tabs = new QHBoxLayout;
    tabs->addWidget(m_targets);
    tabs->addStretch(1);
    tabs->setContentsMargins(-space::kSmall, 0, 0, 0);
    column->addLayout(tabs);
    m_forms->addWidget(buildCatalogue(usual));
    m_forms->addWidget(buildRelease(usual));
    column->addWidget(m_forms, 1);
    auto *label = new QLabel(tr("&Notes for those who choose it"), this);
    label->setBuddy(m_notes);
    m_notes->setAccessibleName(tr("Notes for those who choose it"));
    m_notes->setPlaceholderText(tr("Markdown"));
    m_notes->setTabChangesFocus(true);
    m_notes->setFixedHeight(m_notes->fontMetrics().lineSpacing() * kNotesLines
                            + 2 * space::kMedium);
    column->addWidget(label);
    column->addWidget(m_notes);
    m_remark->setForegroundRole(QPalette::PlaceholderText); // nothing is wrong yet
    m_remark->setAccessibleDescription(tr("What is missing"));
    const DialogButtons buttons = addDialogButtons(this, column, tr("&Publish"));
    buttons.row->insertWidget(0, m_remark, 100);
    m_accept = buttons.accept;
    m_accept->setAccessibleName(tr("Publish"));
    connect(m_accept, &QPushButton::clicked, this, &PublishDialog::finish);
    connect(m_targets, &QTabBar::currentChanged, this, [this](int index) {
        m_forms->setCurrentIndex(index);
        refresh();
    });
    setMinimumSize(520, 400);
    resize(dialogSize(parent, {640, 560}));
    refresh();
}

QWidget *PublishDialog::buildCatalogue(const Usual &usual)
{
    auto *fields = new QWidget(this);
    QFormLayout *form = makeForm(fields);
    m_place = new FolderField(tr("Folder or list"), fields);
    m_place->setFolder(usual.place);
    m_place->setPlaceholder(tr("A share, or the path of a catalogue.json"));
    m_listTitle = new QLineEdit(fields);
    m_listTitle->setPlaceholderText(tr("Only of a new list; after its folder without this"));
    m_accelerator = new QComboBox(fields);
    m_accelerator->addItem(tr("As the bundle says"), QString());
    for (const QString &one : {u"cpu"_s, u"cuda 12.6"_s, u"cuda 12.8"_s, u"cuda 13.0"_s,
                               u"rocm 7.2"_s, u"xpu"_s, u"mps"_s})
        m_accelerator->addItem(acceleratorText(one), one);
    m_replace = new QCheckBox(tr("Replace another bundle of that name"), fields);
    addFormField(form, tr("F&older or list"), m_place);
    addFormField(form, tr("&Title of the list"), m_listTitle);
    addFormField(form, tr("&Runs on"), m_accelerator);
    addFormBox(form, m_replace);
    connect(m_place, &FolderField::edited, this, &PublishDialog::refresh);
    return framed(this,
                  tr("The bundle is looked at once more and copied there; the list beside it, "
                     "which every Portico can read, names it when all of it is there."),
                  fields);
}

QWidget *PublishDialog::buildRelease(const Usual &usual)
{
    auto *fields = new QWidget(this);
    QFormLayout *form = makeForm(fields);
    m_repository = new QLineEdit(usual.repository, fields);
    m_repository->setPlaceholderText(tr("owner/name"));
    m_tag = new QLineEdit(releaseTag(m_bundle), fields);
    m_tag->setPlaceholderText(u"v1.2.0"_s);
    m_title = new QLineEdit(fields);
    m_title->setPlaceholderText(tr("The tag without this"));
    m_prerelease = new QCheckBox(tr("Not the latest release"), fields);
    addFormField(form, tr("Reposi&tory"), m_repository);
    addFormField(form, tr("T&ag"), m_tag);
    addFormField(form, tr("T&itle"), m_title);
    addFormBox(form, m_prerelease);
    for (QLineEdit *edit : {m_repository, m_tag})
        connect(edit, &QLineEdit::textChanged, this, &PublishDialog::refresh);
    return framed(this,
                  tr("A draft is made, the files are sent and compared with GitHub's SHA-256, and "
                     "last the release becomes public. Nobody sees half of it."),
                  fields);
}

bool PublishDialog::isRelease() const
{
    return m_targets->currentIndex() == 1;
}

QString PublishDialog::remark() const
{
    if (!isRelease())
        return QFileInfo(m_place->folder()).isAbsolute() ? QString()
                                                         : tr("Say where to, with the whole path.");
    if (!m_isSignedIn)
        return tr("Sign in to GitHub first, on the Bundles page.");
    const QString repository = m_repository->text().trimmed();
    if (repository.count(u'/') != 1 || repository.startsWith(u'/') || repository.endsWith(u'/'))
        return tr("A repository is named owner/name.");
    return m_tag->text().trimmed().isEmpty() ? tr("Name the release's tag.") : QString();
}

void PublishDialog::refresh()
{
    const QString wrong = remark();
    m_remark->setText(wrong);
    m_accept->setEnabled(wrong.isEmpty());
}

PublishRequest PublishDialog::catalogue() const
{
    const QString place = QDir::cleanPath(m_place->folder());
    const bool isFile = place.endsWith(".json"_L1, Qt::CaseInsensitive);
    return {.file = m_bundle,
            .catalogue = isFile ? place : place + "/catalogue.json"_L1,
            .title = m_listTitle->text().trimmed(),
            .notes = m_notes->toPlainText().trimmed(),
            .accelerator = m_accelerator->currentData().toString(),
            .old = m_replace->isChecked() ? PublishRequest::Old::Replace
                                          : PublishRequest::Old::Refuse};
}

ReleaseRequest PublishDialog::release() const
{
    return {.repository = m_repository->text().trimmed(),
            .tag = m_tag->text().trimmed(),
            .title = m_title->text().trimmed(),
            .notes = m_notes->toPlainText().trimmed(),
            .kind = m_prerelease->isChecked() ? ReleaseRequest::Kind::Prerelease
                                              : ReleaseRequest::Kind::Release};
}

void PublishDialog::finish()
{
    if (!remark().isEmpty())
        return;
    if (isRelease())
        emit releaseChosen(release());
    else
        emit catalogueChosen(catalogue());
    accept();
}

} // namespace portico::app
