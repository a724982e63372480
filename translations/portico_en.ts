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
            <numerusform>%n more question are answered before %1.</numerusform>
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
</TS>
