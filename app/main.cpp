// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/context.h"
#include "app/desktop/fileopenevents.h"
#include "app/desktop/given.h"
#include "app/libraryroot.h"
#include "app/models/advice.h"
#include "app/models/appupdates.h"
#include "app/models/environments.h"
#include "app/models/health.h"
#include "app/models/sessions.h"
#include "app/models/setup.h"
#include "app/models/statekeeping.h"
#include "app/services.h"
#include "app/style/appearance.h"
#include "app/style/icons.h"
#include "app/window/mainwindow.h"
#include "core/base/translations.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/nodes/recoverpacks.h"
#include "core/platform/autostart.h"
#include "core/platform/comeforward.h"
#include "core/platform/endsignals.h"
#include "core/platform/host.h"
#include "core/server/windowdoor.h"
#include "core/settings/settingsstore.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

struct CommandLine
{
    QString library;
    QString bundle;
    bool inTray = false; ///< the first window is not shown, where the tray leads to it
};

CommandLine readCommandLine(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main",
                                    "Downloads, checks, unpacks, starts and watches "
                                    "portable ComfyUI."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"library"_s,
                      QCoreApplication::translate("main", "The folder that holds the installs."),
                      QCoreApplication::translate("main", "folder")});
    parser.addOption(
        {u"in-tray"_s,
         QCoreApplication::translate(
             "main", "Start without the window, where the system tray shows Portico.")});
    parser.addPositionalArgument(
        u"bundle"_s,
        QCoreApplication::translate("main",
                                    "A bundle to add: a file, folder or address; or a recipe, "
                                    "snapshot, list of builds or portico:// link."),
        u"[bundle]"_s);
    parser.process(application);
    return {.library = parser.value(u"library"_s),
            .bundle = parser.positionalArguments().value(0),
            .inTray = parser.isSet(u"in-tray"_s)};
}

/** Cleans up after a Portico that was killed: as a job, while the window is already there. */
void recover(app::MainWindow &window, const app::Context &context)
{
    context.background.start<RecoveryReport>(
        {.title = QCoreApplication::translate("main", "Look for unfinished work"),
         .exclusiveKey = {}},
        [library = context.services.library()](const JobContext &job) {
            return recoverAll(library, job);
        },
        &window,
        [&window, &context](const Result<RecoveryReport> &report) {
            if (!report) {
                window.notify(report.error());
                return;
            }
            context.installs.rescan();
            for (const QString &problem : report->problems)
                window.notify(
                    {.code = ErrorCode::Io,
                     .message = problem,
                     .nextStep = QCoreApplication::translate(
                         "main", "Close what uses it; Portico tries again at its next start."),
                     .detail = {}});
        });
}

/** Null when the library's window is open already: it was told. An error: no door, and nothing
 *  that should keep anybody from a window. */
Result<std::unique_ptr<WindowDoor>> enter(const Library &library, const QString &given)
{
    const Result<QString> folder = makeHost()->runtimeFolder();
    if (!folder)
        return folder.error();
    letOthersComeForward();
    return enterOrHandOver(*folder, library.root(),
                           {.given = app::wherever(given),
                            .activation = qEnvironmentVariable("XDG_ACTIVATION_TOKEN")});
}

/** What exec() returns when the window is to be built anew; no exit codes. */
constexpr int kOtherLibrary = 1000;
constexpr int kOtherLanguage = 1001;

/** What is built for one library and stays, whatever language its window speaks. */
struct Workshop
{
    Workshop(SettingsStore &settings, Library library)
        : services(settings, std::move(library))
        , installs(services.library())
        , sessions(installs, services.networkKeeper())
        , updates({services, settings, jobs, background}, builtInChannel())
    { }

    const Services services;
    InstallStore installs;
    app::Sessions sessions;
    JobRunner background;
    JobRunner jobs;
    app::AppUpdates updates;
};

/** One window with the models that hold texts: built anew when it speaks another language. */
struct View
{
    View(Workshop &shop, SettingsStore &settings, app::Appearance &appearance)
        : advice(shop.services, shop.background)
        , setUp(shop.services, settings, shop.jobs)
        , health({shop.services, shop.installs, shop.sessions, shop.background})
        , stateKeeping({shop.services, shop.installs, shop.sessions, shop.background})
        , environments({shop.services, shop.installs, shop.sessions, shop.jobs, shop.background})
        , context{shop.services, settings,        shop.installs, shop.sessions,
                  shop.jobs,     shop.background, appearance,    advice,
                  setUp,         health,          environments,  shop.updates}
        , window(context)
    { }

