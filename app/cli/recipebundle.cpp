// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/recipebundle.h"

#include "app/cli/bundlepublish.h"
#include "app/services.h"
#include "core/recipes/buildrecipe.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::RecipeBundle)
};

void printSource(Terminal &terminal, const RecipeSource &source)
{
    const bool isNamed = source.tip.name != source.tip.commit;
    terminal.print(u"  • %1 %2%3 %4"_s.arg(source.name, source.tip.commit.left(12),
                                           isNamed ? u" (%1)"_s.arg(source.tip.name) : QString(),
                                           source.git));
}

JobCommand::Report planned(const RecipePlan &plan)
{
    return [plan](Terminal &terminal) {
        terminal.print(toJson(plan));
        const Recipe &recipe = plan.recipe;
        terminal.print(plan.isUnchanged
                           ? Text::tr("%1 is there already, and as the recipe wants it.")
                                 .arg(QDir::toNativeSeparators(plan.file))
                           : Text::tr("Would make %1 of “%2”:")
                                 .arg(QDir::toNativeSeparators(plan.file), recipe.name));
        const QString python = recipe.python.isEmpty() ? Text::tr("of Portico's choice")
                                                       : QDir::toNativeSeparators(recipe.python);
        terminal.print(
            u"  "_s
            + Text::tr("Python %1, torch for %2")
                  .arg(plan.lock ? plan.lock->pythonVersion : python, recipe.accelerator.title()));
        printSource(terminal, plan.comfy);
        for (const RecipeSource &node : plan.nodes)
            printSource(terminal, node);
        terminal.print(
            u"  "_s
            + (plan.lock ? Text::tr("%n package(s), as the lock names them", nullptr,
                                    static_cast<int>(plan.lock->base.torchFamily.packages.size()
                                                     + plan.lock->base.others.packages.size()
                                                     + plan.lock->layer.packages.size()))
                         : Text::tr("Packages are chosen when it is made.")));
        for (const QString &remark : plan.remarks)
            terminal.print(u"  – "_s + remark);
    };
}

JobCommand::Report built(const RecipeOutcome &outcome)
{
    return [outcome](Terminal &terminal) {
        terminal.print(toJson(outcome));
        if (outcome.isUnchanged)
            terminal.print(Text::tr("Nothing to do: %1 is there already, and as the recipe wants "
                                    "it.")
                               .arg(QDir::toNativeSeparators(outcome.bundle.file)));
        else
            printBuilt(terminal, outcome.bundle);
        terminal.print(u"  "_s
                       + Text::tr("Its lock: %1").arg(QDir::toNativeSeparators(outcome.lockFile)));
    };
}

} // namespace

bool isRecipe(const QString &what)
{
    return what.endsWith(".json"_L1);
}

void declareRecipeOptions(QCommandLineParser &parser)
{
    parser.addOption({u"lock"_s,
                      Text::tr("Of a recipe: the lock to obey (default: the one beside the "
                               "bundle)."),
                      u"FILE"_s});
    parser.addOption(
        {u"update"_s, Text::tr("Of a recipe: newer versions than those of its lock.")});
    parser.addOption({u"allow-source-builds"_s,
                      Text::tr("Of a recipe: build packages that have no ready build; this runs "
                               "their code.")});
    parser.addOption(
        {u"keep-cache"_s,
         Text::tr("Of a recipe: keep what was downloaded for the next time. Without it "
                  "that goes, unless there were packages in the cache before.")});
}

std::unique_ptr<RunningCommand> makeRecipe(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const QStringList words = parser.positionalArguments();
    const Result<qint64> volumeSize = volumeSizeOf(parser);
    if (!volumeSize)
        return std::make_unique<InstantCommand>(
            context, [error = volumeSize.error()]() -> Result<int> { return error; });
    RecipeWish wish{.folder = QDir::current().absoluteFilePath(parser.value(u"output"_s))};
    wish.volumeSize = *volumeSize;
    if (parser.isSet(u"lock"_s))
        wish.lockFile = QDir::current().absoluteFilePath(parser.value(u"lock"_s));
    if (parser.isSet(u"update"_s))
        wish.versions = RecipeVersions::Newest;
    if (parser.isSet(u"replace"_s))
        wish.old = OldBundle::Replace;
    if (parser.isSet(u"allow-source-builds"_s))
        wish.sourceBuilds = SourceBuilds::Allow;
    if (parser.isSet(u"keep-cache"_s))
        wish.cacheAfter = CacheAfter::Keep;
    const bool isPlan = parser.isSet(u"plan"_s) || words.constFirst() == "plan"_L1;
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Make a bundle"),
        [services, nodes = services->nodes(), wish, isPlan,
         file = words.at(1)](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<Recipe> recipe = readRecipe(file);
            if (!recipe)
                return recipe.error();
            if (isPlan) {
                const Result<RecipePlan> plan = planRecipe(nodes, *recipe, wish, job);
                return plan ? Result<JobCommand::Report>(planned(*plan)) : plan.error();
            }
            const Result<RecipeOutcome> outcome = buildRecipe(nodes, *recipe, wish, job);
            return outcome ? Result<JobCommand::Report>(built(*outcome)) : outcome.error();
        });
}

} // namespace portico::cli
