// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/emptypage.h"

#include "app/style/colours.h"
#include "app/style/icons.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace portico::app {

namespace {

constexpr int kZoneWidth = 520;

} // namespace

EmptyPage::EmptyPage(const QString &libraryFolder, QWidget *parent)
    : QWidget(parent)
    , m_zone(new QWidget(this))
{
    auto *icon = new QLabel(m_zone);
    icon->setPixmap(applicationIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    icon->setAlignment(Qt::AlignCenter);
    QLabel *title = makeLabel(tr("Bring ComfyUI home"), TextRole::Title, m_zone);
    title->setAlignment(Qt::AlignCenter);
    QLabel *words = makeSentence(
        tr("Give Portico a portable bundle: it is checked, unpacked and ready to start. Drop the "
           "file here, or choose where it is."),
        TextRole::Body, m_zone);
    words->setAlignment(Qt::AlignCenter);

    auto *file = new QPushButton(tr("Add a bundle from a &file…"), m_zone);
    file->setIcon(makeIcon(IconName::File, IconTint::OnAccent));
    setButtonKind(file, ButtonKind::Main);
    auto *url = new QPushButton(tr("From an &address…"), m_zone);
    url->setIcon(makeIcon(IconName::Link));
    auto *folder = new QPushButton(tr("I already have &ComfyUI…"), m_zone);
    folder->setIcon(makeIcon(IconName::Folder));
    auto *check = new QPushButton(tr("Check that everything works on this computer"), m_zone);
    setButtonKind(check, ButtonKind::Quiet);
    check->setIcon(makeIcon(IconName::Shield));
    QLabel *place =
        makeSentence(tr("Everything goes into %1.").arg(QDir::toNativeSeparators(libraryFolder)),
                     TextRole::Caption, m_zone);
    place->setAlignment(Qt::AlignCenter);

    auto *others = new QHBoxLayout;
    others->setSpacing(space::kSmall);
    others->addWidget(url, 1);
    others->addWidget(folder, 1);
    auto *column = new QVBoxLayout(m_zone);
    column->setContentsMargins(40, 32, 40, 28);
    column->setSpacing(space::kSmall);
    column->addWidget(icon);
    column->addSpacing(space::kSmall);
    column->addWidget(title);
    column->addWidget(words);
    column->addSpacing(space::kMedium);
    column->addWidget(file);
    column->addLayout(others);
    column->addSpacing(space::kSmall);
    column->addWidget(check);
    column->addWidget(place);
    m_zone->setMaximumWidth(kZoneWidth);

    auto *centre = new QHBoxLayout(this);
    centre->setContentsMargins(space::kHuge, space::kHuge, space::kHuge, space::kHuge);
    centre->addStretch(1);
    centre->addWidget(m_zone, 100, Qt::AlignVCenter);
    centre->addStretch(1);
    connect(file, &QPushButton::clicked, this, &EmptyPage::fileRequested);
    connect(url, &QPushButton::clicked, this, &EmptyPage::urlRequested);
    connect(folder, &QPushButton::clicked, this, &EmptyPage::folderRequested);
    connect(check, &QPushButton::clicked, this, &EmptyPage::selfCheckRequested);
}

void EmptyPage::setDropHint(Qt::CheckState state)
{
    m_isDropHinted = state == Qt::Checked;
    update();
}

void EmptyPage::paintEvent(QPaintEvent *)
{
    const Colours &c = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_isDropHinted ? c.selection : c.card);
    QPen edge(m_isDropHinted ? c.accentText : c.control, m_isDropHinted ? 2 : 1.25);
    edge.setStyle(Qt::CustomDashLine);
    edge.setDashPattern({4, 4});
    painter.setPen(edge);
    painter.drawRoundedRect(QRectF(m_zone->geometry()).adjusted(1, 1, -1, -1), 12, 12);
}

} // namespace portico::app