    app::Advice advice;
    app::SetUp setUp;
    app::Health health;
    const app::StateKeeping stateKeeping;
    app::Environments environments;
    const app::Context context;
    app::MainWindow window;
};

/** Once the first window is there. */
void begin(View &view, const QString &bundle)
{
    view.context.sessions.watchAll();
    view.context.updates.begin();
    recover(view.window, view.context);
    if (view.context.settings.problem())
        view.window.notify(*view.context.settings.problem());
    for (const BrokenInstall &broken : view.context.installs.broken())
        view.window.notify(broken.error);
    if (!bundle.isEmpty())
        view.window.takeGiven(bundle);
    // The program may have been moved since; another folder would be started, or none.
    if (const Result<> kept = isAutostartOn() ? setAutostart(autostartCommand()) : Result<>();
        !kept)
        view.window.notify(kept.error());
}

/** Files, folders, addresses and links that come while the window is there. */
void connectOutside(app::MainWindow &window, std::unique_ptr<WindowDoor> &door,
                    const app::FileOpenEvents &opened)
{
    const auto take = [&window](const QString &given, const QString &activation) {
        window.comeForward(activation);
        if (!given.isEmpty())
            window.takeGiven(given);
    };
    if (door)
        QObject::connect(door.get(), &WindowDoor::knocked, &window,
                         [take](const HandOver &what) { take(what.given, what.activation); });
    QObject::connect(&opened, &app::FileOpenEvents::opened, &window,
                     [take](const QString &given) { take(given, {}); });
    // Whoever starts from now on gets a window of their own. Said here, for Qt would take a quit
    // back where something is shown again.
    QObject::connect(&window, &app::MainWindow::closed, &window, [&door] {
        door.reset();
        QCoreApplication::exit(0);
    });
}

/** A window on one library, until it is closed. `given.library` is the next one at kOtherLibrary.
 */
int runLibrary(SettingsStore &settings, app::Appearance &appearance, const EndSignals &endSignals,
               CommandLine &given)
{
    const QString bundle = std::exchange(given.bundle, {});
    const Library folder(libraryRoot(given.library, settings));
    Result<std::unique_ptr<WindowDoor>> entered = enter(folder, bundle);
    if (entered && !*entered)
        return 0;
    std::unique_ptr<WindowDoor> door = entered ? std::move(*entered) : nullptr;
    const app::FileOpenEvents opened(*QCoreApplication::instance());
    Workshop shop(settings, folder);
    std::unique_ptr<View> view;
    int code = kOtherLanguage;
    while (code == kOtherLanguage) {
        speakLanguage(*QCoreApplication::instance(), settings.get(settings::kLanguage));
        auto next = std::make_unique<View>(shop, settings, appearance);
        app::MainWindow &window = next->window;
        QObject::connect(&endSignals, &EndSignals::received, &window, &app::MainWindow::closeNow);
        connectOutside(window, door, opened);
        QObject::connect(&window, &app::MainWindow::libraryChosen, &settings,
                         [&](const QString &chosen) {
                             settings.set(settings::kLibraryRoot, chosen);
                             given.library = chosen;
                             QCoreApplication::exit(kOtherLibrary);
                         });
        QObject::connect(&window, &app::MainWindow::languageChosen, &settings,
                         [] { QCoreApplication::exit(kOtherLanguage); });
        appearance.apply();
        if (view)
            window.openPlace(app::Sidebar::Place::Settings); // where the language was chosen
        else
            QTimer::singleShot(0, &window, [&next = *next, &bundle] { begin(next, bundle); });
        if (!std::exchange(given.inTray, false) || !window.isInTray())
            window.show();
        view = std::move(next); // the window before goes when this one is there
        code = QCoreApplication::exec();
    }
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"portico"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PORTICO_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Portico"_s);
    QGuiApplication::setDesktopFileName(u"org.portico.Portico"_s);
    QGuiApplication::setQuitOnLastWindowClosed(false); // MainWindow::closed says when
    SettingsStore settings;
    speakLanguage(application, settings.get(settings::kLanguage));
    CommandLine given = readCommandLine(application);
    app::Appearance appearance(application, settings.get(settings::kTheme));
    QGuiApplication::setWindowIcon(app::applicationIcon());
    const EndSignals endSignals;
    int code = kOtherLibrary;
    while (code == kOtherLibrary)
        code = runLibrary(settings, appearance, endSignals, given);
    return code;
}
