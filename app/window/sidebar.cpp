// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/window/sidebar.h"

#include "app/models/installsmodel.h"
#include "app/style/colours.h"
#include "app/style/metrics.h"
#include "app/style/porticostyle.h"
#include "app/widgets/spokenrole.h"
#include "app/window/installdelegate.h"

#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace portico::app {

namespace {

constexpr int kWidth = 212; ///< of usual text, and as wide as its buttons need

} // namespace

Sidebar::Sidebar(InstallsModel &installs, QWidget *parent)
    : QWidget(parent)
    , m_installs(installs)
    , m_list(new QListView(this))
{
    auto *content = new QWidget(this);
    m_list->setModel(&installs);
    m_list->setItemDelegate(new InstallDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Installs"));
    m_list->viewport()->setAutoFillBackground(false);
    m_list->installEventFilter(this);
    m_computer = makePlace(tr("This co&mputer"), IconName::Computer, Place::Computer);
    m_bundles = makePlace(tr("&Bundles"), IconName::Bundle, Place::Bundles);
    m_network = makePlace(tr("&Network"), IconName::Network, Place::Network);
    m_disk = makePlace(tr("&Disk"), IconName::Disk, Place::Disk);
    m_settings = makePlace(tr("&Settings"), IconName::Settings, Place::Settings);

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium + 1, space::kMedium);
    column->setSpacing(space::kTight);
    column->addWidget(makeAddButton());
    column->addSpacing(space::kSmall);
    column->addWidget(m_list, 1);
    column->addWidget(m_computer);
    column->addWidget(m_bundles);
    column->addWidget(m_network);
    column->addWidget(m_disk);
    column->addWidget(m_settings);
    column->addWidget(makeGuide());
    makeScroll(content);

    const auto reach = [this] { // an empty list has nothing that could show the focus
        m_list->setFocusPolicy(m_installs.rowCount() > 0 ? Qt::StrongFocus : Qt::NoFocus);
    };
    connect(&installs, &QAbstractItemModel::rowsInserted, this, reach);
    connect(&installs, &QAbstractItemModel::rowsRemoved, this, reach);
    connect(&installs, &QAbstractItemModel::modelReset, this, reach);
    reach();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    emit installChosen(m_installs.idAt(current.row()));
            });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &index) { emit installChosen(m_installs.idAt(index.row())); });
    connect(m_list, &QWidget::customContextMenuRequested, this, &Sidebar::showMenu);
}

/** In a low window, or with large text, all of it scrolls. */
void Sidebar::makeScroll(QWidget *content)
{
    m_list->setMinimumHeight(m_list->itemDelegate()->sizeHint({}, {}).height());
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it scrolls to its buttons
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *frame = new QVBoxLayout(this);
    frame->setContentsMargins(0, 0, 0, 0);
    frame->addWidget(scroll);
    setFixedWidth(std::max(kWidth, content->minimumSizeHint().width()));
}

QPushButton *Sidebar::makeAddButton()
{
    auto *add = new QPushButton(tr("&Add"), this);
    add->setIcon(makeIcon(IconName::Add));
    add->setAccessibleName(tr("Add ComfyUI"));
    auto *menu = new QMenu(add);
    menu->addAction(makeIcon(IconName::Computer), tr("A &build for this computer…"), this,
                    &Sidebar::addBuildRequested);
    menu->addAction(makeIcon(IconName::Settings), tr("&Composed from its parts…"), this,
                    &Sidebar::composeRequested);
    menu->addSeparator();
    menu->addAction(makeIcon(IconName::File), tr("A bundle from a &file…"), this,
                    &Sidebar::addFileRequested);
    menu->addAction(makeIcon(IconName::Link), tr("A bundle from an &address…"), this,
                    &Sidebar::addAddressRequested);
    menu->addAction(makeIcon(IconName::Folder), tr("A ComfyUI folder I already &have…"), this,
                    &Sidebar::addFolderRequested);
    add->setMenu(menu);
    return add;
}

QToolButton *Sidebar::makePlace(const QString &text, IconName icon, Place place)
{
    QToolButton *button = makeEntry(text, icon);
    button->setCheckable(true);
    setSpokenRole(button, SpokenRole::Place);
    connect(button, &QToolButton::clicked, this, [this, place] { select(place); });
    return button;
}

/** Not a place: the guide lies in a window of its own, beside what it speaks of. */
QToolButton *Sidebar::makeGuide()
{
    QToolButton *button = makeEntry(tr("Guide"), IconName::Info);
    button->setToolTip(tr("What to do when, and what the words mean (F1)"));
    connect(button, &QToolButton::clicked, this, &Sidebar::guideRequested);
    return button;
}

QToolButton *Sidebar::makeEntry(const QString &text, IconName icon)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setText(text);
    button->setIcon(makeIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFixedHeight(controlHeight() + 2);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void Sidebar::select(const InstallId &id)
{
    m_computer->setChecked(false);
    m_bundles->setChecked(false);
    m_network->setChecked(false);
    m_disk->setChecked(false);
    m_settings->setChecked(false);
    const QModelIndex index = m_installs.index(m_installs.rowOf(id));
    if (index.isValid() && m_list->currentIndex() != index)
        m_list->setCurrentIndex(index);
    else if (index.isValid())
        m_list->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
}

void Sidebar::select(Place place)
{
    m_computer->setChecked(place == Place::Computer);
    m_bundles->setChecked(place == Place::Bundles);
    m_network->setChecked(place == Place::Network);
    m_disk->setChecked(place == Place::Disk);
    m_settings->setChecked(place == Place::Settings);
    m_list->selectionModel()->clear();
    if (place != Place::Nowhere)
        emit placeChosen(place);
}

InstallId Sidebar::selected() const
{
    return m_list->currentIndex().isValid() ? m_installs.idAt(m_list->currentIndex().row())
                                            : InstallId();
}

void Sidebar::showMenu(const QPoint &position)
{
    if (!m_list->indexAt(position).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(makeIcon(IconName::Play), tr("&Start or stop"), this, &Sidebar::startRequested);
    menu->addAction(makeIcon(IconName::Rename), tr("Re&name"), this, &Sidebar::renameRequested);
    if (m_list->indexAt(position).data(InstallsModel::IsAdoptedRole).toBool())
        menu->addAction(makeIcon(IconName::Save), tr("&Migrate into the library…"), this,
                        &Sidebar::migrateRequested);
    else
        menu->addAction(makeIcon(IconName::Copy), tr("&Duplicate"), this,
                        &Sidebar::duplicateRequested);
    menu->addAction(makeIcon(IconName::Bundle), tr("Make a &bundle…"), this,
                    &Sidebar::bundleRequested);
    menu->addAction(makeIcon(IconName::Remove), tr("&Remove…"), this, &Sidebar::removeRequested);
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && m_list->currentIndex().isValid()) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            emit startRequested();
            return true;
        case Qt::Key_F2:
            emit renameRequested();
            return true;
        case Qt::Key_Delete:
            emit removeRequested();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Sidebar::paintEvent(QPaintEvent *)
{
    const Colours &c = coloursOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.sidebar);
    const int x = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.fillRect(QRect(x, 0, 1, height()), c.border);
}

} // namespace portico::app
