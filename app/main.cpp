// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/context.h"
#include "app/libraryroot.h"
#include "app/models/advice.h"
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
#include "core/platform/endsignals.h"
#include "core/settings/settingsstore.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTimer>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

struct CommandLine
{
    QString library;
    QString bundle;
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
    parser.addPositionalArgument(
        u"bundle"_s,
        QCoreApplication::translate("main",
                                    "A bundle to add: a file, folder or address; or a recipe."),
        u"[bundle]"_s);
    parser.process(application);
    return {.library = parser.value(u"library"_s), .bundle = parser.positionalArguments().value(0)};
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
                    {.code = ErrorCode::Io, .message = problem, .nextStep = {}, .detail = {}});
        });
}

void addGiven(app::MainWindow &window, const QString &bundle)
{
    if (bundle.isEmpty())
        return;
    const QFileInfo file(bundle);
    if (file.isDir())
        window.askToAdd(app::AddDialog::Folder, file.absoluteFilePath());
    else if (file.exists() && bundle.endsWith(".json"_L1, Qt::CaseInsensitive))
        window.openRecipe(file.absoluteFilePath());
    else if (file.exists())
        window.askToAdd(app::AddDialog::File, file.absoluteFilePath());
    else
        window.askToAdd(app::AddDialog::Address, bundle);
}

/** What exec() returns when the window is to be built anew, on another library; no exit code. */
constexpr int kOtherLibrary = 1000;

/** One window on one library, until it is closed. `library` is the next one at kOtherLibrary. */
int runWindow(SettingsStore &settings, app::Appearance &appearance, const EndSignals &endSignals,
              QString &library, const QString &bundle)
{
    const Services services(settings, Library(libraryRoot(library, settings)));
    InstallStore installs(services.library());
    app::Sessions sessions(installs, services.networkKeeper());
    JobRunner background;
    JobRunner jobs;
    app::Advice advice(services, background);
    app::SetUp setUp(services, settings, jobs);
    app::Health health({services, installs, sessions, background});
    const app::StateKeeping stateKeeping({services, installs, sessions, background});
    app::Environments environments({services, installs, sessions, jobs, background});
    const app::Context context{services,   settings, installs, sessions, jobs,        background,
                               appearance, advice,   setUp,    health,   environments};
    app::MainWindow window(context);
    QObject::connect(&endSignals, &EndSignals::received, &window, &app::MainWindow::closeNow);
    QObject::connect(&window, &app::MainWindow::libraryChosen, &settings,
                     [&](const QString &folder) {
                         settings.set(settings::kLibraryRoot, folder);
                         library = folder;
                         QCoreApplication::exit(kOtherLibrary);
                     });
    appearance.apply();
    window.show();
    QTimer::singleShot(0, &window, [&] {
        sessions.watchAll();
        recover(window, context);
        if (settings.problem())
            window.notify(*settings.problem());
        for (const BrokenInstall &broken : installs.broken())
            window.notify(broken.error);
        addGiven(window, bundle);
    });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"portico"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PORTICO_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Portico"_s);
    QGuiApplication::setDesktopFileName(u"org.portico.Portico"_s);
    installTranslations(application);
    CommandLine given = readCommandLine(application);
    SettingsStore settings;
    app::Appearance appearance(application, settings.get(settings::kTheme));
    QGuiApplication::setWindowIcon(app::applicationIcon());
    const EndSignals endSignals;
    int code = kOtherLibrary;
    while (code == kOtherLibrary)
        code = runWindow(settings, appearance, endSignals, given.library,
                         std::exchange(given.bundle, {}));
    return code;
}
