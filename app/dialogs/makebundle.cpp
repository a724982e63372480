// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/dialogs/makebundle.h"

#include "app/context.h"
#include "app/dialogs/bundledialog.h"
#include "app/dialogs/bundleforms.h"
#include "app/models/bundlework.h"
#include "app/models/windowwords.h"
#include "app/services.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <memory>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::MakeBundle)
};

Error folderMissing()
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("No folder was named."),
            .nextStep = Text::tr("Say where the bundle shall go, with the whole path."),
            .detail = {}};
}

bool isFolderFine(const QString &folder)
{
    return QFileInfo(folder).isAbsolute();
}

/** A job of the dialog's own: with the dialog it is gone. */
template <typename T>
void plan(const Context &context, BundleDialog *dialog,
          const std::function<Result<T>(const JobContext &)> &body,
          const std::function<void(const T &)> &done)
{
    Job &job =
        context.background.start<T>({.title = Text::tr("Plan a bundle"), .exclusiveKey = {}}, body,
                                    dialog, [dialog, done](const Result<T> &planned) {
                                        if (planned)
                                            done(*planned);
                                        else if (planned.error().code != ErrorCode::Cancelled)
                                            dialog->showError(inWindowWords(planned.error()));
                                    });
    dialog->showPlanning(job);
}

} // namespace

QString usualBundleFolder(const Context &context)
{
    const QString last = context.settings.get(settings::kBundleFolder);
    return last.isEmpty() ? context.services.library().root() + u"/bundles"_s : last;
}

void askForBundle(const Context &context, BundleWork &work, const InstallId &chosen,
                  QWidget *parent)
{
    auto *form =
        new InstallBundleForm(context.installs.installs(), chosen, usualBundleFolder(context));
    auto *dialog = new BundleDialog(Text::tr("Make a bundle of an install"), form, parent);
    const auto wish = std::make_shared<BundleWish>();
    QObject::connect(dialog, &BundleDialog::planRequested, dialog, [&context, form, dialog, wish] {
        const Install *install = context.installs.find(form->install());
        *wish = form->wish();
        if (!install || !isFolderFine(wish->folder))
            return dialog->showError(folderMissing());
        plan<BundlePlan>(
            context, dialog,
            [services = BundleServices{context.services.library(), context.services.processes(),
                                       context.services.host()},
             install = *install, wish = *wish](const JobContext &job) {
                return planBundle(services, install, wish, job);
            },
            [dialog](const BundlePlan &planned) { dialog->showPlan(lookOf(planned)); });
    });
    QObject::connect(dialog, &BundleDialog::agreed, &work, [&context, &work, form, wish] {
        if (const Install *install = context.installs.find(form->install()))
            work.make(*install, *wish);
    });
    dialog->open();
}

void askForRecipeBundle(const Context &context, BundleWork &work, const QString &recipe,
                        QWidget *parent)
{
    auto *form = new RecipeBundleForm(usualBundleFolder(context));
    auto *dialog = new BundleDialog(
        Text::tr("Make the bundle of %1").arg(QFileInfo(recipe).fileName()), form, parent);
    const auto wish = std::make_shared<RecipeWish>();
    const auto read = std::make_shared<Recipe>();
    QObject::connect(dialog, &BundleDialog::planRequested, dialog,
                     [&context, form, dialog, wish, read, recipe] {
                         *wish = form->wish();
                         if (!isFolderFine(wish->folder))
                             return dialog->showError(folderMissing());
                         plan<RecipePlan>(
                             context, dialog,
                             [services = context.services.nodes(), recipe,
                              wish = *wish](const JobContext &job) -> Result<RecipePlan> {
                                 const Result<Recipe> now = readRecipe(recipe);
                                 return now ? planRecipe(services, *now, wish, job) : now.error();
                             },
                             [dialog, read](const RecipePlan &planned) {
                                 *read = planned.recipe;
                                 dialog->showPlan(lookOf(planned));
                             });
                     });
    QObject::connect(dialog, &BundleDialog::agreed, &work,
                     [&work, wish, read] { work.make(*read, *wish); });
    dialog->open();
}

} // namespace portico::app
