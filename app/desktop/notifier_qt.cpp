// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Windows and macOS: an icon of the tray, there as long as its message.
#include "app/desktop/notifier.h"
#include "app/style/icons.h"

#include <QSystemTrayIcon>
#include <QTimer>

#include <chrono>

namespace portico::app {

using namespace std::chrono_literals;

class Notifier::Private
{
public:
    QSystemTrayIcon icon{applicationIcon()};
    QTimer end{};
    QString key{}; ///< of the last one: the system does not tell which was clicked
};

Notifier::Notifier(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->end.setSingleShot(true);
    d->end.setInterval(60s);
    connect(&d->end, &QTimer::timeout, &d->icon, &QSystemTrayIcon::hide);
    connect(&d->icon, &QSystemTrayIcon::messageClicked, this, [this] {
        d->icon.hide();
        emit chosen(d->key, {});
    });
}

Notifier::~Notifier() = default;

void Notifier::show(const Notice &notice)
{
    if (!QSystemTrayIcon::supportsMessages())
        return;
    d->key = notice.key;
    d->icon.show();
    d->icon.showMessage(notice.title, notice.text);
    d->end.start();
}

} // namespace portico::app
