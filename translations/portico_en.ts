<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>portico::AddBundle</name>
    <message numerus="yes">
        <source>Unpacked %n files, %1; with the archive %2 at most.</source>
        <translation>
            <numerusform>Unpacked %n file, %1; with the archive %2 at most.</numerusform>
            <numerusform>Unpacked %n files, %1; with the archive %2 at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::BuildBundle</name>
    <message numerus="yes">
        <source>%n file(s) of “%1” are not as they were installed: %2.</source>
        <translation>
            <numerusform>%n file of “%1” is not as it was installed: %2.</numerusform>
            <numerusform>%n files of “%1” are not as they were installed: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that it can do without were left out (%1).</source>
        <translation>
            <numerusform>%n file that it can do without was left out (%1).</numerusform>
            <numerusform>%n files that it can do without were left out (%1).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::BuildRecipe</name>
    <message numerus="yes">
        <source>%n other need(s) cannot be met either.</source>
        <translation>
            <numerusform>%n other need cannot be met either.</numerusform>
            <numerusform>%n other needs cannot be met either.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::BundleCatalogue</name>
    <message numerus="yes">
        <source>%1 did not answer within %n second(s).</source>
        <translation>
            <numerusform>%1 did not answer within %n second.</numerusform>
            <numerusform>%1 did not answer within %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::BundleLayout</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::CheckBundle</name>
    <message numerus="yes">
        <source>%n file(s) of the bundle are not what its list says: %1.</source>
        <translation>
            <numerusform>%n file of the bundle is not what its list says: %1.</numerusform>
            <numerusform>%n files of the bundle are not what its list says: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::CleanNeeds</name>
    <message numerus="yes">
        <source>No install and no snapshot names this layer of %n package(s). It is built again when something needs it.</source>
        <translation>
            <numerusform>No install and no snapshot names this layer of %n package. It is built again when something needs it.</numerusform>
            <numerusform>No install and no snapshot names this layer of %n packages. It is built again when something needs it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wheel(s) in it are of no layer that somebody uses; the others stay.</source>
        <translation>
            <numerusform>%n wheel in it is of no layer that somebody uses; the others stay.</numerusform>
            <numerusform>%n wheels in it are of no layer that somebody uses; the others stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::DataLayout</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::DifferenceText</name>
    <message numerus="yes">
        <source>%n file(s) added (%1)</source>
        <translation>
            <numerusform>%n file added (%1)</numerusform>
            <numerusform>%n files added (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) removed (%1)</source>
        <translation>
            <numerusform>%n file removed (%1)</numerusform>
            <numerusform>%n files removed (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed (%1 → %2)</source>
        <translation>
            <numerusform>%n file changed (%1 → %2)</numerusform>
            <numerusform>%n files changed (%1 → %2)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Download</name>
    <message numerus="yes">
        <source>%1 Trying again in %n second(s).</source>
        <translation>
            <numerusform>%1 Trying again in %n second.</numerusform>
            <numerusform>%1 Trying again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 asks to wait for %n minute(s) before the next download.</source>
        <translation>
            <numerusform>%1 asks to wait for %n minute before the next download.</numerusform>
            <numerusform>%1 asks to wait for %n minutes before the next download.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::DriftCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::FindGuilty</name>
    <message numerus="yes">
        <source>Round %1 of at most %2: %n pack(s)</source>
        <translation>
            <numerusform>Round %1 of at most %2: %n pack</numerusform>
            <numerusform>Round %1 of at most %2: %n packs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Github</name>
    <message numerus="yes">
        <source>%1 wants fewer questions: waiting for %n second(s).</source>
        <translation>
            <numerusform>%1 wants fewer questions: waiting for %n second.</numerusform>
            <numerusform>%1 wants fewer questions: waiting for %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::HardwareSources</name>
    <message numerus="yes">
        <source>The tool %1, which knows the GPUs, gave no answer within %n second(s) and was ended.</source>
        <translation>
            <numerusform>The tool %1, which knows the GPUs, gave no answer within %n second and was ended.</numerusform>
            <numerusform>The tool %1, which knows the GPUs, gave no answer within %n seconds and was ended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptLeavings</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::JudgeFiles</name>
    <message numerus="yes">
        <source>%n library(s) of another torch are left among those of this one.</source>
        <translation>
            <numerusform>%n library of another torch is left among those of this one.</numerusform>
            <numerusform>%n libraries of another torch are left among those of this one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in torch&apos;s folders belong to no package.</source>
        <translation>
            <numerusform>%n file in torch&apos;s folders belongs to no package.</numerusform>
            <numerusform>%n files in torch&apos;s folders belong to no package.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is half removed: %n of its files are missing.</source>
        <translation>
            <numerusform>%1 is half removed: one of its files is missing.</numerusform>
            <numerusform>%1 is half removed: %n of its files are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n data file(s) of %1 are missing.</source>
        <translation>
            <numerusform>%n data file of %1 is missing.</numerusform>
            <numerusform>%n data files of %1 are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of %1 are not those that were installed.</source>
        <translation>
            <numerusform>%n file of %1 is not the one that was installed.</numerusform>
            <numerusform>%n files of %1 are not those that were installed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::JudgeNeeds</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) that %1 needs are missing.</source>
        <translation>
            <numerusform>%n package that %1 needs is missing.</numerusform>
            <numerusform>%n packages that %1 needs are missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Network</name>
    <message numerus="yes">
        <source>%1 sent nothing for %n second(s).</source>
        <translation>
            <numerusform>%1 sent nothing for %n second.</numerusform>
            <numerusform>%1 sent nothing for %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::PackSource</name>
    <message numerus="yes">
        <source>It names %n repositories.</source>
        <translation>
            <numerusform>It names %n repository.</numerusform>
            <numerusform>It names %n repositories.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::PackUpdate</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::PlanMigration</name>
    <message numerus="yes">
        <source>Copied or shared: Python&apos;s packages, ComfyUI, node packs, inputs and user files, %n file(s) with %1.</source>
        <translation>
            <numerusform>Copied or shared: Python&apos;s packages, ComfyUI, node packs, inputs and user files, %n file with %1.</numerusform>
            <numerusform>Copied or shared: Python&apos;s packages, ComfyUI, node packs, inputs and user files, %n files with %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairAdopted</name>
    <message numerus="yes">
        <source>Put right %n packages: %1</source>
        <translation>
            <numerusform>Put right %n package: %1</numerusform>
            <numerusform>Put right %n packages: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairEnvironments</name>
    <message numerus="yes">
        <source>Repair %n isolated environments: %1</source>
        <translation>
            <numerusform>Repair %n isolated environment: %1</numerusform>
            <numerusform>Repair %n isolated environments: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairPacks</name>
    <message numerus="yes">
        <source>Put back %n files of the node pack “%1”</source>
        <translation>
            <numerusform>Put back %n file of the node pack “%1”</numerusform>
            <numerusform>Put back %n files of the node pack “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files of the node pack “%1” could not be had: %2.</source>
        <translation>
            <numerusform>%n file of the node pack “%1” could not be had: %2.</numerusform>
            <numerusform>%n files of the node pack “%1” could not be had: %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairPlan</name>
    <message numerus="yes">
        <source>An interrupted repair goes on: %n steps.</source>
        <translation>
            <numerusform>An interrupted repair goes on: %n step.</numerusform>
            <numerusform>An interrupted repair goes on: %n steps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps would repair it.</source>
        <translation>
            <numerusform>%n step would repair it.</numerusform>
            <numerusform>%n steps would repair it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing is broken; %n steps are done only if you agree.</source>
        <translation>
            <numerusform>Nothing is broken; %n step is done only if you agree.</numerusform>
            <numerusform>Nothing is broken; %n steps are done only if you agree.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairSteps</name>
    <message numerus="yes">
        <source>Move away %n files that were added: %1</source>
        <translation>
            <numerusform>Move away %n file that was added: %1</numerusform>
            <numerusform>Move away %n files that were added: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files: %1</source>
        <translation>
            <numerusform>Put back %n file: %1</numerusform>
            <numerusform>Put back %n files: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are nowhere to be had, such as %1.</source>
        <translation>
            <numerusform>%n file is nowhere to be had: %1.</numerusform>
            <numerusform>%n files are nowhere to be had, such as %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files of the base could not be had: %1.</source>
        <translation>
            <numerusform>%n file of the base could not be had: %1.</numerusform>
            <numerusform>%n files of the base could not be had: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RunWorkflow</name>
    <message numerus="yes">
        <source>ComfyUI did not finish it within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI did not finish it within %n minute.</numerusform>
            <numerusform>ComfyUI did not finish it within %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SelfCheck</name>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SessionLog</name>
    <message numerus="yes">
        <source>%n line(s) came too quickly and were left out.</source>
        <translation>
            <numerusform>%n line came too quickly and was left out.</numerusform>
            <numerusform>%n lines came too quickly and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SmokeImport</name>
    <message numerus="yes">
        <source>“%1” was not tried to its end: importing its module %2 takes longer than %n second(s).</source>
        <translation>
            <numerusform>“%1” was not tried to its end: importing its module %2 takes longer than %n second.</numerusform>
            <numerusform>“%1” was not tried to its end: importing its module %2 takes longer than %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::ToolTest</name>
    <message numerus="yes">
        <source>git reaches %1 and finds %n branch(es) and tag(s) of ComfyUI.</source>
        <translation>
            <numerusform>git reaches %1 and finds %n branch(es) and tag of ComfyUI.</numerusform>
            <numerusform>git reaches %1 and finds %n branch(es) and tags of ComfyUI.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::TorchProbe</name>
    <message numerus="yes">
        <source>torch gave no answer within %n seconds.</source>
        <translation>
            <numerusform>torch gave no answer within %n second.</numerusform>
            <numerusform>torch gave no answer within %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::TriggerWorkflow</name>
    <message numerus="yes">
        <source>The workflow was started, but %n run(s) of it began at the same time, and nobody can tell which one is yours.</source>
        <translation>
            <numerusform>The workflow was started, but %n run of it began at the same time, and nobody can tell which one is yours.</numerusform>
            <numerusform>The workflow was started, but %n runs of it began at the same time, and nobody can tell which one is yours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::TryWorkflows</name>
    <message numerus="yes">
        <source>ComfyUI was not ready within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI was not ready within %n minute.</numerusform>
            <numerusform>ComfyUI was not ready within %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Verdict</name>
    <message numerus="yes">
        <source>%1 And %n more problem(s).</source>
        <translation>
            <numerusform>%1 And %n more problem.</numerusform>
            <numerusform>%1 And %n more problems.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: %n package(s).</source>
        <translation>
            <numerusform>Clean: %n package.</numerusform>
            <numerusform>Clean: %n packages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: torch %1 for %2, %n package(s).</source>
        <translation>
            <numerusform>Clean: torch %1 for %2, %n package.</numerusform>
            <numerusform>Clean: torch %1 for %2, %n packages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::WrapVerdict</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” was tried: all its %n node(s) are there.</source>
        <translation>
            <numerusform>“%1” was tried: its %n node is there.</numerusform>
            <numerusform>“%1” was tried: all its %n nodes are there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::BuildsPanel</name>
    <message numerus="yes">
        <source>%n build(s). What does not fit this computer is grey.</source>
        <translation>
            <numerusform>%n build. What does not fit this computer is grey.</numerusform>
            <numerusform>%n builds. What does not fit this computer is grey.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::BundleDialog</name>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n node pack</numerusform>
            <numerusform>%n node packs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::BundlePlanLook</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n package</numerusform>
            <numerusform>%n packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n, as its lock names them</source>
        <translation>
            <numerusform>%n, as its lock names it</numerusform>
            <numerusform>%n, as its lock names them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::BundleWork</name>
    <message numerus="yes">
        <source>Made and tried: %n file(s); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>Made and tried: %n file; unpacked elsewhere, it starts.</numerusform>
            <numerusform>Made and tried: %n files; unpacked elsewhere, it starts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>Whole: %n file is what its list says, and it starts.</numerusform>
            <numerusform>Whole: %n files are what its list says, and it starts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueGroups</name>
    <message numerus="yes">
        <source>%1 · %n build(s)</source>
        <translation>
            <numerusform>%1 · %n build</numerusform>
            <numerusform>%1 · %n builds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s) · as it was: %2</source>
        <comment>%2 is a moment</comment>
        <translation>
            <numerusform>%1 · %n build · as it was: %2</numerusform>
            <numerusform>%1 · %n builds · as it was: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::CloseDialog</name>
    <message numerus="yes">
        <source>%1 runs</source>
        <translation>
            <numerusform>%1 runs</numerusform>
            <numerusform>%1 run</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerText</name>
    <message numerus="yes">
        <source>%1, %n core(s)</source>
        <translation>
            <numerusform>%1, %n core</numerusform>
            <numerusform>%1, %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::DiagnosisCards</name>
    <message numerus="yes">
        <source>%n more finding(s): “porticoctl diagnose” and the overview list them.</source>
        <translation>
            <numerusform>%n more finding: “porticoctl diagnose” and the overview list them.</numerusform>
            <numerusform>%n more findings: “porticoctl diagnose” and the overview list them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLook</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n package</numerusform>
            <numerusform>%n packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s)</source>
        <translation>
            <numerusform>%n environment</numerusform>
            <numerusform>%n environments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · %n needs attention</numerusform>
            <numerusform>%1 · %n need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentView</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n package</numerusform>
            <numerusform>%n packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), %1 · %2</source>
        <comment>%1 is a size, %2 the id of a layer</comment>
        <translation>
            <numerusform>%n package, %1 · %2</numerusform>
            <numerusform>%n packages, %1 · %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::ExtrasPanel</name>
    <message numerus="yes">
        <source>The &amp;ready set of %n package(s)</source>
        <translation>
            <numerusform>The &amp;ready set of %n package</numerusform>
            <numerusform>The &amp;ready set of %n packages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRuns</name>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1.</source>
        <translation>
            <numerusform>Pushed %n file to %1.</numerusform>
            <numerusform>Pushed %n files to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryLook</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::KeptLook</name>
    <message numerus="yes">
        <source>%n parts are missing. The first is %1.</source>
        <translation>
            <numerusform>%n part is missing: %1.</numerusform>
            <numerusform>%n parts are missing. The first is %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline, but %n parts are missing. The first is %2.</source>
        <translation>
            <numerusform>“%1” is kept for offline, but %n part is missing: %2.</numerusform>
            <numerusform>“%1” is kept for offline, but %n parts are missing. The first is %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <comment>how many; their size</comment>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are damaged or missing. The first is %1.</source>
        <translation>
            <numerusform>%n file is damaged or missing: %1.</numerusform>
            <numerusform>%n files are damaged or missing. The first is %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n files are as they were kept.</source>
        <translation>
            <numerusform>Its %n file is as it was kept.</numerusform>
            <numerusform>All %n files are as they were kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::LogModel</name>
    <message numerus="yes">
        <source>%n line(s) were left out here, because they came faster than they can be shown.</source>
        <translation>
            <numerusform>%n line was left out here, because it came faster than it can be shown.</numerusform>
            <numerusform>%n lines were left out here, because they came faster than they can be shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::LogView</name>
    <message numerus="yes">
        <source>traceback, %n line(s)</source>
        <translation>
            <numerusform>traceback, %n line</numerusform>
            <numerusform>traceback, %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::NodesTab</name>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n node pack</numerusform>
            <numerusform>%n node packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · %n needs attention</numerusform>
            <numerusform>%1 · %n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>%n node pack is chosen.</numerusform>
            <numerusform>%n node packs are chosen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)</source>
        <translation>
            <numerusform>Enable %n node pack</numerusform>
            <numerusform>Enable %n node packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)</source>
        <translation>
            <numerusform>Disable %n node pack</numerusform>
            <numerusform>Disable %n node packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)</source>
        <translation>
            <numerusform>Update %n node pack</numerusform>
            <numerusform>Update %n node packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)</source>
        <translation>
            <numerusform>Remove %n node pack</numerusform>
            <numerusform>Remove %n node packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run install.py of %n node pack(s)</source>
        <translation>
            <numerusform>Run install.py of %n node pack</numerusform>
            <numerusform>Run install.py of %n node packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)</source>
        <translation>
            <numerusform>Isolate %n node pack</numerusform>
            <numerusform>Isolate %n node packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)</source>
        <translation>
            <numerusform>Undo the isolation of %n node pack</numerusform>
            <numerusform>Undo the isolation of %n node packs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::Offer</name>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>about %n hour</numerusform>
            <numerusform>about %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::OverviewTab</name>
    <message numerus="yes">
        <source>%n node pack(s) lack packages.</source>
        <translation>
            <numerusform>%n node pack lacks packages.</numerusform>
            <numerusform>%n node packs lack packages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.</source>
        <translation>
            <numerusform>ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.</numerusform>
            <numerusform>ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Found in %n start(s). Disable it, update it, or tell its author.</source>
        <translation>
            <numerusform>Found in %n start. Disable it, update it, or tell its author.</numerusform>
            <numerusform>Found in %n starts. Disable it, update it, or tell its author.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made sure in %n start(s).</source>
        <translation>
            <numerusform>Made sure in %n start.</numerusform>
            <numerusform>Made sure in %n starts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::PackRow</name>
    <message numerus="yes">
        <source>It needs %1 and %n more.</source>
        <translation>
            <numerusform>It needs %1 and %n more.</numerusform>
            <numerusform>It needs %1 and %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1.</source>
        <translation>
            <numerusform>%n commit behind %1.</numerusform>
            <numerusform>%n commits behind %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) of its own.</source>
        <translation>
            <numerusform>%n commit of its own.</numerusform>
            <numerusform>%n commits of its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were edited here.</source>
        <translation>
            <numerusform>%n file was edited here.</numerusform>
            <numerusform>%n files were edited here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out by choice: %1 and %n more.</source>
        <translation>
            <numerusform>Left out by choice: %1 and %n more.</numerusform>
            <numerusform>Left out by choice: %1 and %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::PlanDialog</name>
    <message numerus="yes">
        <source>%n more clash(es) are in the list below.</source>
        <translation>
            <numerusform>%n more clash is in the list below.</numerusform>
            <numerusform>%n more clashes are in the list below.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Build %n package(s) here; I trust where they come from</source>
        <translation>
            <numerusform>&amp;Build %n package here; I trust where they come from</numerusform>
            <numerusform>&amp;Build %n packages here; I trust where they come from</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Fetch %n package(s) from their addresses; I trust where they come from</source>
        <translation>
            <numerusform>&amp;Fetch %n package from their addresses; I trust where they come from</numerusform>
            <numerusform>&amp;Fetch %n packages from their addresses; I trust where they come from</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::PlanGroups</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n package</numerusform>
            <numerusform>%n packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clash(es)</source>
        <translation>
            <numerusform>%n clash</numerusform>
            <numerusform>%n clashes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wish(es)</source>
        <comment>for a package</comment>
        <translation>
            <numerusform>%n wish</numerusform>
            <numerusform>%n wishes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s)</source>
        <translation>
            <numerusform>%n new commit</numerusform>
            <numerusform>%n new commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Install %n node pack(s)?</source>
        <translation>
            <numerusform>Install %n node pack?</numerusform>
            <numerusform>Install %n node packs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)?</source>
        <translation>
            <numerusform>Enable %n node pack?</numerusform>
            <numerusform>Enable %n node packs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)?</source>
        <translation>
            <numerusform>Disable %n node pack?</numerusform>
            <numerusform>Disable %n node packs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)?</source>
        <translation>
            <numerusform>Update %n node pack?</numerusform>
            <numerusform>Update %n node packs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)?</source>
        <translation>
            <numerusform>Remove %n node pack?</numerusform>
            <numerusform>Remove %n node packs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take back %n node pack(s)?</source>
        <translation>
            <numerusform>Take back %n node pack?</numerusform>
            <numerusform>Take back %n node packs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run the install.py of %n node pack(s)?</source>
        <translation>
            <numerusform>Run the install.py of %n node pack?</numerusform>
            <numerusform>Run the install.py of %n node packs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)?</source>
        <translation>
            <numerusform>Isolate %n node pack?</numerusform>
            <numerusform>Isolate %n node packs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)?</source>
        <translation>
            <numerusform>Undo the isolation of %n node pack?</numerusform>
            <numerusform>Undo the isolation of %n node packs?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryPanel</name>
    <message numerus="yes">
        <source>%n node pack(s), as it was: %1. The registry cannot be reached now.</source>
        <comment>%1 is a moment</comment>
        <translation>
            <numerusform>%n node pack, as it was: %1. The registry cannot be reached now.</numerusform>
            <numerusform>%n node packs, as it was: %1. The registry cannot be reached now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n node pack</numerusform>
            <numerusform>%n node packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>%n node pack is chosen.</numerusform>
            <numerusform>%n node packs are chosen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveDialog</name>
    <message numerus="yes">
        <source>&amp;Keep my own files: %n file(s), %1</source>
        <translation>
            <numerusform>&amp;Keep my own files: %n file, %1</numerusform>
            <numerusform>&amp;Keep my own files: %n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::SettingsPage</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::ShelfLook</name>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n node pack</numerusform>
            <numerusform>%n node packs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::SourceRows</name>
    <message numerus="yes">
        <source>It answers, with %n build(s).</source>
        <translation>
            <numerusform>It answers, with %n build.</numerusform>
            <numerusform>It answers, with %n builds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n build(s).</source>
        <translation>
            <numerusform>Added %1, with %n build.</numerusform>
            <numerusform>Added %1, with %n builds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::Texts</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::Tray</name>
    <message numerus="yes">
        <source>%n more in the window…</source>
        <translation>
            <numerusform>%n more in the window…</numerusform>
            <numerusform>%n more in the window…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::UpdatePackDialog</name>
    <message numerus="yes">
        <source>%n version(s) are listed.</source>
        <translation>
            <numerusform>%n version is listed.</numerusform>
            <numerusform>%n versions are listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleCommand</name>
    <message numerus="yes">
        <source>%n package(s) for them</source>
        <translation>
            <numerusform>%n package for them</numerusform>
            <numerusform>%n packages for them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made %1 (%2, %n file(s)); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>Made %1 (%2, %n file); unpacked elsewhere, it starts.</numerusform>
            <numerusform>Made %1 (%2, %n files); unpacked elsewhere, it starts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>Whole: %n file is what its list says, and it starts.</numerusform>
            <numerusform>Whole: %n files are what its list says, and it starts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n volume(s), which are the archive when they are put together; their hashes: %1</source>
        <translation>
            <numerusform>In %n volume, which are the archive when they are put together; their hashes: %1</numerusform>
            <numerusform>In %n volumes, which are the archive when they are put together; their hashes: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueCommand</name>
    <message numerus="yes">
        <source>%1: %n bundle(s), asked %2.</source>
        <translation>
            <numerusform>%1: %n bundle, asked %2.</numerusform>
            <numerusform>%1: %n bundles, asked %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), as they were %2.</source>
        <translation>
            <numerusform>%1: %n bundle, as they were %2.</numerusform>
            <numerusform>%1: %n bundles, as they were %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s) are answered before %1.</source>
        <translation>
            <numerusform>%n more question is answered before %1.</numerusform>
            <numerusform>%n more questions are answered before %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueJson</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::DiagnoseCommand</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftCommand</name>
    <message numerus="yes">
        <source>“%1” is as it was installed (%n files).</source>
        <translation>
            <numerusform>“%1” is as it was installed (%n file).</numerusform>
            <numerusform>“%1” is as it was installed (%n files).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvLines</name>
    <message numerus="yes">
        <source>Python %1, %n package(s)</source>
        <translation>
            <numerusform>Python %1, %n package</numerusform>
            <numerusform>Python %1, %n packages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::GithubCommand</name>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1 as %2.</source>
        <translation>
            <numerusform>Pushed %n file to %1 as %2.</numerusform>
            <numerusform>Pushed %n files to %1 as %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Published %1 with %n file(s).</source>
        <translation>
            <numerusform>Published %1 with %n file.</numerusform>
            <numerusform>Published %1 with %n files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::HardwareCommand</name>
    <message numerus="yes">
        <source>    split into %n part(s): %1</source>
        <translation>
            <numerusform>    split into %n part: %1</numerusform>
            <numerusform>    split into %n parts: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::LayersCommand</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n package</numerusform>
            <numerusform>%n packages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::LogText</name>
    <message numerus="yes">
        <source>… %n line(s) left out: they came faster than they can be shown.</source>
        <translation>
            <numerusform>… %n line left out: it came faster than it can be shown.</numerusform>
            <numerusform>… %n lines left out: they came faster than they can be shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::MoveLibraryCommand</name>
    <message numerus="yes">
        <source>%n file(s), %1, were copied and compared.</source>
        <translation>
            <numerusform>%n file, %1, was copied and compared.</numerusform>
            <numerusform>%n files, %1, were copied and compared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesChange</name>
    <message numerus="yes">
        <source>%n new commit(s):</source>
        <translation>
            <numerusform>%n new commit:</numerusform>
            <numerusform>%n new commits:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own (%1):</source>
        <translation>
            <numerusform>%n package beside ComfyUI&apos;s own (%1):</numerusform>
            <numerusform>%n packages beside ComfyUI&apos;s own (%1):</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own:</source>
        <translation>
            <numerusform>%n package beside ComfyUI&apos;s own:</numerusform>
            <numerusform>%n packages beside ComfyUI&apos;s own:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCooldown</name>
    <message numerus="yes">
        <source>Packages are not trusted for %n day(s) after they were uploaded, where older ones fit.</source>
        <translation>
            <numerusform>Packages are not trusted for %n day after they were uploaded, where older ones fit.</numerusform>
            <numerusform>Packages are not trusted for %n days after they were uploaded, where older ones fit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesList</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1</source>
        <translation>
            <numerusform>%n commit behind %1</numerusform>
            <numerusform>%n commits behind %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) that %1 does not have</source>
        <translation>
            <numerusform>%n commit that %1 does not have</numerusform>
            <numerusform>%n commits that %1 does not have</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesRegistry</name>
    <message numerus="yes">
        <source>Page %1 of %2; %n node pack(s) in all.</source>
        <translation>
            <numerusform>Page %1 of %2; %n node pack in all.</numerusform>
            <numerusform>Page %1 of %2; %n node packs in all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are kept for searching without a network.</source>
        <translation>
            <numerusform>%n node pack is kept for searching without a network.</numerusform>
            <numerusform>%n node packs are kept for searching without a network.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::PlanReport</name>
    <message numerus="yes">
        <source>Added: %n package(s), %1</source>
        <translation>
            <numerusform>Added: %n package, %1</numerusform>
            <numerusform>Added: %n packages, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s)</source>
        <translation>
            <numerusform>Added: %n package</numerusform>
            <numerusform>Added: %n packages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::RecipeBundle</name>
    <message numerus="yes">
        <source>%n package(s), as the lock names them</source>
        <translation>
            <numerusform>%n package, as the lock names them</numerusform>
            <numerusform>%n packages, as the lock names them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::RemoveCommand</name>
    <message numerus="yes">
        <source>Your own %n file(s) (%1) are kept.</source>
        <translation>
            <numerusform>Your own %n file (%1) is kept.</numerusform>
            <numerusform>Your own %n files (%1) are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::SourcesCommand</name>
    <message numerus="yes">
        <source>Added %1, with %n bundle(s).</source>
        <translation>
            <numerusform>Added %1, with %n bundle.</numerusform>
            <numerusform>Added %1, with %n bundles.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::TestWorkflowCommand</name>
    <message numerus="yes">
        <source>“%1” (%n node(s)) is a test of “%2” now: each update shows that it works before its switch. Try it at once: porticoctl test-workflow run %3.</source>
        <translation>
            <numerusform>“%1” (%n node) is a test of “%2” now: each update shows that it works before its switch. Try it at once: porticoctl test-workflow run %3.</numerusform>
            <numerusform>“%1” (%n nodes) is a test of “%2” now: each update shows that it works before its switch. Try it at once: porticoctl test-workflow run %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::VendorCommand</name>
    <message numerus="yes">
        <source>“%1” is kept for offline as %2: %n files, %3.</source>
        <translation>
            <numerusform>“%1” is kept for offline as %2: %n file, %3.</numerusform>
            <numerusform>“%1” is kept for offline as %2: %n files, %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%n parts are lacking)</source>
        <translation>
            <numerusform>(%n part is lacking)</numerusform>
            <numerusform>(%n parts are lacking)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n files are as they were kept, %2.</source>
        <translation>
            <numerusform>%1: its %n file is as it was kept, %2.</numerusform>
            <numerusform>%1: all %n files are as they were kept, %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is kept here now: %n files, %2. Make an install of it with “porticoctl vendor rebuild %1 --yes”.</source>
        <translation>
            <numerusform>%1 is kept here now: %n file, %2. Make an install of it with “porticoctl vendor rebuild %1 --yes”.</numerusform>
            <numerusform>%1 is kept here now: %n files, %2. Make an install of it with “porticoctl vendor rebuild %1 --yes”.</numerusform>
        </translation>
    </message>
</context>
</TS>
