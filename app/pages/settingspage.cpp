// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/settingspage.h"

#include "app/context.h"
#include "app/dialogs/tokenrow.h"
#include "app/pages/desktoprows.h"
#include "app/pages/sourcerows.h"
#include "app/pages/updaterows.h"
#include "app/services.h"
#include "app/style/appearance.h"
#include "app/style/metrics.h"
#include "app/widgets/folderfield.h"
#include "app/widgets/wraprow.h"
#include "core/base/translations.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kChoiceWidth = 300;

/** How those who speak a language call it; never translated. */
QString nameOfLanguage(const QString &code)
{
    if (code == "en"_L1)
        return u"English"_s;
    if (code == "es"_L1)
        return u"Español"_s;
    QString name = QLocale(code).nativeLanguageName();
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name.isEmpty() ? code : name;
}

} // namespace

SettingsPage::SettingsPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_updates(new UpdateRows(m_context, widget()))
{
    addTitle(tr("Settings"), {});
    buildLibrary();
    buildWindow();
    addSection(tr("Desktop"))->addWidget(new DesktopRows(m_context, widget()));
    addSection(tr("Updates of Portico"))->addWidget(m_updates);
    buildPackages();
    buildCatalogue();
    addStretch();
}

QLabel *SettingsPage::addChoice(QVBoxLayout *card, const QString &name, QWidget *field)
{
    auto *row = new WrapRow;
    row->setSpacing(space::kMedium);
    auto *label = new QLabel(name, widget());
    label->setBuddy(field);
    field->setMinimumWidth(160);
    field->setMaximumWidth(withText(kChoiceWidth));
    row->addWidget(label, 1);
    row->addWidget(field, 1);
    card->addLayout(row);
    return label;
}

void SettingsPage::buildLibrary()
{
    QVBoxLayout *card = addSection(tr("Library"));
    card->addWidget(
        makeSentence(tr("The folder that holds all installs, downloads and shared models."),
                     TextRole::Body, widget()));
    m_library = new FolderField(tr("Library folder"), widget());
    m_library->setFolder(m_context.services.library().root());
    m_libraryNote = makeSentence({}, TextRole::Caption, widget());
    m_libraryNote->hide();
    card->addWidget(m_library);
    card->addWidget(m_libraryNote);
    connect(m_library, &FolderField::chosen, this, [this] {
        const QString folder = m_library->folder();
        if (folder.isEmpty())
            m_context.settings.reset(settings::kLibraryRoot);
        else
            m_context.settings.set(settings::kLibraryRoot, QDir(folder).absolutePath());
        m_libraryNote->setVisible(QDir(folder) != QDir(m_context.services.library().root()));
        m_libraryNote->setText(tr("The next start of Portico uses this folder. Nothing is moved: "
                                  "what is in %1 stays there.")
                                   .arg(m_context.services.library().root()));
    });
}

void SettingsPage::buildWindow()
{
    QVBoxLayout *card = addSection(tr("Window"));
    addLanguage(card);
    m_theme = new QComboBox(widget());
    m_theme->setAccessibleName(tr("Colours"));
    m_theme->addItem(tr("As the system"), int(Theme::System));
    m_theme->addItem(tr("Light"), int(Theme::Light));
    m_theme->addItem(tr("Dark"), int(Theme::Dark));
    m_theme->setCurrentIndex(m_theme->findData(int(m_context.settings.get(settings::kTheme))));
    addChoice(card, tr("Co&lours"), m_theme);
    m_closing = new QComboBox(widget());
    m_closing->setAccessibleName(tr("Closing while an install runs"));
    m_closing->addItem(tr("Ask"), int(CloseBehaviour::Ask));
    m_closing->addItem(tr("Stop it"), int(CloseBehaviour::StopSessions));
    m_closing->addItem(tr("Keep it running"), int(CloseBehaviour::KeepSessions));
    m_closing->setCurrentIndex(
        m_closing->findData(int(m_context.settings.get(settings::kCloseBehaviour))));
    addChoice(card, tr("&Closing while an install runs"), m_closing);
    connect(m_theme, &QComboBox::activated, this, [this] {
        const auto theme = Theme(m_theme->currentData().toInt());
        m_context.settings.set(settings::kTheme, theme);
        m_context.appearance.choose(theme);
    });
    connect(m_closing, &QComboBox::activated, this, [this] {
        m_context.settings.set(settings::kCloseBehaviour,
                               CloseBehaviour(m_closing->currentData().toInt()));
    });
}

void SettingsPage::addLanguage(QVBoxLayout *card)
{
    auto *choice = new QComboBox(widget());
    choice->setAccessibleName(tr("Language"));
    choice->addItem(tr("As the system"), QString());
    const QStringList codes = languages();
    for (const QString &code : codes)
        choice->addItem(nameOfLanguage(code), code);
    choice->setCurrentIndex(
        std::max(0, choice->findData(m_context.settings.get(settings::kLanguage))));
    addChoice(card, tr("Lan&guage"), choice);
    QLabel *note = makeSentence(tr("The window changes its language once the work that is under "
                                   "way has ended."),
                                TextRole::Caption, widget());
    note->hide();
    card->addWidget(note);
    connect(choice, &QComboBox::activated, this, [this, choice, note] {
        note->setVisible(m_context.jobs.isBusy());
        m_context.settings.set(settings::kLanguage, choice->currentData().toString());
    });
}

void SettingsPage::buildPackages()
{
    QVBoxLayout *card = addSection(tr("Packages of node packs"), Topic::WaitingTime);
    m_cooldown = new QComboBox(widget());
    m_cooldown->setAccessibleName(tr("Trust new packages after"));
    const int now = m_context.settings.get(settings::kCooldownDays);
    QList<int> days{0, 1, 3, 7, 14, 30};
    if (!days.contains(now))
        days += now; // by hand
    std::sort(days.begin(), days.end());
    for (const int count : std::as_const(days))
        m_cooldown->addItem(count == 0 ? tr("At once") : tr("%n day(s)", nullptr, count), count);
    m_cooldown->setCurrentIndex(m_cooldown->findData(now));
    addChoice(card, tr("&Trust new packages after"), m_cooldown);
    card->addWidget(makeSentence(
        tr("Harmful uploads are mostly found within days. Until then an older version is taken, "
           "where one fits."),
        TextRole::Caption, widget()));
    connect(m_cooldown, &QComboBox::activated, this, [this] {
        m_context.settings.set(settings::kCooldownDays, m_cooldown->currentData().toInt());
    });
}

void SettingsPage::buildCatalogue()
{
    m_sources = new SourceRows(m_context, widget());
    addSection(tr("Catalogue"))->addWidget(m_sources);
    QVBoxLayout *card = addSection(tr("GitHub"));
    card->addWidget(makeSentence(
        tr("GitHub answers 60 questions an hour for everybody behind one address, and 5,000 for "
           "you with a token. For that it needs no rights, and it goes to api.github.com alone."),
        TextRole::Body, widget()));
    GithubToken &token = m_context.services.githubToken();
    auto *row = new TokenRow(token, widget());
    card->addWidget(row);
    connect(row, &TokenRow::entered, this, [row, &token] {
        if (const QString given = row->take(); !given.isEmpty()) {
            token.set(given);
            row->showBusy(TokenRow::tr("Asking the keychain…"));
        }
    });
}

void SettingsPage::addSource(const QString &file)
{
    m_sources->addSource(file);
    ensureWidgetVisible(m_sources);
}

void SettingsPage::showUpdates()
{
    widget()->layout()->activate(); // the page may be new
    ensureWidgetVisible(m_updates, 0, space::kHuge);
}

} // namespace portico::app
